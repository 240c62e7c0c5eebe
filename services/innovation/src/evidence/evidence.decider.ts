import type { DomainEvent, EvidenceLinked } from '@ckm/contracts';
import type { Decider } from '@ckm/event-sourcing';

/** A stream per (opportunity, item, signal): linked once, however often it is read. */
export const evidenceLink: Decider<EvidenceLinked, boolean, DomainEvent<'EvidenceLinked'>> = {
  stream: 'evidence',
  initialState: false,
  decide: (command, linked) => (linked ? [] : [{ type: 'EvidenceLinked', data: command }]),
  evolve: () => true,
};
