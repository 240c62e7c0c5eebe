import type { DomainEvent, KnowledgeShared } from '@ckm/contracts';
import type { Decider } from '@ckm/event-sourcing';

/** A stream per (subscription, item): shared once. */
export const share: Decider<KnowledgeShared, boolean, DomainEvent<'KnowledgeShared'>> = {
  stream: 'share',
  initialState: false,
  decide: (command, shared) => (shared ? [] : [{ type: 'KnowledgeShared', data: command }]),
  evolve: () => true,
};
