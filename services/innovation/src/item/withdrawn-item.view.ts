import { upsert, view } from '@ckm/event-sourcing';

/** Withdrawn items, which no longer count. A view of its own, as the withdrawal may come before or after the interpretation. */
export const withdrawnItem = view({
  name: 'withdrawn_item',
  version: 1,
  columns: { item_id: 'uuid', withdrawn_at: 'timestamptz' },
  key: ['item_id'],
  on: {
    KnowledgeItemWithdrawn: ({ data, recordedAt }) => upsert({ item_id: data.itemId }, { withdrawn_at: recordedAt }),
  },
});
