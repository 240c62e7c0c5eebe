import { upsert, view } from '@ckm/event-sourcing';
import { isByHand, stanceOf } from './stance.js';

/** What customers said for or against an opportunity. A forgotten person's evidence still counts; the words are gone. */
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
    // The events of one piece of evidence always come in order: linked again it stands again.
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

/** SQL conditions on a row `e` of evidence. People linked it or took it away. */
export const IS_DECIDED = '(e.by_hand OR e.removed_at IS NOT NULL)';
/** Whoever read its item last found it: needs what was read, which is joined so that PostgreSQL may look at all items at once. */
export const IS_READ = 'e.evidence_id = ANY (r.evidence_ids)';
export const WITH_READING = 'LEFT JOIN read_item r ON r.tenant_id = e.tenant_id AND r.item_id = e.item_id';
/** Its item counts no longer. */
export const IS_WITHDRAWN =
  'EXISTS (SELECT FROM withdrawn_item w WHERE w.tenant_id = e.tenant_id AND w.item_id = e.item_id)';
