import { upsert, view } from '@ckm/event-sourcing';

/** What sources told of who customers are: a row for each time, so that an item can show what was known when it was said. */
export const identity = view({
  name: 'customer_identity',
  version: 1,
  columns: {
    event_id: 'uuid',
    customer_id: 'uuid',
    told_at: 'timestamptz',
    name: 'text',
    account: 'text',
    language: 'text',
  },
  key: ['event_id'],
  personal: ['name', 'account'],
  shown: 'NOT erased',
  indexes: ['customer_id'],
  on: {
    CustomerIdentified: ({ id, data }) =>
      upsert(
        { event_id: id },
        {
          customer_id: data.customerId,
          told_at: data.occurredAt,
          name: data.name ?? null,
          account: data.account ?? null,
          language: data.languageHint ?? null,
        },
      ),
  },
});

/** Who a customer is, as far as it was told. */
export interface Identity {
  name: string | null;
  /** The organisation that the person belongs to. */
  account: string | null;
  /** BCP 47 */
  language: string | null;
}

const known = (column: string): string => `(array_agg(${column} ORDER BY told_at > occurred_at,
  greatest(told_at - occurred_at, occurred_at - told_at), event_id) FILTER (WHERE ${column} IS NOT NULL))[1]`;

/**
 * Of a row of the feed, who its customer is: each fact as it was told last before the item was said, or else first after it.
 * Null for a customer of whom nothing was told, or who was forgotten.
 */
export const CUSTOMER_THEN = `(SELECT json_build_object('name', ${known('name')}, 'account', ${known('told.account')}, 'language', ${known('told.language')})
  FROM customer_identity told WHERE told.tenant_id = item_feed.tenant_id AND told.customer_id = item_feed.customer_id AND NOT item_feed.erased
  HAVING count(*) > 0)`;
