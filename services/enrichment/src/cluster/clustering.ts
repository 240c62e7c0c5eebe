import type { ClientBase } from 'pg';
import { daysBefore, IS_THERE, newestOf, oldestAt } from './uncategorised-items.js';

/** A lease on a tenant's items: only its holder groups them. */
export interface Lease {
  tenantId: string;
  /** When it ends by itself. */
  until: Date;
  /** The items were last regrouped a day ago. */
  isRegroupDue: boolean;
}

// Every tenant with such items, by one step through the index for each (a loose index scan).
const ADD_TENANTS = `
  WITH RECURSIVE tenant AS (
    SELECT min(tenant_id) AS tenant_id FROM uncategorised_item
    UNION ALL SELECT (SELECT min(u.tenant_id) FROM uncategorised_item u WHERE u.tenant_id > t.tenant_id) FROM tenant t
    WHERE t.tenant_id IS NOT NULL)
  INSERT INTO clustering (tenant_id, regrouped_at) SELECT tenant_id, $1 FROM tenant WHERE tenant_id IS NOT NULL ORDER BY 1
  ON CONFLICT DO NOTHING`;

const ACQUIRE = `
  WITH next AS (
    SELECT tenant_id FROM clustering c
    WHERE (held_until IS NULL OR held_until <= $1) AND (regrouped_at <= $2 OR EXISTS (
      SELECT FROM ${newestOf('c.tenant_id', '$3')} n
      WHERE NOT EXISTS (SELECT FROM cluster_item i WHERE (i.tenant_id, i.item_id) = (n.tenant_id, n.item_id)) AND ${IS_THERE}))
    ORDER BY grouped_at NULLS FIRST LIMIT 1 FOR UPDATE SKIP LOCKED)
  UPDATE clustering c SET held_until = $4 FROM next WHERE c.tenant_id = next.tenant_id
  RETURNING c.tenant_id AS "tenantId", c.held_until AS until, regrouped_at <= $2 AS "isRegroupDue"`;

/** Leases a tenant that has items in no cluster or clusters a day old, the one grouped longest ago first; null where there is none. */
export async function acquireLease(
  client: ClientBase,
  { now, until }: { now: Date; until: Date },
): Promise<Lease | null> {
  await client.query(ADD_TENANTS, [now]);
  const { rows } = await client.query<Lease>(ACQUIRE, [now, daysBefore(now, 1), oldestAt(now), until]);
  return rows[0] ?? null;
}

export async function releaseLease(client: ClientBase, { tenantId, until }: Lease): Promise<void> {
  const sql = 'UPDATE clustering SET held_until = NULL WHERE tenant_id = $1 AND held_until = $2';
  await client.query(sql, [tenantId, until]);
}

interface Grouping {
  /** Items with their new clusters. */
  assigned: { itemId: string; clusterId: string }[];
  /** Those are all: whatever was grouped before goes. */
  isRegrouped: boolean;
}

const END_LEASE = `UPDATE clustering SET held_until = NULL, grouped_at = $3, regrouped_at = CASE WHEN $4 THEN $3 ELSE regrouped_at END
  WHERE tenant_id = $1 AND held_until = $2`;
const ASSIGN = `INSERT INTO cluster_item SELECT $1, * FROM unnest($2::uuid[], $3::uuid[])
  ON CONFLICT (tenant_id, item_id) DO UPDATE SET cluster_id = excluded.cluster_id`;

/** Saves a grouping and ends the lease. Changes nothing where the lease has ended by itself, for another process may have grouped the items since. */
export async function saveGrouping(
  client: ClientBase,
  { tenantId, until }: Lease,
  { assigned, isRegrouped, now }: Grouping & { now: Date },
): Promise<void> {
  const { rowCount } = await client.query(END_LEASE, [tenantId, until, now, isRegrouped]);
  if (rowCount === 0) return;
  if (isRegrouped) await client.query('DELETE FROM cluster_item WHERE tenant_id = $1', [tenantId]);
  const columns = [assigned.map(({ itemId }) => itemId), assigned.map(({ clusterId }) => clusterId)];
  await client.query(ASSIGN, [tenantId, ...columns]);
}
