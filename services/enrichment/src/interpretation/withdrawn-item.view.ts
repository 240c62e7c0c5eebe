import { upsert, view } from '@ckm/event-sourcing';

/** Items whose words are shown no more, whether they were read before or are read after. */
export const withdrawnItem = view({
  name: 'withdrawn_item',
  version: 1,
  columns: { item_id: 'uuid', withdrawn_at: 'timestamptz' },
  key: ['item_id'],
  on: {
    KnowledgeItemWithdrawn: ({ data, recordedAt }) => upsert({ item_id: data.itemId }, { withdrawn_at: recordedAt }),
  },
});
