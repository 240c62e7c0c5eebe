import type { ClientBase } from 'pg';
import type { Delivery } from './due-deliveries.js';

/** A customer's item that left this installation. */
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

/** Where a customer's items were sent: an erasure cannot recall them, and its certificate says so. */
export const sentOf = async (
  client: ClientBase,
  { tenantId, subject }: { tenantId: string; subject: string },
): Promise<Sent[]> => (await client.query<Sent>(SENT, [tenantId, subject])).rows;

/** A message that is being sent to one place. */
interface Transmission {
  deliveries: Delivery[];
  place: string;
  at: Date;
  words: boolean;
}

const idsOf = ({ deliveries }: Transmission): string[] => deliveries.map(({ deliveryId }) => deliveryId);

export async function recordSent(client: ClientBase, sent: Transmission): Promise<void> {
  await client.query(
    `INSERT INTO sent AS s (delivery_id, tenant_id, place, at, words)
     SELECT delivery_id, tenant_id, $2, $3, $4 FROM delivery WHERE delivery_id = ANY ($1)
     ON CONFLICT (delivery_id, md5(place)) DO UPDATE SET words = s.words OR excluded.words`,
    [idsOf(sent), sent.place, sent.at, sent.words],
  );
}

/** The message did not get there. A row of an earlier attempt, which may have, has another time and stays. */
export async function deleteSent(client: ClientBase, sent: Transmission): Promise<void> {
  await client.query('DELETE FROM sent WHERE delivery_id = ANY ($1) AND place = $2 AND at = $3', [
    idsOf(sent),
    sent.place,
    sent.at,
  ]);
}
