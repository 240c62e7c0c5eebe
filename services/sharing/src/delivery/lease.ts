import type { ChannelKind } from '@ckm/contracts';
import { prepared } from '@ckm/event-store';
import type { ClientBase } from 'pg';

/**
 * After this a dead process's subscriptions are taken over; a live sender extends its leases. By the clock of the database: those of two
 * senders may differ by more than a lease.
 */
const UNTIL = `now() + interval '30 seconds'`;
const SOON = `now() + interval '15 seconds'`;

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
    FROM subscription s WHERE s.state <> 'ended' AND s.kind <> 'feed' AND s.subscription_id <> ALL ($3) AND $1 >= CASE
        WHEN s.state = 'paused' THEN (${NEXT_AT} ${SENDABLE.paused} ORDER BY d.next_at, d.seq LIMIT 1)
        WHEN s.kind = 'webhook' THEN (${NEXT_AT} ${SENDABLE.active} ORDER BY d.next_at, d.seq LIMIT 1)
        ELSE (${NEXT_AT} ${SENDABLE.active} ORDER BY d.seq LIMIT 1) END
      AND NOT EXISTS (SELECT 1 FROM delivery_lease l WHERE l.subscription_id = s.subscription_id AND l.until > now())),
  chosen AS (SELECT subscription_id FROM due WHERE kind <> 'topic' OR nth <= $5 ORDER BY random() LIMIT $4),
  leased AS (
    INSERT INTO delivery_lease AS l SELECT subscription_id, $2::uuid, ${UNTIL} FROM chosen ORDER BY 1
    ON CONFLICT (subscription_id) DO UPDATE SET holder = excluded.holder, until = excluded.until WHERE l.until <= now()
    RETURNING subscription_id)
  SELECT subscription_id AS "subscriptionId", kind FROM leased JOIN due USING (subscription_id)`;
const EXTEND = `UPDATE delivery_lease SET until = ${UNTIL} WHERE subscription_id = ANY ($1) AND holder = $2 AND until < ${SOON}`;
const RENEW = `
  WITH leased AS (UPDATE delivery_lease SET until = ${UNTIL} WHERE subscription_id = $1 AND holder = $2 RETURNING subscription_id)
  SELECT s.tenant_id AS "tenantId", s.subscription_id AS "subscriptionId", s.state, s.kind, s.team, s.url, s.words
  FROM subscription s JOIN leased USING (subscription_id)`;

interface Wanted {
  holder: string;
  /** Deliveries are due by this. */
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
  const values = [now, holder, except, most, mostTopics];
  const { rows } = await client.query<Pick<LeasedSubscription, 'subscriptionId' | 'kind'>>(prepared(ACQUIRE, values));
  return rows;
}

/** Keeps the leases of what is still being sent, however long that takes. */
export async function extendLeases(client: ClientBase, subscriptionIds: string[], holder: string): Promise<void> {
  await client.query(prepared(EXTEND, [subscriptionIds, holder]));
}

/** @returns the subscription as it is now; null when another sender has taken the lease over */
export async function renewLease(
  client: ClientBase,
  subscriptionId: string,
  holder: string,
): Promise<LeasedSubscription | null> {
  const { rows } = await client.query<LeasedSubscription>(RENEW, [subscriptionId, holder]);
  return rows[0] ?? null;
}

export async function releaseLease(client: ClientBase, subscriptionId: string, holder: string): Promise<void> {
  await client.query('DELETE FROM delivery_lease WHERE subscription_id = $1 AND holder = $2', [subscriptionId, holder]);
}
