import { upsert, view } from '@ckm/event-sourcing';
import { isByHand, stanceOf } from './stance.js';

/** Evidence for or against opportunities. That of a forgotten person still counts, without the words. */
export const evidence = view({
  name: 'evidence',
  version: 3,
  columns: {
    evidence_id: 'uuid',
    opportunity_id: 'uuid',
    item_id: 'uuid',
    customer_id: 'uuid',
    signal_type: 'text',
    expression: 'text',
    stance: 'text',
    by_hand: 'boolean',
    span_start: 'int',
    span_end: 'int',
    words: 'text',
    linked_at: 'timestamptz',
    removed_at: 'timestamptz',
  },
  key: ['evidence_id'],
  personal: ['words'],
  indexes: ['opportunity_id, linked_at'],
  on: {
    // The events of one piece of evidence always come in order: linking it again undoes its removal.
    EvidenceLinked: ({ data, recordedAt }) =>
      upsert(
        { evidence_id: data.evidenceId },
        {
          opportunity_id: data.opportunityId,
          item_id: data.itemId,
          customer_id: data.customerId,
          signal_type: data.signalType,
          expression: data.expression,
          stance: stanceOf(data),
          by_hand: isByHand(data),
          span_start: data.span.start,
          span_end: data.span.end,
          words: data.words,
          linked_at: recordedAt,
          removed_at: null,
        },
      ),
    EvidenceRemoved: ({ data, recordedAt }) => upsert({ evidence_id: data.evidenceId }, { removed_at: recordedAt }),
  },
});

/** SQL condition on a row `e` of evidence: people linked or removed it. */
export const IS_BY_PEOPLE = '(e.by_hand OR e.removed_at IS NOT NULL)';
/** SQL condition: the last interpretation of its item has it. It needs the join, by which PostgreSQL can look up all items at once. */
export const IS_INTERPRETED = 'e.evidence_id = ANY (r.evidence_ids)';
export const WITH_INTERPRETATION = 'LEFT JOIN read_item r ON r.tenant_id = e.tenant_id AND r.item_id = e.item_id';
/** SQL condition: its item was withdrawn. */
export const IS_WITHDRAWN =
  'EXISTS (SELECT FROM withdrawn_item w WHERE w.tenant_id = e.tenant_id AND w.item_id = e.item_id)';
