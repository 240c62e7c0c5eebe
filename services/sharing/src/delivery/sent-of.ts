import type { ClientBase } from 'pg';
import type { Delivery } from './sending.js';

/** Something of a customer that left this installation. */
export interface Sent {
  itemId: string;
  subscriptionId: string;
  deliveryId: string;
  /** A topic, or a URL. */
  to: string;
  /** When it may first have arrived there. */
  at: Date;
  /** Whether the customer's words went with it. */
  words: boolean;
}

const SENT = `SELECT item_id AS "itemId", subscription_id AS "subscriptionId", delivery_id AS "deliveryId", place AS "to",
  at, words FROM sent JOIN delivery USING (tenant_id, delivery_id) WHERE tenant_id = $1 AND customer_id = $2 ORDER BY at, delivery_id, place`;

/** What was sent where, of what a customer said: an erasure cannot call it back, and says so. */
export const sentOf = async (
  client: ClientBase,
  { tenantId, subject }: { tenantId: string; subject: string },
): Promise<Sent[]> => (await client.query<Sent>(SENT, [tenantId, subject])).rows;

/** What is on its way. */
interface Going {
  deliveries: Delivery[];
  place: string;
  at: Date;
  words: boolean;
}

const idsOf = ({ deliveries }: Going): string[] => deliveries.map(({ deliveryId }) => deliveryId);

export async function noteSent(client: ClientBase, going: Going): Promise<void> {
  await client.query(
    `INSERT INTO sent AS s (delivery_id, tenant_id, place, at, words)
     SELECT delivery_id, tenant_id, $2, $3, $4 FROM delivery WHERE delivery_id = ANY ($1)
     ON CONFLICT (delivery_id, md5(place)) DO UPDATE SET words = s.words OR excluded.words`,
    [idsOf(going), going.place, going.at, going.words],
  );
}

/** It did not get there: unless it did before, it was not sent. */
export async function forgetSent(client: ClientBase, going: Going): Promise<void> {
  await client.query('DELETE FROM sent WHERE delivery_id = ANY ($1) AND place = $2 AND at = $3', [
    idsOf(going),
    going.place,
    going.at,
  ]);
}
