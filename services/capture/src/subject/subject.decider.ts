import type { DomainEvent, SubjectErased } from '@ckm/contracts';
import type { Decider } from '@ckm/event-sourcing';

/** One stream per erasure: it is announced once, however often that is tried. */
export const subject: Decider<SubjectErased, boolean, DomainEvent<'SubjectErased'>> = {
  initialState: false,
  decide: (command, told) => (told ? [] : [{ type: 'SubjectErased', data: command }]),
  evolve: () => true,
};
