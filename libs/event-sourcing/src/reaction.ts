import type { EventName } from '@ckm/contracts';
import type { Handling } from './decider.js';
import type { RecordedEvent } from './recorded.js';

/**
 * One event in, commands out. For the same event it must return the same commands, so that a redelivery changes nothing. It runs before the
 * batch's transaction begins, and may ask a port: an interpreter, or a view of its own service.
 */
export interface Reaction {
  /** `<do>-when-<happened>` */
  name: string;
  on: EventName;
  react(event: RecordedEvent): Handling[] | Promise<Handling[]>;
}

export const reaction = <Name extends EventName>(
  name: string,
  on: Name,
  react: (event: RecordedEvent<Name>) => Handling[] | Promise<Handling[]>,
): Reaction => ({ name, on, react: event => react(event as RecordedEvent<Name>) });
