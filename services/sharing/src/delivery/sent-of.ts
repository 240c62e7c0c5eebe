import type { Service } from '@ckm/service';

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
export const sentOf = (service: Service, tenantId: string, customerId: string): Promise<Sent[]> =>
  service.read([], tenantId, async client => (await client.query<Sent>(SENT, [tenantId, customerId])).rows);
