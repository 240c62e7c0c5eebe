import type { ClientBase } from 'pg';
import { itemWords } from './item-words.view.js';
import { waitingItem } from './waiting-item.view.js';
import { withdrawnItem } from './withdrawn-item.view.js';

/** An item that nobody has read, held by one worker. */
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
  /** This time included. */
  tried: number;
  /** The end of the lease. */
  until: Date;
}

// Each tenant's next, the first of each before the second of any: what one imports holds up nobody else. Whether it was read the log knows,
// before the view does. `next_at` is the end of a lease as well; null once it was read, until the view knows.
const HOLD = `
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
  held AS (
    INSERT INTO reading AS r SELECT tenant_id, item_id, 1, $2::timestamptz FROM due ORDER BY 1, 2
    ON CONFLICT (tenant_id, item_id) DO UPDATE SET tried = r.tried + 1, next_at = excluded.next_at WHERE r.next_at <= $1
    RETURNING tenant_id, item_id, tried, next_at)
  SELECT tenant_id AS "tenantId", item_id AS "itemId", said.customer_id AS "customerId", said.text, w.locale, said.key_ids AS "keyIds",
    w.event_id AS "eventId", w.correlation_id AS "correlationId", w.traceparent, held.tried, held.next_at AS until
  FROM held JOIN waiting_item w USING (tenant_id, item_id) JOIN item_words said USING (tenant_id, item_id)`;
const FORGET_READ = `DELETE FROM reading r USING waiting_item w
  WHERE r.next_at IS NULL AND w.interpreted AND (w.tenant_id, w.item_id) = (r.tenant_id, r.item_id)`;

/** What `hold` reads. */
export const HELD_VIEWS = [waitingItem, itemWords, withdrawnItem];

/** Takes up to `most` items that are due and that nobody else holds. What a process held that died is due again when `until` comes. */
export async function hold(
  client: ClientBase,
  { now, until, most }: { now: Date; until: Date; most: number },
): Promise<Waiting[]> {
  await client.query(FORGET_READ);
  const { rows } = await client.query<Waiting>(HOLD, [now, until, most]);
  return rows;
}

type Which = Pick<Waiting, 'tenantId' | 'itemId'>;
type Held = Pick<Waiting, 'tenantId' | 'itemId' | 'until'>;

/** Nothing is changed when the lease has ended and another holds it. */
export async function tryAgain(client: ClientBase, { tenantId, itemId, until }: Held, at: Date): Promise<void> {
  const sql = 'UPDATE reading SET next_at = $4 WHERE (tenant_id, item_id) = ($1, $2) AND next_at = $3';
  await client.query(sql, [tenantId, itemId, until, at]);
}

/** As if it had not been tried; nothing is changed when the lease has ended and another holds it. */
export async function letGo(client: ClientBase, { tenantId, itemId, until }: Held, now: Date): Promise<void> {
  const sql =
    'UPDATE reading SET next_at = $4, tried = tried - 1 WHERE (tenant_id, item_id) = ($1, $2) AND next_at = $3';
  await client.query(sql, [tenantId, itemId, until, now]);
}

/** @returns false when it was read meanwhile */
export async function settle(client: ClientBase, { tenantId, itemId }: Which): Promise<boolean> {
  const sql = 'UPDATE reading SET next_at = NULL WHERE (tenant_id, item_id) = ($1, $2) AND next_at IS NOT NULL';
  return (await client.query(sql, [tenantId, itemId])).rowCount === 1;
}
