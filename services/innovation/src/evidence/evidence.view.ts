import { upsert, view } from '@ckm/event-sourcing';

/** What customers said for an opportunity. A forgotten person's evidence still counts; the words are gone. */
export const evidence = view({
  name: 'evidence',
  version: 2,
  columns: {
    evidence_id: 'uuid',
    opportunity_id: 'uuid',
    item_id: 'uuid',
    customer_id: 'uuid',
    signal_type: 'text',
    expression: 'text',
    span_start: 'int',
    span_end: 'int',
    words: 'text',
    linked_at: 'timestamptz',
  },
  key: ['evidence_id'],
  personal: ['words'],
  indexes: ['opportunity_id, linked_at'],
  on: {
    EvidenceLinked: ({ data, recordedAt }) =>
      upsert(
        { evidence_id: data.evidenceId },
        {
          opportunity_id: data.opportunityId,
          item_id: data.itemId,
          customer_id: data.customerId,
          signal_type: data.signalType,
          expression: data.expression,
          span_start: data.span.start,
          span_end: data.span.end,
          words: data.words,
          linked_at: recordedAt,
        },
      ),
  },
});
