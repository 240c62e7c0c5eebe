import type { DomainEvent, KnowledgeAnnounced } from '@ckm/contracts';
import type { Decider } from '@ckm/event-sourcing';

/** A stream per interpretation: announced once, however often it is read. */
export const announcement: Decider<KnowledgeAnnounced, boolean, DomainEvent<'KnowledgeAnnounced'>> = {
  initialState: false,
  decide: (command, announced) => (announced ? [] : [{ type: 'KnowledgeAnnounced', data: command }]),
  evolve: () => true,
};
