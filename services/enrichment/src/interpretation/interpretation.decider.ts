import type { DomainEvent, ItemInterpreted } from '@ckm/contracts';
import type { Decider } from '@ckm/event-sourcing';

type Interpreted = DomainEvent<'ItemInterpreted'>;

/** Each interpreter version reads an item once; a newer one supersedes it and overwrites nothing. */
export const interpretation: Decider<ItemInterpreted, string[], Interpreted> = {
  stream: 'interpretation',
  initialState: [],
  decide: (command, read) => (read.includes(nameOf(command)) ? [] : [{ type: 'ItemInterpreted', data: command }]),
  evolve: (read, event) => [...read, nameOf(event.data)],
};

const nameOf = ({ interpreter, version }: ItemInterpreted): string => `${interpreter}@${version}`;
