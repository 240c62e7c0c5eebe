import { upsert, view } from '@ckm/event-sourcing';
import { evidenceReadIn } from '../evidence/need.js';

/** What was read in an item last: where evidence linked by hand finds the customer's words, and which evidence that was read still stands. */
export const readItem = view({
  name: 'read_item',
  version: 2,
  columns: { item_id: 'uuid', customer_id: 'uuid', signals: 'jsonb', evidence_ids: 'uuid[]' },
  key: ['item_id'],
  personal: ['signals'],
  on: {
    ItemInterpreted: ({ data, tenantId, erased }) =>
      upsert(
        { item_id: data.itemId },
        {
          customer_id: data.customerId,
          signals: erased ? null : data.signals,
          evidence_ids: evidenceReadIn(tenantId, data).map(({ evidenceId }) => evidenceId),
        },
      ),
  },
});
