import { upsert, view } from '@ckm/event-sourcing';

/** What customers said lately, with what it means. Captured and interpreted columns come in either order. */
export const feed = view({
  name: 'item_feed',
  version: 1,
  columns: {
    item_id: 'uuid',
    captured_at: 'timestamptz',
    customer_id: 'uuid',
    source_type: 'text',
    account: 'text',
    product: 'text',
    channel: 'text',
    occasion: 'text',
    contact_mode: 'text',
    rating: 'double precision',
    text: 'text',
    occurred_at: 'timestamptz',
    language: 'text',
    sentiment_label: 'text',
    sentiment_score: 'double precision',
    signals: 'jsonb',
    signal_types: 'text[]',
    themes: 'jsonb',
    theme_ids: 'uuid[]',
  },
  key: ['item_id'],
  personal: ['text', 'signals'],
  shown: 'captured_at IS NOT NULL',
  indexes: ['captured_at DESC, item_id DESC', 'customer_id, captured_at DESC'],
  on: {
    KnowledgeItemCaptured: ({ data, recordedAt }) =>
      upsert(
        { item_id: data.itemId },
        {
          captured_at: recordedAt,
          customer_id: data.customerId,
          source_type: data.sourceType,
          account: data.account ?? null,
          product: data.product ?? null,
          channel: data.channel ?? null,
          occasion: data.occasion ?? null,
          contact_mode: data.contactMode ?? null,
          rating: data.rating ?? null,
          text: data.text,
          occurred_at: data.occurredAt,
        },
      ),
    ItemInterpreted: ({ data, erased }) =>
      upsert(
        { item_id: data.itemId },
        {
          language: data.language,
          sentiment_label: data.sentiment.label,
          sentiment_score: data.sentiment.score,
          signals: erased ? null : data.signals,
          signal_types: data.signals.map(signal => signal.type),
          themes: data.themes,
          theme_ids: data.themes.map(theme => theme.themeId),
        },
      ),
  },
});
