import type { DomainEvent, SubjectErased } from '@ckm/contracts';
import type { Decider } from '@ckm/event-sourcing';

/** A stream per erasure: told once, however often it is tried. */
export const subject: Decider<SubjectErased, boolean, DomainEvent<'SubjectErased'>> = {
  initialState: false,
  decide: (command, told) => (told ? [] : [{ type: 'SubjectErased', data: command }]),
  evolve: () => true,
};
