import type { DomainEvent, ThemeDescribed } from '@ckm/contracts';
import type { Decider } from '@ckm/event-sourcing';

type Described = DomainEvent<'ThemeDescribed'>;

/** A theme is what people last said it is. */
export const theme: Decider<ThemeDescribed, ThemeDescribed | null, Described> = {
  stream: 'theme',
  initialState: null,
  decide: (command, state) =>
    JSON.stringify(command) === JSON.stringify(state) ? [] : [{ type: 'ThemeDescribed', data: command }],
  evolve: (_, event) => event.data,
};
