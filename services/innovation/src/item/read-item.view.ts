import { upsert, view } from '@ckm/event-sourcing';
import { evidenceFrom } from '../evidence/need.js';

/**
 * The last interpretation of each item: its signals, from which people link evidence by hand, and the evidence that follows from it, which
 * tells whether evidence of an earlier interpretation still counts.
 */
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
          evidence_ids: evidenceFrom(tenantId, data).map(({ evidenceId }) => evidenceId),
        },
      ),
  },
});
