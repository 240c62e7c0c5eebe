import { upsert, view } from '@ckm/event-sourcing';

/** Items whose words are not shown any more, whether they were interpreted before the withdrawal or after it. */
export const withdrawnItem = view({
  name: 'withdrawn_item',
  version: 1,
  columns: { item_id: 'uuid', withdrawn_at: 'timestamptz' },
  key: ['item_id'],
  on: {
    KnowledgeItemWithdrawn: ({ data, recordedAt }) => upsert({ item_id: data.itemId }, { withdrawn_at: recordedAt }),
  },
});
