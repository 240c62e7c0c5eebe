import { upsert, view } from '@ckm/event-sourcing';

/** Items that are not to be sent any more. The feed does not show them, as it does not show those that are still on their way. */
export const withdrawals = view({
  name: 'withdrawal',
  version: 1,
  columns: { item_id: 'uuid', withdrawn_at: 'timestamptz' },
  key: ['item_id'],
  on: {
    KnowledgeItemWithdrawn: ({ data, recordedAt }) => upsert({ item_id: data.itemId }, { withdrawn_at: recordedAt }),
  },
});
