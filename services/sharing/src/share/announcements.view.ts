import { upsert, view } from '@ckm/event-sourcing';

/** The announcements in the order of the log, from which subscriptions are matched. */
export const announcements = view({
  name: 'announcement',
  version: 2,
  columns: {
    position: 'bigint',
    event_id: 'uuid',
    item_id: 'uuid',
    customer_id: 'uuid',
    interpreted_at: 'timestamptz',
    language: 'text',
    sentiment: 'text',
    signal_types: 'text[]',
    theme_ids: 'uuid[]',
    correlation_id: 'text',
    traceparent: 'text',
  },
  key: ['position'],
  indexes: ['item_id, position'],
  on: {
    KnowledgeAnnounced: ({ id, position, data, meta }) =>
      upsert(
        { position: String(position) },
        {
          event_id: id,
          item_id: data.itemId,
          customer_id: data.customerId,
          interpreted_at: data.interpretedAt,
          language: data.language,
          sentiment: data.sentiment,
          signal_types: data.signalTypes,
          theme_ids: data.themeIds,
          correlation_id: meta.correlationId,
          traceparent: meta.traceparent,
        },
      ),
  },
});
