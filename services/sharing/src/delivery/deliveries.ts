import type { Cadence, ChannelKind } from '@ckm/contracts';
import type { ClientBase } from 'pg';

export interface NewDelivery {
  deliveryId: string;
  tenantId: string;
  subscriptionId: string;
  kind: ChannelKind;
  cadence: Cadence;
  seq: string;
  itemId: string;
  customerId: string;
  traceparent: string | null;
}

const HOUR = 3_600_000;
const WINDOW: Record<Cadence, number> = { IMMEDIATE: 0, HOURLY: HOUR, DAILY: 24 * HOUR };

/** The end of the hour or day (UTC) that an instant lies in; null for immediate delivery. */
export function windowEnd(cadence: Cadence, at: Date): Date | null {
  const length = WINDOW[cadence];
  return length === 0 ? null : new Date((Math.floor(at.getTime() / length) + 1) * length);
}

/** Due now, or when their digest's window ends; those of a feed are delivered by being there. */
export async function insertDeliveries(client: ClientBase, deliveries: NewDelivery[], now: Date): Promise<void> {
  if (deliveries.length === 0) return;
  const rows = deliveries.map(({ kind, cadence, ...one }) => {
    const end = windowEnd(cadence, now);
    return {
      delivery_id: one.deliveryId,
      tenant_id: one.tenantId,
      subscription_id: one.subscriptionId,
      item_id: one.itemId,
      customer_id: one.customerId,
      seq: one.seq,
      shared_at: now,
      traceparent: one.traceparent,
      tried: 0,
      ...(kind === 'feed'
        ? { state: 'delivered', delivered_at: now, message_id: one.deliveryId }
        : { state: 'pending', next_at: end ?? now, window_end: end, message_id: end ? null : one.deliveryId }),
    };
  });
  await client.query(
    'INSERT INTO delivery SELECT * FROM json_populate_recordset(NULL::delivery, $1::json) ON CONFLICT DO NOTHING',
    [JSON.stringify(rows)],
  );
}

/** A message that shows whether the channel works; sent like any other. Idempotent by its id. */
export async function insertTest(
  client: ClientBase,
  test: { deliveryId: string; tenantId: string; subscriptionId: string; traceparent: string | null },
  now: Date,
): Promise<void> {
  await client.query(
    `INSERT INTO delivery (delivery_id, tenant_id, subscription_id, seq, shared_at, traceparent, message_id, state, next_at)
     VALUES ($1, $2, $3, 0, $5, $4, $1, 'pending', $5) ON CONFLICT DO NOTHING`,
    [test.deliveryId, test.tenantId, test.subscriptionId, test.traceparent, now],
  );
}

export interface DeliveryKey {
  tenantId: string;
  subscriptionId: string;
  deliveryId: string;
}

export async function deliveryExists(
  client: ClientBase,
  { tenantId, subscriptionId, deliveryId }: DeliveryKey,
): Promise<boolean> {
  const { rowCount } = await client.query(
    'SELECT FROM delivery WHERE (tenant_id, subscription_id, delivery_id) = ($1, $2, $3)',
    [tenantId, subscriptionId, deliveryId],
  );
  return rowCount === 1;
}

/** Makes the whole message of a delivery due again, under the same id; the three days of retries start over. */
export async function requeueMessage(
  client: ClientBase,
  { tenantId, subscriptionId, deliveryId }: DeliveryKey,
  now: Date,
): Promise<void> {
  await client.query(
    `UPDATE delivery SET state = 'pending', next_at = $4, tried = 0, first_tried_at = NULL
     WHERE tenant_id = $1 AND subscription_id = $2 AND state <> 'pending' AND (delivery_id = $3 OR message_id = (
       SELECT message_id FROM delivery WHERE tenant_id = $1 AND subscription_id = $2 AND delivery_id = $3))`,
    [tenantId, subscriptionId, deliveryId, now],
  );
}

/** Pending deliveries that were tried before are due at once, and their three days of retries start over. */
export async function restartRetries(
  client: ClientBase,
  { tenantId, subscriptionId }: Omit<DeliveryKey, 'deliveryId'>,
  now: Date,
): Promise<void> {
  await client.query(
    `UPDATE delivery SET next_at = $3, tried = 0, first_tried_at = NULL
     WHERE tenant_id = $1 AND subscription_id = $2 AND state = 'pending' AND first_tried_at IS NOT NULL`,
    [tenantId, subscriptionId, now],
  );
}
