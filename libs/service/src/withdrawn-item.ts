import { upsert, view } from '@ckm/event-sourcing';

/**
 * Withdrawn items, which are not shown, counted or sent any more. A view of its own in each service that asks, as the withdrawal may come
 * before or after whatever else it learns of the item.
 */
export const withdrawnItem = view({
  name: 'withdrawn_item',
  version: 1,
  columns: { item_id: 'uuid', withdrawn_at: 'timestamptz' },
  key: ['item_id'],
  on: {
    KnowledgeItemWithdrawn: ({ data, recordedAt }) => upsert({ item_id: data.itemId }, { withdrawn_at: recordedAt }),
  },
});
