import type { Importance, Stage, Stance } from '@ckm/contracts';
import { type RecordedEvent, type RowChange, upsert, view } from '@ckm/event-sourcing';

type HistoryEvent = RecordedEvent<
  | 'OpportunityOpened'
  | 'OpportunityProposed'
  | 'OpportunityMoved'
  | 'OpportunitySupported'
  | 'EvidenceLinked'
  | 'EvidenceRemoved'
>;

/** The members that history shows; each event has some of them. */
interface EventData {
  opportunityId: string;
  stage?: Stage;
  customerId?: string;
  importance?: Importance;
  itemId?: string;
  stance?: Stance | null;
  reason?: string | null;
}

const entryOf = ({ id, type, position, recordedAt, meta, data }: HistoryEvent): RowChange => {
  const { opportunityId, stage, customerId, importance, itemId, stance, reason }: EventData = data;
  return upsert(
    { opportunity_id: opportunityId, event_id: id },
    {
      position: String(position),
      at: recordedAt,
      actor: meta.actor,
      event: type,
      stage: stage ?? null,
      customer_id: customerId ?? null,
      importance: importance ?? null,
      item_id: itemId ?? null,
      stance: stance ?? null,
      reason: reason ?? null,
    },
  );
};

/** Every event of an opportunity, its evidence and its support, with its actor. */
export const history = view({
  name: 'opportunity_history',
  version: 1,
  columns: {
    opportunity_id: 'uuid',
    event_id: 'uuid',
    position: 'bigint',
    at: 'timestamptz',
    actor: 'text',
    event: 'text',
    stage: 'text',
    customer_id: 'uuid',
    importance: 'int',
    item_id: 'uuid',
    stance: 'text',
    reason: 'text',
  },
  key: ['opportunity_id', 'event_id'],
  personal: ['reason'],
  indexes: ['opportunity_id, position'],
  on: {
    OpportunityOpened: entryOf,
    OpportunityProposed: entryOf,
    OpportunityMoved: entryOf,
    OpportunitySupported: entryOf,
    EvidenceLinked: entryOf,
    EvidenceRemoved: entryOf,
  },
});
