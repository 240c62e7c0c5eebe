import { upsert, view } from '@ckm/event-sourcing';

/** Items that count no longer, whether what was read in them came before or comes after. */
export const withdrawnItem = view({
  name: 'withdrawn_item',
  version: 1,
  columns: { item_id: 'uuid', withdrawn_at: 'timestamptz' },
  key: ['item_id'],
  on: {
    KnowledgeItemWithdrawn: ({ data, recordedAt }) => upsert({ item_id: data.itemId }, { withdrawn_at: recordedAt }),
  },
});
