import type { DomainEvent, EvidenceLinked, EvidenceRemoved, Stance } from '@ckm/contracts';
import { type Decider, Rejection } from '@ckm/event-sourcing';
import { isByHand, stanceOf } from './stance.js';

type EvidenceEvent = DomainEvent<'EvidenceLinked' | 'EvidenceRemoved'>;

interface Evidence {
  opportunityId: string;
  itemId: string;
  customerId: string;
  stance: Stance;
  byHand: boolean;
  removed: boolean;
}

/** Null before it was ever linked. */
type State = Evidence | null;

const life = {
  initialState: null as State,
  evolve: (state: State, event: EvidenceEvent): State => {
    switch (event.type) {
      case 'EvidenceLinked':
        return { ...event.data, stance: stanceOf(event.data), byHand: isByHand(event.data), removed: false };
      case 'EvidenceRemoved':
        return state && { ...state, removed: true };
    }
  },
};

/** Linked once, however often the item is read; what people removed or judged otherwise stays as they left it. */
export const linkEvidence: Decider<EvidenceLinked, State, EvidenceEvent> = {
  ...life,
  decide: (command, known) => (known ? [] : [{ type: 'EvidenceLinked', data: command }]),
};

/** People may link again what was removed or is read no more, and turn its stance; what they link stands whatever is read later. */
export const linkEvidenceByHand: Decider<EvidenceLinked, State, EvidenceEvent> = {
  ...life,
  decide: (command, known) =>
    known?.byHand && !known.removed && known.stance === stanceOf(command)
      ? []
      : [{ type: 'EvidenceLinked', data: command }],
};

export type RemoveEvidence = Pick<EvidenceRemoved, 'evidenceId' | 'opportunityId' | 'reason'>;

export const removeEvidence: Decider<RemoveEvidence, State, EvidenceEvent> = {
  ...life,
  decide: (command, known) => {
    if (known?.opportunityId !== command.opportunityId) throw new Rejection('evidence-not-found');
    const { itemId, customerId, removed } = known;
    return removed ? [] : [{ type: 'EvidenceRemoved', data: { ...command, itemId, customerId } }];
  },
};
