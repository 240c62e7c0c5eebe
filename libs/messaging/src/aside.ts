import type { Pool } from 'pg';
import { type Asker, inHeaders, OF_TENANT } from './parking.js';

/** How many messages and records were put aside and wait for a person. */
export interface Aside {
  parked: number;
  quarantined: number;
}

const COUNTS = `SELECT (SELECT count(*)::float8 FROM parked p WHERE ${OF_TENANT}) AS parked,
  (SELECT count(*)::float8 FROM quarantine WHERE tenant_id = $3 AND lapsed_at IS NULL) AS quarantined`;

/** Counts them for one tenant. */
export async function asideOf(pool: Pool, asker: Asker): Promise<Aside> {
  const { rows } = await pool.query<Aside>(COUNTS, [...inHeaders(asker), asker.tenantId]);
  return rows[0]!;
}
