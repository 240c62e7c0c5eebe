import type { DomainEvent } from '@ckm/contracts';

/** The rules of one kind of stream: pure and synchronous. */
export interface Decider<Command, State, Event extends DomainEvent> {
  readonly initialState: State;
  /** `[]` means already so; `throw new Rejection('slug')` means no. */
  decide(command: Command, state: State): Event[];
  evolve(state: State, event: Event): State;
}

/** A command on its way to the stream that decides it. */
export interface Handling {
  decider: Decider<unknown, unknown, DomainEvent>;
  streamId: string;
  command: unknown;
}

export const command = <C, S, E extends DomainEvent>(
  decider: Decider<C, S, E>,
  streamId: string,
  content: C,
): Handling => ({
  decider,
  streamId,
  command: content,
});
