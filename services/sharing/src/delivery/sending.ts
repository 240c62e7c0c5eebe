import type { ChannelKind } from '@ckm/contracts';
import { prepared } from '@ckm/event-store';
import type { ClientBase } from 'pg';

/** Longer, and renewed, while something is under way; the subscription of a process that died is taken over after it. */
const LEASE_MS = 30_000;
/** Most items of a digest, and of a run on a topic. */
const MOST_ROWS = 200;

/** A subscription with something to send, held by one sender. */
export interface Held {
  tenantId: string;
  subscriptionId: string;
  state: 'active' | 'paused' | 'ended';
  kind: Exclude<ChannelKind, 'feed'>;
  team: string | null;
  url: string | null;
  words: boolean;
}

export interface Delivery {
  deliveryId: string;
  /** Null for a test of the channel. */
  itemId: string | null;
  messageId: string;
  sharedAt: Date;
  traceparent: string | null;
  /** Of a digest, when its hour or day ended. */
  windowEnd: Date | null;
  /** Earlier attempts, and the first of them. */
  tried: number;
  firstTriedAt: Date | null;
}

/** How the attempt to send a message ended; `error` null: it arrived. */
export interface Attempt {
  at: Date;
  status: number | null;
  error: string | null;
  tookMs: number;
}

/** What becomes of deliveries: sent for good, tried again, put aside, or no longer to be sent. */
export interface Outcome {
  deliveries: Delivery[];
  state: 'pending' | 'delivered' | 'parked' | 'ended';
  /** When to try again. */
  nextAt?: Date;
  /** Null for those that were not tried. */
  attempt: Attempt | null;
}

// A test is sent though the subscription rests: it shows whether it may be resumed.
const DUE: Record<Held['state'], string> = {
  active: "d.state = 'pending'",
  paused: "d.state = 'pending' AND d.item_id IS NULL",
  ended: 'false',
};

// Each order has its index, and so have tests: very much may wait until a subscription is resumed.
const NEXT_AT = 'SELECT d.next_at FROM delivery d WHERE d.subscription_id = s.subscription_id AND';
// On a topic nothing passes the first that waits.
const HOLD = `
  WITH due AS (
    SELECT s.subscription_id, s.kind, row_number() OVER (PARTITION BY s.kind ORDER BY random()) AS nth
    FROM subscription s WHERE s.state <> 'ended' AND s.kind <> 'feed' AND s.subscription_id <> ALL ($5) AND $1 >= CASE
        WHEN s.state = 'paused' THEN (${NEXT_AT} ${DUE.paused} ORDER BY d.next_at, d.seq LIMIT 1)
        WHEN s.kind = 'webhook' THEN (${NEXT_AT} ${DUE.active} ORDER BY d.next_at, d.seq LIMIT 1)
        ELSE (${NEXT_AT} ${DUE.active} ORDER BY d.seq LIMIT 1) END
      AND NOT EXISTS (SELECT 1 FROM delivery_lease l WHERE l.subscription_id = s.subscription_id AND l.until > $1)),
  chosen AS (SELECT subscription_id FROM due WHERE kind <> 'topic' OR nth <= $6 ORDER BY random() LIMIT $4),
  held AS (
    INSERT INTO delivery_lease AS l SELECT subscription_id, $2::uuid, $3::timestamptz FROM chosen ORDER BY 1
    ON CONFLICT (subscription_id) DO UPDATE SET holder = excluded.holder, until = excluded.until WHERE l.until <= $1
    RETURNING subscription_id)
  SELECT subscription_id AS "subscriptionId", kind FROM held JOIN due USING (subscription_id)`;
const HOLD_LONGER = `UPDATE delivery_lease SET until = $3 WHERE subscription_id = ANY ($1) AND holder = $2 AND until < $4`;
const HOLD_ON = `
  WITH held AS (UPDATE delivery_lease SET until = $3 WHERE subscription_id = $1 AND holder = $2 RETURNING subscription_id)
  SELECT s.tenant_id AS "tenantId", s.subscription_id AS "subscriptionId", s.state, s.kind, s.team, s.url, s.words
  FROM subscription s JOIN held USING (subscription_id)`;

/**
 * Takes up to `most` subscriptions with something due that nobody else holds, `mostTopics` of them topics.
 * @param besides what is sent by the same holder already
 */
export async function hold(
  client: ClientBase,
  { holder, now, besides, ...room }: { holder: string; now: Date; besides: string[]; most: number; mostTopics: number },
): Promise<Pick<Held, 'subscriptionId' | 'kind'>[]> {
  const until = new Date(now.getTime() + LEASE_MS);
  const values = [now, holder, until, room.most, besides, room.mostTopics];
  const { rows } = await client.query<Pick<Held, 'subscriptionId' | 'kind'>>(prepared(HOLD, values));
  return rows;
}

/** Whoever still sends something keeps it, however long that takes. */
export async function holdLonger(
  client: ClientBase,
  subscriptionIds: string[],
  { holder, now }: { holder: string; now: Date },
): Promise<void> {
  const [until, soon] = [LEASE_MS, LEASE_MS / 2].map(ms => new Date(now.getTime() + ms));
  await client.query(prepared(HOLD_LONGER, [subscriptionIds, holder, until, soon]));
}

