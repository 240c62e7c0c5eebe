import type { ChannelKind } from '@ckm/contracts';
import { prepared } from '@ckm/event-store';
import type { ClientBase } from 'pg';

/** After this a dead process's subscriptions are taken over; a live sender extends its leases. */
const LEASE_MS = 30_000;

/** A subscription with something to send, leased by one sender: one at a time, so that its order is kept. */
export interface LeasedSubscription {
  tenantId: string;
  subscriptionId: string;
  state: 'active' | 'paused' | 'ended';
  kind: Exclude<ChannelKind, 'feed'>;
  team: string | null;
  url: string | null;
  words: boolean;
}

/**
 * By the subscription's state, which deliveries `d` may be sent. Tests are sent while it is paused: they show whether it can be resumed.
 */
export const SENDABLE: Record<LeasedSubscription['state'], string> = {
  active: "d.state = 'pending'",
  paused: "d.state = 'pending' AND d.item_id IS NULL",
  ended: 'false',
};

// Each of the three orders has a partial index: a paused subscription may have very many pending deliveries.
const NEXT_AT = 'SELECT d.next_at FROM delivery d WHERE d.subscription_id = s.subscription_id AND';
// On a topic the first pending delivery holds back those behind it; on a webhook any that is due may be sent.
const ACQUIRE = `
  WITH due AS (
    SELECT s.subscription_id, s.kind, row_number() OVER (PARTITION BY s.kind ORDER BY random()) AS nth
    FROM subscription s WHERE s.state <> 'ended' AND s.kind <> 'feed' AND s.subscription_id <> ALL ($5) AND $1 >= CASE
        WHEN s.state = 'paused' THEN (${NEXT_AT} ${SENDABLE.paused} ORDER BY d.next_at, d.seq LIMIT 1)
        WHEN s.kind = 'webhook' THEN (${NEXT_AT} ${SENDABLE.active} ORDER BY d.next_at, d.seq LIMIT 1)
        ELSE (${NEXT_AT} ${SENDABLE.active} ORDER BY d.seq LIMIT 1) END
      AND NOT EXISTS (SELECT 1 FROM delivery_lease l WHERE l.subscription_id = s.subscription_id AND l.until > $1)),
  chosen AS (SELECT subscription_id FROM due WHERE kind <> 'topic' OR nth <= $6 ORDER BY random() LIMIT $4),
  leased AS (
    INSERT INTO delivery_lease AS l SELECT subscription_id, $2::uuid, $3::timestamptz FROM chosen ORDER BY 1
    ON CONFLICT (subscription_id) DO UPDATE SET holder = excluded.holder, until = excluded.until WHERE l.until <= $1
    RETURNING subscription_id)
  SELECT subscription_id AS "subscriptionId", kind FROM leased JOIN due USING (subscription_id)`;
const EXTEND = `UPDATE delivery_lease SET until = $3 WHERE subscription_id = ANY ($1) AND holder = $2 AND until < $4`;
const RENEW = `
  WITH leased AS (UPDATE delivery_lease SET until = $3 WHERE subscription_id = $1 AND holder = $2 RETURNING subscription_id)
  SELECT s.tenant_id AS "tenantId", s.subscription_id AS "subscriptionId", s.state, s.kind, s.team, s.url, s.words
  FROM subscription s JOIN leased USING (subscription_id)`;

interface Wanted {
  holder: string;
  now: Date;
  /** Subscriptions that this holder is sending for already. */
  except: string[];
  most: number;
  /** How many of them may be topics. */
  mostTopics: number;
}

/** Leases up to `most` subscriptions that have something due and that nobody else holds. */
export async function acquireLeases(
  client: ClientBase,
  { holder, now, except, most, mostTopics }: Wanted,
): Promise<Pick<LeasedSubscription, 'subscriptionId' | 'kind'>[]> {
  const until = new Date(now.getTime() + LEASE_MS);
  const values = [now, holder, until, most, except, mostTopics];
  const { rows } = await client.query<Pick<LeasedSubscription, 'subscriptionId' | 'kind'>>(prepared(ACQUIRE, values));
  return rows;
}

/** Keeps the leases of what is still being sent, however long that takes. */
export async function extendLeases(
  client: ClientBase,
  subscriptionIds: string[],
  { holder, now }: { holder: string; now: Date },
): Promise<void> {
  const [until, soon] = [LEASE_MS, LEASE_MS / 2].map(ms => new Date(now.getTime() + ms));
  await client.query(prepared(EXTEND, [subscriptionIds, holder, until, soon]));
}

/** @returns the subscription as it is now; null when another sender has taken the lease over */
export async function renewLease(
  client: ClientBase,
  subscriptionId: string,
  { holder, now }: { holder: string; now: Date },
): Promise<LeasedSubscription | null> {
  const until = new Date(now.getTime() + LEASE_MS);
  const { rows } = await client.query<LeasedSubscription>(RENEW, [subscriptionId, holder, until]);
  return rows[0] ?? null;
}

export async function releaseLease(client: ClientBase, subscriptionId: string, holder: string): Promise<void> {
  await client.query('DELETE FROM delivery_lease WHERE subscription_id = $1 AND holder = $2', [subscriptionId, holder]);
}
