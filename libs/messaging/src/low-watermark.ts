import type { View } from '@ckm/event-sourcing';
import { prepared } from '@ckm/event-store';
import type { ClientBase } from 'pg';
import { OWN_LOG } from './slice.js';

/** How far views have read the service's own log: no row of an event up to here appears later. */
export interface LowWatermark {
  /** A position of the log. */
  position: bigint;
  /**
   * A lower position for each tenant with a parked message: the one before it. 0 when the message came from a topic, because nobody knows
   * which events of the log it comes before.
   */
  byTenant: Record<string, number>;
}

// Offsets begin at 0 and positions at 1: the offset of a parked event is the position before it. A message may name no tenant, or not in UTF-8.
const LOW_WATERMARK = `
  WITH live AS (
    SELECT table_name AS slice FROM projection WHERE state = 'live' AND name = ANY ($1)),
  waiting AS (
    SELECT headers ->> 'ce_tenantid' AS tenant, min(CASE WHEN topic = $2 THEN "offset" ELSE 0 END) AS position FROM parked
    WHERE slices && ARRAY (SELECT slice FROM live) AND headers ->> 'ce_tenantid' IS NOT NULL GROUP BY 1)
  SELECT coalesce((SELECT min(next_offset) FROM checkpoint JOIN live USING (slice) WHERE topic = $2), 0) AS position,
    (SELECT coalesce(json_object_agg(tenant, position), '{}') FROM waiting) AS "byTenant"`;

/**
 * For a reader that goes through the rows of live views once, in the order of the log: a message that is redriven later must not add a row
 * behind that reader. Views that read no event of the own log count only by what is parked for them.
 */
export async function lowWatermark(client: ClientBase, ...views: View[]): Promise<LowWatermark> {
  const { rows } = await client.query<{ position: string; byTenant: LowWatermark['byTenant'] }>(
    prepared(LOW_WATERMARK, [views.map(({ name }) => name), OWN_LOG]),
  );
  const [{ position, byTenant }] = rows as [(typeof rows)[0]];
  const named = Object.entries(byTenant).map(([tenant, before]) => [Buffer.from(tenant, 'base64').toString(), before]);
  return { position: BigInt(position), byTenant: Object.fromEntries(named) as LowWatermark['byTenant'] };
}
