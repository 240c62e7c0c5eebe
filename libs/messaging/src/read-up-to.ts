import type { View } from '@ckm/event-sourcing';
import { prepared } from '@ckm/event-store';
import type { ClientBase } from 'pg';
import { OWN_LOG } from './slice.js';

/** How far the own log stands in views: of what lies there, up to here, nothing comes later. */
export interface ReadUpTo {
  /** A position. */
  upto: bigint;
  /** Of tenants for whom something is parked: it ends before that. At 0 where that came by a topic: nobody knows what it comes before. */
  of: Record<string, number>;
}

// Offsets begin at 0, positions at 1: the offset of what is parked is the position before it. Strays name nobody, or in no UTF-8.
const READ_UP_TO = `
  WITH live AS (
    SELECT table_name AS slice FROM projection WHERE state = 'live' AND name = ANY ($1)),
  waiting AS (
    SELECT headers ->> 'ce_tenantid' AS tenant, min(CASE WHEN topic = $2 THEN "offset" ELSE 0 END) AS upto FROM parked
    WHERE slices && ARRAY (SELECT slice FROM live) AND headers ->> 'ce_tenantid' IS NOT NULL GROUP BY 1)
  SELECT coalesce((SELECT min(next_offset) FROM checkpoint JOIN live USING (slice) WHERE topic = $2), 0) AS upto,
    (SELECT coalesce(json_object_agg(tenant, upto), '{}') FROM waiting) AS of`;

/**
 * For who reads rows of live views in the order of the log, once: a message that is redriven must not appear behind him. Views without
 * events of the own log only hold their tenants up.
 */
export async function readUpTo(client: ClientBase, ...views: View[]): Promise<ReadUpTo> {
  const { rows } = await client.query<{ upto: string; of: ReadUpTo['of'] }>(
    prepared(READ_UP_TO, [views.map(({ name }) => name), OWN_LOG]),
  );
  const [{ upto, of }] = rows as [(typeof rows)[0]];
  const named = Object.entries(of).map(([tenant, position]) => [Buffer.from(tenant, 'base64').toString(), position]);
  return { upto: BigInt(upto), of: Object.fromEntries(named) as ReadUpTo['of'] };
}
