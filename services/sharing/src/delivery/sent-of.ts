import type { ClientBase } from 'pg';

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
