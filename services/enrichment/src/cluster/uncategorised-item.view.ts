import { upsert, view } from '@ckm/event-sourcing';

/** Items whose newest reading found no theme. An item that a person said has none is not among them: it is not to be clustered. */
export const uncategorisedItem = view({
  name: 'uncategorised_item',
  version: 2,
  columns: { item_id: 'uuid', customer_id: 'uuid', captured_at: 'timestamptz', language: 'text', themes: 'int' },
  key: ['item_id'],
  shown: 'themes = 0 AND captured_at IS NOT NULL',
  indexes: ['USING btree (tenant_id, captured_at DESC, item_id) WHERE themes = 0 AND captured_at IS NOT NULL'],
  on: {
    KnowledgeItemCaptured: ({ data, recordedAt }) =>
      upsert({ item_id: data.itemId }, { customer_id: data.customerId, captured_at: recordedAt }),
    ItemInterpreted: ({ data }) =>
      upsert(
        { item_id: data.itemId },
        { language: data.language, themes: data.corrected?.includes('themes') ? null : data.themes.length },
      ),
  },
});
