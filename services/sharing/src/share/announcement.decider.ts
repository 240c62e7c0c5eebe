import type { DomainEvent, KnowledgeAnnounced } from '@ckm/contracts';
import type { Decider } from '@ckm/event-sourcing';

/** One stream per interpretation, so that it is announced once, however often it is delivered. */
export const announcement: Decider<KnowledgeAnnounced, boolean, DomainEvent<'KnowledgeAnnounced'>> = {
  initialState: false,
  decide: (command, announced) => (announced ? [] : [{ type: 'KnowledgeAnnounced', data: command }]),
  evolve: () => true,
};
