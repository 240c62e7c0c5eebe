import { type Privacy, uuid5 } from '@ckm/privacy';
import type { ClientBase } from 'pg';
import type { PartitionOf } from './checkpoint.js';
import type { Prepared } from './prepare.js';
import type { Quarantined } from './slice.js';

/** Keys with a parked message, in hex: what comes later under them waits behind it. */
export async function parkedKeys(
  client: ClientBase,
  consumer: string,
  { topic, partition }: PartitionOf,
): Promise<Set<string>> {
  const { rows } = await client.query<{ key: string }>(
    `SELECT DISTINCT encode(key, 'hex') AS key FROM parked WHERE consumer = $1 AND topic = $2 AND partition = $3 AND key IS NOT NULL`,
    [consumer, topic, partition],
  );
  return new Set(rows.map(row => row.key));
}

/** Puts a message aside with its bytes and its cause, none for one that only waits. A slice that comes later finds it there. */
export async function park(
  client: ClientBase,
  consumer: string,
  { topic, partition }: PartitionOf,
  { message: { received }, cause }: { message: Prepared; cause: Error | undefined },
): Promise<void> {
  const why = cause?.message ?? 'waits behind a parked message of its key';
  // Not by its offset alone: in a topic that was made anew another message stands there.
  await client.query(
    `INSERT INTO parked (consumer, topic, partition, "offset", key, headers, value, cause)
     SELECT $1, $2, $3::int, $4::bigint, $5::bytea, $6::text::json, $7::bytea, $8 WHERE NOT EXISTS (
       SELECT 1 FROM parked WHERE (consumer, topic, partition, "offset", headers::text, value) = ($1, $2, $3, $4, $6, $7))`,
    [
      consumer,
      topic,
      partition,
      received.offset,
      received.key,
      JSON.stringify(base64Of(received.headers)),
      received.value,
      why.replaceAll('\0', '').slice(0, 1_000),
    ],
  );
}

/**
 * Keeps what could not be read, sealed: nobody knows yet whose words these are. Read again, as after a change of the transport and back, it is there.
 * @returns false when it was there already
 */
export async function quarantine(
  client: ClientBase,
  privacy: Privacy,
  { topic, partition }: PartitionOf,
  { message: { received }, quarantined }: { message: Prepared; quarantined: Quarantined },
): Promise<boolean> {
  const record = JSON.stringify({
    key: received.key === null ? null : Buffer.from(received.key).toString('base64'),
    headers: base64Of(received.headers),
    value: Buffer.from(received.value).toString('base64'),
  });
  const { tenantId, code, detail } = quarantined;
  // Not by its offset alone: on another transport another record stands there.
  const id = uuid5(topic, String(partition), String(received.offset), await privacy.sameness(tenantId, record));
  const sealed = await privacy.sealBytes(tenantId, Buffer.from(record));
  const { rowCount } = await client.query(
    `INSERT INTO quarantine (id, tenant_id, topic, partition, "offset", sealed, code, detail)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING`,
    [id, tenantId, topic, partition, received.offset, sealed, code, detail],
  );
  return rowCount === 1;
}

const base64Of = (headers: Record<string, Uint8Array>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Buffer.from(value).toString('base64')]));
