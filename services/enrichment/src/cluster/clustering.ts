import type { ClientBase } from 'pg';
import { firstDay, newestOf, STANDS } from './standing-items.js';

const DAY_MS = 86_400_000;

/** A tenant whose items one process groups at a time. */
export interface Held {
  tenantId: string;
  /** The end of the lease. */
  until: Date;
  /** A day has passed. */
  isDue: boolean;
}

// Every tenant that has such items, one step of the index each.
const BEGIN = `
  WITH RECURSIVE tenant AS (
    SELECT min(tenant_id) AS tenant_id FROM uncategorised_item
    UNION ALL SELECT (SELECT min(u.tenant_id) FROM uncategorised_item u WHERE u.tenant_id > t.tenant_id) FROM tenant t
    WHERE t.tenant_id IS NOT NULL)
  INSERT INTO clustering (tenant_id, regrouped_at) SELECT tenant_id, $1 FROM tenant WHERE tenant_id IS NOT NULL ORDER BY 1
  ON CONFLICT DO NOTHING`;

const HOLD = `
  WITH next AS (
    SELECT tenant_id FROM clustering c
    WHERE (held_until IS NULL OR held_until <= $1) AND (regrouped_at <= $2 OR EXISTS (
      SELECT FROM ${newestOf('c.tenant_id', '$3')} n
      WHERE NOT EXISTS (SELECT FROM cluster_item i WHERE (i.tenant_id, i.item_id) = (n.tenant_id, n.item_id)) AND ${STANDS}))
    ORDER BY grouped_at NULLS FIRST LIMIT 1 FOR UPDATE SKIP LOCKED)
  UPDATE clustering c SET held_until = $4 FROM next WHERE c.tenant_id = next.tenant_id
  RETURNING c.tenant_id AS "tenantId", c.held_until AS until, regrouped_at <= $2 AS "isDue"`;

/** A tenant with items that are in no cluster, or whose clusters are a day old. What a process held that died is free again at `until`. */
export async function hold(client: ClientBase, { now, until }: { now: Date; until: Date }): Promise<Held | null> {
  await client.query(BEGIN, [now]);
  const { rows } = await client.query<Held>(HOLD, [now, new Date(now.getTime() - DAY_MS), firstDay(now), until]);
  return rows[0] ?? null;
}

export async function letGo(client: ClientBase, { tenantId, until }: Held): Promise<void> {
  const sql = 'UPDATE clustering SET held_until = NULL WHERE tenant_id = $1 AND held_until = $2';
  await client.query(sql, [tenantId, until]);
}

interface Grouping {
  /** Which items are in which cluster now. */
  put: { itemId: string; clusterId: string }[];
  /** Whatever was grouped before is gone. */
  isAnew: boolean;
}

const SETTLE = `UPDATE clustering SET held_until = NULL, grouped_at = $3, regrouped_at = CASE WHEN $4 THEN $3 ELSE regrouped_at END
  WHERE tenant_id = $1 AND held_until = $2`;
const PUT = `INSERT INTO cluster_item SELECT $1, * FROM unnest($2::uuid[], $3::uuid[])
  ON CONFLICT (tenant_id, item_id) DO UPDATE SET cluster_id = excluded.cluster_id`;

/** Nothing is changed when the lease has ended: another may have grouped them meanwhile. */
export async function settle(
  client: ClientBase,
  { tenantId, until }: Held,
  { put, isAnew, now }: Grouping & { now: Date },
): Promise<void> {
  const { rowCount } = await client.query(SETTLE, [tenantId, until, now, isAnew]);
  if (rowCount === 0) return;
  if (isAnew) await client.query('DELETE FROM cluster_item WHERE tenant_id = $1', [tenantId]);
  await client.query(PUT, [tenantId, put.map(({ itemId }) => itemId), put.map(({ clusterId }) => clusterId)]);
}
