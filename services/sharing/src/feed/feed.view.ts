import { upsert, view, type ViewFunction } from '@ckm/event-sourcing';
import { documentOf } from '../search/document.js';

/**
 * The `most` newest items that fit, older than a place in the feed, each with its rank for the words. A parameter that is null filters
 * nothing. Ranking reads the documents themselves, so it comes after the limit.
 */
const newestMatches: ViewFunction = {
  name: 'item_feed_matches',
  takes: `words tsquery, of_themes uuid[], of_sentiment text, of_language text, of_signal text, of_customer uuid, since timestamptz,
    before_at timestamptz, before_id uuid, most int`,
  gives: 'item_id uuid, captured_at timestamptz, rank real',
  select: `
    SELECT item_id, newest.captured_at, ts_rank_cd(document, words, 1)
    FROM (
      SELECT item_id, captured_at FROM item_feed
      WHERE (words IS NULL OR document @@ (words && ('''=' || md5(current_setting('ckm.tenant')) || '''')::tsquery))
        AND (of_themes IS NULL OR theme_ids && of_themes)
        AND (of_sentiment IS NULL OR sentiment_label = of_sentiment)
        AND (of_language IS NULL OR language = of_language)
        AND (of_signal IS NULL OR signal_types @> ARRAY[of_signal])
        AND (of_customer IS NULL OR customer_id = of_customer)
        AND (since IS NULL OR captured_at >= since)
        AND (before_at IS NULL OR (captured_at, item_id) < (before_at, before_id))
      ORDER BY captured_at DESC, item_id DESC LIMIT most
    ) newest JOIN item_feed USING (item_id)`,
};

/** What customers said, with its interpretation. The three events come in any order, so each writes its own columns. */
export const feed = view({
  name: 'item_feed',
  version: 4,
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
    document: 'tsvector',
    occurred_at: 'timestamptz',
    language: 'text',
    sentiment_label: 'text',
    sentiment_score: 'double precision',
    signals: 'jsonb',
    signal_types: 'text[]',
    themes: 'jsonb',
    theme_ids: 'uuid[]',
    withdrawn: 'boolean',
  },
  key: ['item_id'],
  personal: ['text', 'document', 'signals', 'account'],
  shown: 'captured_at IS NOT NULL AND withdrawn IS NOT TRUE',
  sum: { captured: 'captured_at IS NOT NULL', withdrawn: 'withdrawn' },
  indexes: [
    'captured_at DESC, item_id DESC',
    'customer_id, captured_at DESC',
    'USING gin (document)',
    'USING gin (theme_ids)',
    'USING gin (signal_types)',
  ],
  functions: [newestMatches],
  on: {
    KnowledgeItemCaptured: ({ data, recordedAt, tenantId, erased }) =>
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
          document: erased ? null : documentOf(data.text, tenantId),
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
    KnowledgeItemWithdrawn: ({ data }) => upsert({ item_id: data.itemId }, { withdrawn: true }),
  },
});
