import { prepared } from '@ckm/event-store';
import type { ClientBase } from 'pg';
import type { Delivery } from './due-deliveries.js';

/** One attempt to send a message; `error` is null when it arrived. */
export interface Attempt {
  at: Date;
  status: number | null;
  error: string | null;
  tookMs: number;
}

/** What becomes of deliveries: delivered, tried again (`pending`), parked, or not to be sent any more (`ended`). */
export interface Outcome {
  deliveries: Delivery[];
  state: 'pending' | 'delivered' | 'parked' | 'ended';
  /** When to try again. */
  nextAt?: Date;
  /** Null where nothing was sent. */
  attempt: Attempt | null;
}

// Only what is still pending: a delivery that was settled meanwhile stays as it is.
const RECORD = `
  WITH changed AS (
    UPDATE delivery SET state = $2, next_at = $3, tried = tried + CASE WHEN $4::timestamptz IS NULL THEN 0 ELSE 1 END,
      first_tried_at = coalesce(first_tried_at, $4), delivered_at = CASE WHEN $2 = 'delivered' THEN $4 ELSE delivered_at END
    WHERE delivery_id = ANY ($1) AND state = 'pending' RETURNING tenant_id, message_id)
  INSERT INTO delivery_attempt (tenant_id, message_id, at, status, error, took_ms)
  SELECT DISTINCT tenant_id, message_id, $4::timestamptz, $5::int, $6::text, $7::int FROM changed WHERE $4 IS NOT NULL`;

export async function recordOutcome(client: ClientBase, outcome: Outcome): Promise<void> {
  const { deliveries, state, nextAt, attempt } = outcome;
  const ids = deliveries.map(({ deliveryId }) => deliveryId);
  const tried = [attempt?.status, attempt?.error, attempt?.tookMs];
  await client.query(RECORD, [ids, state, nextAt, attempt?.at, ...tried]);
}

/** Of each subscription in one turn, so that the others are not kept waiting. */
const MOST_ENDED = 1_000;
// Starts from the ended subscriptions and uses the index of each state: the table may hold very many deliveries of others. The outer
// condition on the state is checked again under the row lock: a delivery that was settled meanwhile stays as it is.
const END = ["'pending' ORDER BY d.seq", "'parked'"].map(
  which => `UPDATE delivery SET state = 'ended', next_at = NULL
    WHERE state IN ('pending', 'parked') AND delivery_id = ANY (ARRAY(
      SELECT waiting.delivery_id FROM subscription s CROSS JOIN LATERAL (
        SELECT d.delivery_id FROM delivery d
        WHERE d.subscription_id = s.subscription_id AND d.state = ${which} LIMIT ${MOST_ENDED}) AS waiting
      WHERE s.state = 'ended'))`,
);

/** Deliveries of ended subscriptions are no longer sent, nor kept parked. */
export async function endWithSubscription(client: ClientBase): Promise<void> {
  for (const end of END) await client.query(prepared(end, []));
}
