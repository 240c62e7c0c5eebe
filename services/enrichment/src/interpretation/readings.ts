import { withdrawnItem } from '@ckm/service';
import type { ClientBase } from 'pg';
import { itemWords } from './item-words.view.js';
import { waitingItem } from './waiting-item.view.js';

/** An item that is not interpreted yet, leased by one worker. */
export interface Waiting {
  tenantId: string;
  itemId: string;
  customerId: string;
  text: string;
  locale: string | null;
  keyIds: string[];
  eventId: string;
  correlationId: string;
  traceparent: string | null;
  /** How often, this time included. */
  tried: number;
  /** When the lease ends by itself. */
  until: Date;
}

// The first item of each tenant before the second of any, so that an import of one tenant does not hold up the others. The log knows earlier than the
// view that an item was interpreted. `next_at` is also the end of a lease; null once the item was interpreted, until the view knows.
const LEASE = `
  WITH RECURSIVE tenant AS (
    SELECT min(tenant_id) AS tenant_id FROM waiting_item WHERE interpreted IS NULL
    UNION ALL SELECT (SELECT min(w.tenant_id) FROM waiting_item w WHERE w.interpreted IS NULL AND w.tenant_id > t.tenant_id) FROM tenant t
    WHERE t.tenant_id IS NOT NULL),
  due AS (
    SELECT tenant_id, item_id FROM (
      SELECT next.*, row_number() OVER (PARTITION BY next.tenant_id ORDER BY captured_at) AS nth
      FROM tenant t CROSS JOIN LATERAL (
        SELECT tenant_id, item_id, w.captured_at
        FROM waiting_item w JOIN item_words said USING (tenant_id, item_id) LEFT JOIN reading r USING (tenant_id, item_id)
        WHERE tenant_id = t.tenant_id AND w.interpreted IS NULL AND said.text IS NOT NULL AND (r.item_id IS NULL OR r.next_at <= $1)
          AND NOT EXISTS (SELECT FROM withdrawn_item x WHERE (x.tenant_id, x.item_id) = (w.tenant_id, w.item_id))
          AND NOT EXISTS (SELECT FROM events e WHERE (e.tenant_id, e.stream_id, e.version) = (w.tenant_id, w.stream_id, 1))
        ORDER BY w.captured_at LIMIT $3) next) ranked
    ORDER BY nth, random() LIMIT $3),
  leased AS (
    INSERT INTO reading AS r SELECT tenant_id, item_id, 1, $2::timestamptz FROM due ORDER BY 1, 2
    ON CONFLICT (tenant_id, item_id) DO UPDATE SET tried = r.tried + 1, next_at = excluded.next_at WHERE r.next_at <= $1
    RETURNING tenant_id, item_id, tried, next_at)
  SELECT tenant_id AS "tenantId", item_id AS "itemId", said.customer_id AS "customerId", said.text, w.locale, said.key_ids AS "keyIds",
    w.event_id AS "eventId", w.correlation_id AS "correlationId", w.traceparent, leased.tried, leased.next_at AS until
  FROM leased JOIN waiting_item w USING (tenant_id, item_id) JOIN item_words said USING (tenant_id, item_id)`;
const FORGET_DONE = `DELETE FROM reading r USING waiting_item w
  WHERE r.next_at IS NULL AND w.interpreted AND (w.tenant_id, w.item_id) = (r.tenant_id, r.item_id)`;

/** What `leaseWaiting` reads. */
export const WAITING_VIEWS = [waitingItem, itemWords, withdrawnItem];

/** Leases up to `most` items that are due. What a process leased that died is due again at `until`. */
export async function leaseWaiting(
  client: ClientBase,
  { now, until, most }: { now: Date; until: Date; most: number },
): Promise<Waiting[]> {
  await client.query(FORGET_DONE);
  const { rows } = await client.query<Waiting>(LEASE, [now, until, most]);
  return rows;
}

type Item = Pick<Waiting, 'tenantId' | 'itemId'>;
type Lease = Pick<Waiting, 'tenantId' | 'itemId' | 'until'>;

/** Makes the item due again at that time. Changes nothing where the lease has ended and another worker has the item. */
export async function retryAt(client: ClientBase, { tenantId, itemId, until }: Lease, at: Date): Promise<void> {
  const sql = 'UPDATE reading SET next_at = $4 WHERE (tenant_id, item_id) = ($1, $2) AND next_at = $3';
  await client.query(sql, [tenantId, itemId, until, at]);
}

/** Makes the item due at once, as if it had not been tried. Changes nothing where the lease has ended and another worker has the item. */
export async function releaseLease(client: ClientBase, { tenantId, itemId, until }: Lease, now: Date): Promise<void> {
  const sql =
    'UPDATE reading SET next_at = $4, tried = tried - 1 WHERE (tenant_id, item_id) = ($1, $2) AND next_at = $3';
  await client.query(sql, [tenantId, itemId, until, now]);
}

/** @returns false where the item was interpreted in the meantime */
export async function markDone(client: ClientBase, { tenantId, itemId }: Item): Promise<boolean> {
  const sql = 'UPDATE reading SET next_at = NULL WHERE (tenant_id, item_id) = ($1, $2) AND next_at IS NOT NULL';
  return (await client.query(sql, [tenantId, itemId])).rowCount === 1;
}
