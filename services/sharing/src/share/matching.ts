import type { Cadence, ChannelKind } from '@ckm/contracts';
import { prepared } from '@ckm/event-store';
import { lowWatermark } from '@ckm/messaging';
import { currentThemes } from '@ckm/service';
import type { ClientBase } from 'pg';
import { mergedThemes } from './merged-themes.js';
import { subscriptions } from '../subscription/subscriptions.view.js';
import { terms } from '../subscription/terms.view.js';
import { announcements } from './announcements.view.js';

/** Most per transaction, and most per subscription: sharing holds the log's lock until the commit. */
const SUBSCRIPTIONS = 20;
const ANNOUNCEMENTS = 200;

/** An announcement that matches a subscription's standing query. */
export interface Match {
  tenantId: string;
  subscriptionId: string;
  kind: ChannelKind;
  cadence: Cadence;
  /** Numbers the shares of the subscription. */
  seq: string;
  itemId: string;
  customerId: string;
  eventId: string;
  correlationId: string;
  traceparent: string | null;
}

/** A new subscription reads from where it was opened; one to the past, from the beginning. */
const BEGIN = `INSERT INTO subscription_progress (subscription_id, tenant_id, position)
  SELECT s.subscription_id, s.tenant_id, s.begins_behind FROM subscription s
  WHERE NOT EXISTS (SELECT 1 FROM subscription_progress p WHERE p.subscription_id = s.subscription_id)
  ON CONFLICT DO NOTHING`;

// Announcements are matched only up to the position that every view has reached: a pause, a change or a merger of themes that comes before
// an announcement is known by then. Of several announcements of an item only the last counts.
const MATCH = `
  WITH due AS MATERIALIZED (
    SELECT p.subscription_id, p.tenant_id, p.position, p.seq, s.kind, s.cadence, s.since, read.upto
    FROM subscription_progress p JOIN subscription s USING (tenant_id, subscription_id)
    CROSS JOIN LATERAL (SELECT least($1::bigint, ($2::jsonb ->> p.tenant_id)::bigint) AS upto) read
    WHERE s.state = 'active' AND EXISTS (SELECT 1 FROM announcement a
      WHERE a.tenant_id = p.tenant_id AND a.position > p.position AND a.position <= read.upto)
    ORDER BY p.moved_at LIMIT ${SUBSCRIPTIONS} FOR UPDATE OF p SKIP LOCKED),
  heard AS MATERIALIZED (
    SELECT due.subscription_id, due.kind, due.cadence, due.since, due.seq, due.upto, a.*
    FROM due CROSS JOIN LATERAL (
      SELECT * FROM announcement a WHERE a.tenant_id = due.tenant_id AND a.position > due.position AND a.position <= due.upto
      ORDER BY a.position LIMIT ${ANNOUNCEMENTS}) a),
  matched AS MATERIALIZED (
    SELECT DISTINCT ON (h.subscription_id, h.item_id) h.*
    FROM heard h CROSS JOIN LATERAL (
      SELECT * FROM subscription_terms t WHERE t.tenant_id = h.tenant_id AND t.subscription_id = h.subscription_id
        AND t.behind < h.position ORDER BY t.behind DESC LIMIT 1) t
    WHERE (t.theme_id IS NULL OR t.theme_id = ANY (h.theme_ids) OR h.theme_ids && ARRAY (
        SELECT jsonb_array_elements_text($3::jsonb -> h.tenant_id -> t.theme_id::text)::uuid))
      AND (t.sentiment IS NULL OR t.sentiment = h.sentiment)
      AND (t.language IS NULL OR t.language = h.language)
      AND (t.signal_type IS NULL OR t.signal_type = ANY (h.signal_types))
      AND (t.customer_id IS NULL OR t.customer_id = h.customer_id)
      AND (h.since IS NULL OR h.interpreted_at >= h.since)
      AND NOT EXISTS (SELECT 1 FROM announcement later WHERE later.tenant_id = h.tenant_id AND later.item_id = h.item_id
        AND later.position > h.position AND later.position <= h.upto)
      AND NOT EXISTS (SELECT 1 FROM delivery d
        WHERE d.tenant_id = h.tenant_id AND d.subscription_id = h.subscription_id AND d.item_id = h.item_id)
    ORDER BY h.subscription_id, h.item_id, h.position),
  moved AS (
    UPDATE subscription_progress p SET position = h.position, moved_at = clock_timestamp(),
      seq = p.seq + (SELECT count(*) FROM matched m WHERE m.subscription_id = p.subscription_id)
    FROM (SELECT subscription_id, max(position) AS position FROM heard GROUP BY subscription_id) h
    WHERE p.subscription_id = h.subscription_id RETURNING 1)
  SELECT (SELECT count(*)::int FROM moved) AS moved, $1 < (SELECT max(position) FROM events) AS "viewsBehind", m.tenant_id AS "tenantId",
    m.subscription_id AS "subscriptionId", m.kind, m.cadence,
    m.seq + row_number() OVER (PARTITION BY m.subscription_id ORDER BY m.position) AS seq, m.item_id AS "itemId",
    m.customer_id AS "customerId", m.event_id AS "eventId", m.correlation_id AS "correlationId", m.traceparent
  FROM (VALUES (1)) one LEFT JOIN matched m ON true ORDER BY m.subscription_id, m.position`;

/**
 * Advances some of the subscriptions that are behind over the next announcements. It works in the caller's transaction, which locks these
 * subscriptions; another process skips them.
 * @returns `moved`: how many subscriptions advanced; `viewsBehind`: whether the views have not read the whole log yet
 */
export async function matchNext(
  client: ClientBase,
): Promise<{ moved: number; viewsBehind: boolean; matches: Match[] }> {
  await client.query(prepared(BEGIN, []));
  const { position, byTenant } = await lowWatermark(client, subscriptions, terms, announcements, currentThemes);
  const { rows } = await client.query<Match & { moved: number; viewsBehind: boolean | null }>(
    prepared(MATCH, [position, byTenant, await mergedThemes(client)]),
  );
  const { moved = 0, viewsBehind = false } = rows[0] ?? {};
  return { moved, viewsBehind: viewsBehind ?? false, matches: rows.filter(row => row.itemId !== null) };
}
