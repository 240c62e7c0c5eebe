import { upsert, view, type ViewFunction } from '@ckm/event-sourcing';
import { fingerprintOf } from '../duplicate/fingerprint.js';
import { tenantBands } from '../duplicate/tenant-bands.js';

/** Items that share a band, as candidates for duplicates: `most` of them, those with the same key first, then the newest. */
const sharing: ViewFunction = {
  name: 'item_words_sharing',
  takes: 'of_key text, of_bands int4[], most int',
  gives: 'item_id uuid, customer_id uuid, captured_at timestamptz, text text',
  select: `
    SELECT item_id, customer_id, captured_at, text FROM item_words WHERE bands && of_bands
    ORDER BY (key = of_key) DESC, captured_at DESC, item_id LIMIT most`,
  settings: ['enable_seqscan = off'],
};

/**
 * What customers said, word for word: corrected spans are cut out of it, themes learn from it, and duplicates are found by its fingerprint, which is
 * derived from the words and forgotten with them.
 */
export const itemWords = view({
  name: 'item_words',
  version: 4,
  columns: {
    item_id: 'uuid',
    customer_id: 'uuid',
    captured_at: 'timestamptz',
    text: 'text',
    key: 'text',
    bands: 'int4[]',
  },
  key: ['item_id'],
  personal: ['text', 'key', 'bands'],
  indexes: ['USING gin (bands)'],
  functions: [sharing],
  on: {
    KnowledgeItemCaptured: ({ data, recordedAt, tenantId, erased }) =>
      upsert(
        { item_id: data.itemId },
        {
          customer_id: data.customerId,
          captured_at: recordedAt,
          text: data.text,
          ...(erased ? { key: null, bands: null } : fingerprintColumns(data.text, tenantId)),
        },
      ),
  },
});

function fingerprintColumns(text: string, tenantId: string): { key: string; bands: number[] } {
  const { key, bands } = fingerprintOf(text);
  return { key, bands: tenantBands(bands, tenantId) };
}
