import type { ClientBase } from 'pg';
import type { Waiting } from './readings.js';

/** Words of a customer that left this installation to be read. */
interface Sent {
  itemId: string;
  /** The address of the model's interface. */
  to: string;
  /** When they may first have arrived there. */
  at: Date;
  words: true;
}

const SENT = `SELECT item_id AS "itemId", address AS "to", at, true AS words FROM sent_to_model
  WHERE tenant_id = $1 AND customer_id = $2 ORDER BY at, item_id, address`;

/** What was sent where, of what a customer said: an erasure cannot call it back, and says so. */
export const sentOf = async (
  client: ClientBase,
  { tenantId, subject }: { tenantId: string; subject: string },
): Promise<Sent[]> => (await client.query<Sent>(SENT, [tenantId, subject])).rows;

const NOTE = `INSERT INTO sent_to_model (tenant_id, item_id, customer_id, address, at)
  SELECT tenant, item, customer, $4, $5 FROM unnest($1::text[], $2::uuid[], $3::uuid[]) AS going(tenant, item, customer) ORDER BY 1, 2
  ON CONFLICT DO NOTHING`;

/** Before they go: whoever sends them may die before the answer. */
export async function noteSent(
  client: ClientBase,
  { items, to, at }: { items: Waiting[]; to: string; at: Date },
): Promise<void> {
  const columns = [items.map(one => one.tenantId), items.map(one => one.itemId), items.map(one => one.customerId)];
  if (items.length > 0) await client.query(NOTE, [...columns, to, at]);
}
