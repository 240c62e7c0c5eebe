import type { ClientBase } from 'pg';

/** Something of a customer that left this installation. */
export interface Sent {
  itemId: string;
  subscriptionId: string;
  deliveryId: string;
  /** A topic, or a URL. */
  to: string;
  at: Date;
  /** Whether the customer's words went with it. */
  words: boolean;
}

const SENT = `SELECT item_id AS "itemId", subscription_id AS "subscriptionId", delivery_id AS "deliveryId", sent_to AS "to",
  delivered_at AS at, with_words AS words FROM delivery
  WHERE tenant_id = $1 AND customer_id = $2 AND sent_to IS NOT NULL ORDER BY delivered_at, delivery_id`;

/** What was sent where, of what a customer said: an erasure cannot call it back, and says so. */
export const sentOf = async (
  client: ClientBase,
  { tenantId, subject }: { tenantId: string; subject: string },
): Promise<Sent[]> => (await client.query<Sent>(SENT, [tenantId, subject])).rows;
