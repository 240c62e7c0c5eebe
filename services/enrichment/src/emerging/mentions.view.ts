import { upsert, view } from '@ckm/event-sourcing';

/** Who mentioned which themes, and when; not in which words. Its topics may be read in any order: each event writes columns of its own. */
export const mentions = view({
  name: 'theme_mention',
  version: 1,
  columns: {
    item_id: 'uuid',
    customer_id: 'uuid',
    occurred_at: 'timestamptz',
    theme_ids: 'uuid[]',
    withdrawn: 'boolean',
  },
  key: ['item_id'],
  shown: 'occurred_at IS NOT NULL AND withdrawn IS NOT TRUE',
  indexes: ['occurred_at'],
  on: {
    KnowledgeItemCaptured: ({ data }) =>
      upsert({ item_id: data.itemId }, { customer_id: data.customerId, occurred_at: data.occurredAt }),
    ItemInterpreted: ({ data }) =>
      upsert({ item_id: data.itemId }, { theme_ids: data.themes.map(({ themeId }) => themeId) }),
    KnowledgeItemWithdrawn: ({ data }) => upsert({ item_id: data.itemId }, { withdrawn: true }),
  },
});
