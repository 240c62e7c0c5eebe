import type { ClientBase } from 'pg';
import { type LeasedSubscription, SENDABLE } from './lease.js';

/** Most items of a digest, and of one batch to a topic. */
const MOST_ROWS = 200;

export interface Delivery {
  deliveryId: string;
  /** Null for a test of the channel. */
  itemId: string | null;
  messageId: string;
  sharedAt: Date;
  traceparent: string | null;
  /** Of a digest, when its hour or day ended. */
  windowEnd: Date | null;
  /** Earlier attempts, and the time of the first. */
  tried: number;
  firstTriedAt: Date | null;
}

const COLUMNS = `d.delivery_id AS "deliveryId", d.item_id AS "itemId", d.message_id AS "messageId", d.shared_at AS "sharedAt",
  d.traceparent, d.window_end AS "windowEnd", d.tried, d.first_tried_at AS "firstTriedAt"`;
const sendableOf = ({ state }: LeasedSubscription): string =>
  `SELECT ${COLUMNS}, d.next_at <= $2 AS due FROM delivery d WHERE d.subscription_id = $1 AND ${SENDABLE[state]}`;

/** For a topic: the next deliveries in the order of their shares; none while the first of them is not due. */
export async function nextTopicBatch(client: ClientBase, leased: LeasedSubscription, now: Date): Promise<Delivery[]> {
  const order = leased.state === 'paused' ? 'd.next_at, d.seq' : 'd.seq';
  const { rows } = await client.query<Delivery & { due: boolean }>(
    `${sendableOf(leased)} ORDER BY ${order} LIMIT ${MOST_ROWS}`,
    [leased.subscriptionId, now],
  );
  return rows[0]?.due ? rows : [];
}

/** For a webhook: the deliveries of the next message, which is one delivery or a digest of one hour or day; none when nothing is due. */
export async function nextWebhookMessage(
  client: ClientBase,
  leased: LeasedSubscription,
  now: Date,
): Promise<Delivery[]> {
  const { subscriptionId } = leased;
  const sendable = sendableOf(leased);
  const due = `${sendable} AND d.next_at <= $2 ORDER BY d.next_at, d.seq`;
  const { rows: firsts } = await client.query<Delivery>(`${due} LIMIT 1`, [subscriptionId, now]);
  const [first] = firsts;
  if (!first?.windowEnd) return firsts;
  // The message id is stored: every retry of this digest has the same items.
  const messageId = first.messageId ?? first.deliveryId;
  await client.query(
    `UPDATE delivery SET message_id = $3 WHERE $4::uuid IS NULL AND delivery_id IN (
       SELECT d.delivery_id FROM delivery d
       WHERE d.subscription_id = $1 AND ${SENDABLE[leased.state]} AND d.next_at <= $2 AND d.message_id IS NULL AND d.window_end = $5 ORDER BY d.seq LIMIT ${MOST_ROWS})`,
    [subscriptionId, now, messageId, first.messageId, first.windowEnd],
  );
  const { rows } = await client.query<Delivery>(`${sendable} AND d.message_id = $3 ORDER BY d.seq`, [
    subscriptionId,
    now,
    messageId,
  ]);
  return rows;
}
