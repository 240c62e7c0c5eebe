import { upsert, view } from '@ckm/event-sourcing';

/** Withdrawn items, which are not sent any more. The feed cannot tell: it shows neither these nor items that are still to come. */
export const withdrawals = view({
  name: 'withdrawal',
  version: 1,
  columns: { item_id: 'uuid', withdrawn_at: 'timestamptz' },
  key: ['item_id'],
  on: {
    KnowledgeItemWithdrawn: ({ data, recordedAt }) => upsert({ item_id: data.itemId }, { withdrawn_at: recordedAt }),
  },
});
