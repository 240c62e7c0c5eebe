import type { DomainEvent, KnowledgeShared } from '@ckm/contracts';
import type { Decider } from '@ckm/event-sourcing';

/** One stream per subscription and item, so that it is shared once. */
export const share: Decider<KnowledgeShared, boolean, DomainEvent<'KnowledgeShared'>> = {
  initialState: false,
  decide: (command, shared) => (shared ? [] : [{ type: 'KnowledgeShared', data: command }]),
  evolve: () => true,
};
