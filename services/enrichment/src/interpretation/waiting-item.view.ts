import { upsert, view } from '@ckm/event-sourcing';
import { interpretationIdOf } from './identity.js';

/** Items that are not interpreted yet, without their words. Topics may be read in any order: each event writes columns of its own. */
export const waitingItem = view({
  name: 'waiting_item',
  version: 2,
  columns: {
    item_id: 'uuid',
    captured_at: 'timestamptz',
    event_id: 'uuid',
    stream_id: 'uuid',
    locale: 'text',
    correlation_id: 'text',
    traceparent: 'text',
    interpreted: 'boolean',
  },
  key: ['item_id'],
  indexes: ['USING btree (tenant_id, captured_at) WHERE interpreted IS NULL'],
  on: {
    KnowledgeItemCaptured: ({ id, data, recordedAt, meta, tenantId }) =>
      upsert(
        { item_id: data.itemId },
        {
          captured_at: recordedAt,
          event_id: id,
          stream_id: interpretationIdOf(tenantId, data.itemId),
          locale: data.languageHint ?? null,
          correlation_id: meta.correlationId,
          traceparent: meta.traceparent,
        },
      ),
    ItemInterpreted: ({ data }) => upsert({ item_id: data.itemId }, { interpreted: true }),
  },
});
