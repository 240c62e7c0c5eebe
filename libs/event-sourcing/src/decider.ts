import type { DomainEvent } from '@ckm/contracts';

/** The rules of one kind of stream: pure and synchronous functions. */
export interface Decider<Command, State, Event extends DomainEvent> {
  /** The state of a stream without events. */
  readonly initialState: State;
  /** The events that the command causes; none when everything is already so. @throws Rejection when the business says no */
  decide(command: Command, state: State): Event[];
  /** The state after the event; a new one, for the old one may be used again. */
  evolve(state: State, event: Event): State;
}

/** A command with its decider and its stream. */
export interface Handling {
  decider: Decider<unknown, unknown, DomainEvent>;
  streamId: string;
  command: unknown;
}

/** A command for a stream, with its types checked against the decider. */
export const command = <C, S, E extends DomainEvent>(
  decider: Decider<C, S, E>,
  streamId: string,
  content: C,
): Handling => ({
  decider,
  streamId,
  command: content,
});
