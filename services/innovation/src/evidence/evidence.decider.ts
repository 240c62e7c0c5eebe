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

const lifecycle = {
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

/** Links evidence once, however often the item is interpreted; what people removed, or gave another stance, stays as they left it. */
export const linkEvidence: Decider<EvidenceLinked, State, EvidenceEvent> = {
  ...lifecycle,
  decide: (command, known) => (known ? [] : [{ type: 'EvidenceLinked', data: command }]),
};

/** People can link again what was removed or is no longer interpreted, and change its stance; it counts whatever is interpreted later. */
export const linkEvidenceByHand: Decider<EvidenceLinked, State, EvidenceEvent> = {
  ...lifecycle,
  decide: (command, known) =>
    known?.byHand && !known.removed && known.stance === stanceOf(command)
      ? []
      : [{ type: 'EvidenceLinked', data: command }],
};

export type RemoveEvidence = Pick<EvidenceRemoved, 'evidenceId' | 'opportunityId' | 'reason'>;

export const removeEvidence: Decider<RemoveEvidence, State, EvidenceEvent> = {
  ...lifecycle,
  decide: (command, known) => {
    if (known?.opportunityId !== command.opportunityId) throw new Rejection('evidence-not-found');
    const { itemId, customerId, removed } = known;
    return removed ? [] : [{ type: 'EvidenceRemoved', data: { ...command, itemId, customerId } }];
  },
};
