import { upsert, view } from '@ckm/event-sourcing';

/** What was read in an item: where evidence linked by hand finds the customer's words. */
export const readItem = view({
  name: 'read_item',
  version: 1,
  columns: { item_id: 'uuid', customer_id: 'uuid', signals: 'jsonb' },
  key: ['item_id'],
  personal: ['signals'],
  on: {
    ItemInterpreted: ({ data, erased }) =>
      upsert({ item_id: data.itemId }, { customer_id: data.customerId, signals: erased ? null : data.signals }),
  },
});
