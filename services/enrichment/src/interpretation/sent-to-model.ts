import type { ClientBase } from 'pg';
import type { Waiting } from './readings.js';

/** An item whose words left this installation to be interpreted. */
interface Sent {
  itemId: string;
  /** The address of the model's interface. */
  to: string;
  /** When they were first sent. */
  at: Date;
  words: true;
}

const SENT = `SELECT item_id AS "itemId", address AS "to", at, true AS words FROM sent_to_model
  WHERE tenant_id = $1 AND customer_id = $2 ORDER BY at, item_id, address`;

/** Where a customer's words were sent: an erasure cannot call them back, and its certificate says so. */
export const sentOf = async (
  client: ClientBase,
  { tenantId, subject }: { tenantId: string; subject: string },
): Promise<Sent[]> => (await client.query<Sent>(SENT, [tenantId, subject])).rows;

const NOTE = `INSERT INTO sent_to_model (tenant_id, item_id, customer_id, address, at)
  SELECT tenant, item, customer, $4, $5 FROM unnest($1::text[], $2::uuid[], $3::uuid[]) AS going(tenant, item, customer) ORDER BY 1, 2
  ON CONFLICT DO NOTHING`;

/** To be committed before the words are sent: the process may die before the answer. */
export async function noteSent(
  client: ClientBase,
  { items, to, at }: { items: Waiting[]; to: string; at: Date },
): Promise<void> {
  const columns = [items.map(one => one.tenantId), items.map(one => one.itemId), items.map(one => one.customerId)];
  if (items.length > 0) await client.query(NOTE, [...columns, to, at]);
}