/** @returns what holds for it now; null when somebody else has taken it meanwhile: what is due is sent there */
export async function holdOn(
  client: ClientBase,
  subscriptionId: string,
  { holder, now }: { holder: string; now: Date },
): Promise<Held | null> {
  const until = new Date(now.getTime() + LEASE_MS);
  const { rows } = await client.query<Held>(HOLD_ON, [subscriptionId, holder, until]);
  return rows[0] ?? null;
}

export async function letGo(client: ClientBase, subscriptionId: string, holder: string): Promise<void> {
  await client.query('DELETE FROM delivery_lease WHERE subscription_id = $1 AND holder = $2', [subscriptionId, holder]);
}

/** Of a subscription, at once: the others have their turn. */
const MOST_ENDED = 1_000;
// By the index of its state, of those subscriptions alone: very much may wait for others. What somebody else has settled meanwhile stays as it is.
const END = ["'pending' ORDER BY d.seq", "'parked'"].map(
  which => `UPDATE delivery SET state = 'ended', next_at = NULL
    WHERE state IN ('pending', 'parked') AND delivery_id = ANY (ARRAY(
      SELECT waiting.delivery_id FROM subscription s CROSS JOIN LATERAL (
        SELECT d.delivery_id FROM delivery d
        WHERE d.subscription_id = s.subscription_id AND d.state = ${which} LIMIT ${MOST_ENDED}) AS waiting
      WHERE s.state = 'ended'))`,
);

/** What was shared with subscriptions that have ended is not sent any more, nor put aside for anybody. */
export async function endWithSubscription(client: ClientBase): Promise<void> {
  for (const end of END) await client.query(prepared(end, []));
}

const COLUMNS = `d.delivery_id AS "deliveryId", d.item_id AS "itemId", d.message_id AS "messageId", d.shared_at AS "sharedAt",
  d.traceparent, d.window_end AS "windowEnd", d.tried, d.first_tried_at AS "firstTriedAt"`;
const pendingIn = ({ state }: Held): string =>
  `SELECT ${COLUMNS}, d.next_at <= $2 AS due FROM delivery d WHERE d.subscription_id = $1 AND ${DUE[state]}`;

/** The next ones in the order of the shares; none while the first of them rests. */
export async function nextRun(client: ClientBase, held: Held, now: Date): Promise<Delivery[]> {
  const order = held.state === 'paused' ? 'd.next_at, d.seq' : 'd.seq';
  const { rows } = await client.query<Delivery & { due: boolean }>(
    `${pendingIn(held)} ORDER BY ${order} LIMIT ${MOST_ROWS}`,
    [held.subscriptionId, now],
  );
  return rows[0]?.due ? rows : [];
}

/** What makes up the next message: one delivery, or those of one hour or day. None when nothing is due. */
export async function nextMessage(client: ClientBase, held: Held, now: Date): Promise<Delivery[]> {
  const { subscriptionId } = held;
  const pending = pendingIn(held);
  const due = `${pending} AND d.next_at <= $2 ORDER BY d.next_at, d.seq`;
  const { rows: firsts } = await client.query<Delivery>(`${due} LIMIT 1`, [subscriptionId, now]);
  const [first] = firsts;
  if (!first?.windowEnd) return firsts;
  // From now on these belong together, however often they must be sent.
  const messageId = first.messageId ?? first.deliveryId;
  await client.query(
    `UPDATE delivery SET message_id = $3 WHERE $4::uuid IS NULL AND delivery_id IN (
       SELECT d.delivery_id FROM delivery d
       WHERE d.subscription_id = $1 AND ${DUE[held.state]} AND d.next_at <= $2 AND d.message_id IS NULL AND d.window_end = $5 ORDER BY d.seq LIMIT ${MOST_ROWS})`,
    [subscriptionId, now, messageId, first.messageId, first.windowEnd],
  );
  const { rows } = await client.query<Delivery>(`${pending} AND d.message_id = $3 ORDER BY d.seq`, [
    subscriptionId,
    now,
    messageId,
  ]);
  return rows;
}

// What somebody else has settled meanwhile stays as it is.
const RECORD = `
  WITH changed AS (
    UPDATE delivery SET state = $2, next_at = $3, tried = tried + CASE WHEN $4::timestamptz IS NULL THEN 0 ELSE 1 END,
      first_tried_at = coalesce(first_tried_at, $4), delivered_at = CASE WHEN $2 = 'delivered' THEN $4 ELSE delivered_at END
    WHERE delivery_id = ANY ($1) AND state = 'pending' RETURNING tenant_id, message_id)
  INSERT INTO delivery_attempt (tenant_id, message_id, at, status, error, took_ms)
  SELECT DISTINCT tenant_id, message_id, $4::timestamptz, $5::int, $6::text, $7::int FROM changed WHERE $4 IS NOT NULL`;

export async function record(client: ClientBase, outcome: Outcome): Promise<void> {
  const { deliveries, state, nextAt, attempt } = outcome;
  const ids = deliveries.map(({ deliveryId }) => deliveryId);
  const tried = [attempt?.status, attempt?.error, attempt?.tookMs];
  await client.query(RECORD, [ids, state, nextAt, attempt?.at, ...tried]);
}
