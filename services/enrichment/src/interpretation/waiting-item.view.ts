import { upsert, view } from '@ckm/event-sourcing';

/** What customers said, for a model to read outside any transaction. What captured and interpreted write comes in any order. */
export const waitingItem = view({
  name: 'waiting_item',
  version: 1,
  columns: {
    item_id: 'uuid',
    captured_at: 'timestamptz',
    event_id: 'uuid',
    customer_id: 'uuid',
    text: 'text',
    locale: 'text',
    correlation_id: 'text',
    traceparent: 'text',
    interpreted: 'boolean',
  },
  key: ['item_id'],
  personal: ['text'],
  indexes: ['USING btree (captured_at) WHERE interpreted IS NULL'],
  on: {
    KnowledgeItemCaptured: ({ id, data, recordedAt, meta }) =>
      upsert(
        { item_id: data.itemId },
        {
          captured_at: recordedAt,
          event_id: id,
          customer_id: data.customerId,
          text: data.text,
          locale: data.languageHint ?? null,
          correlation_id: meta.correlationId,
          traceparent: meta.traceparent,
        },
      ),
    ItemInterpreted: ({ data }) => upsert({ item_id: data.itemId }, { interpreted: true }),
  },
});
