import { Rejection } from '@ckm/event-sourcing';
import { type Privacy, uuid5 } from '@ckm/privacy';
import type { ClientBase, Pool } from 'pg';
import { base64Of, fromBase64 } from './base64.js';
import type { PartitionOf } from './checkpoint.js';
import type { Quarantined } from './slice.js';
import type { Received } from './transport/transport.js';

/** The content of a quarantined record, bytes in base64. */
export interface RecordBytes {
  key: string | null;
  headers: Record<string, string>;
  value: string;
  /** Milliseconds since 1970, as the transport stored it; for a line of a file, when the file came. Older lines have none. */
  timestamp?: number;
}

export interface QuarantinedRecord extends Quarantined, PartitionOf {
  id: string;
  offset: bigint;
  receivedAt: Date;
  /** When its bytes are due to be removed. */
  lapsesAt: Date;
  /** When they were removed; null while they are kept. */
  lapsedAt: Date | null;
  /** Its place in the list, for a cursor. */
  place: string[];
}

const KEPT_DAYS = 30;

/** A record that is to be quarantined. */
export interface SealedRecord extends Quarantined, PartitionOf {
  id: string;
  offset: bigint;
  sealed: Buffer;
}

/** Seals a record under the tenant's key, because nobody knows yet whose words it holds. Asks the vault. */
export async function sealRecord(
  privacy: Privacy,
  { topic, partition }: PartitionOf,
  { received, quarantined }: { received: Received; quarantined: Quarantined },
): Promise<SealedRecord> {
  const bytes: RecordBytes = {
    key: received.key === null ? null : Buffer.from(received.key).toString('base64'),
    headers: base64Of(received.headers),
    value: Buffer.from(received.value).toString('base64'),
    timestamp: received.timestamp,
  };
  const { offset } = received;
  const record = JSON.stringify(bytes);
  const { tenantId } = quarantined;
  // The offset alone does not identify it: on another transport another record has it.
  const id = uuid5(topic, String(partition), String(offset), await privacy.sameness(tenantId, record));
  const sealed = await privacy.sealBytes(tenantId, Buffer.from(record));
  return { ...quarantined, id, topic, partition, offset, sealed };
}

/** Fetches the keys that `sealRecord` will need, so that they are cached for some seconds. */
export async function askForSealing(privacy: Privacy, tenants: string[]): Promise<void> {
  const nothing = Buffer.alloc(0);
  await Promise.all([...new Set(tenants)].flatMap(one => [privacy.sameness(one, ''), privacy.sealBytes(one, nothing)]));
}

/**
 * Keeps a record in quarantine.
 * @returns false when it is there already, as after a change of the transport and back
 */
export async function quarantine(client: ClientBase, record: SealedRecord): Promise<boolean> {
  const { id, tenantId, topic, partition, offset, sealed, code, detail } = record;
  const { rowCount } = await client.query(
    `INSERT INTO quarantine (id, tenant_id, topic, partition, "offset", sealed, code, detail)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING`,
    [id, tenantId, topic, partition, offset, sealed, code, detail],
  );
  return rowCount === 1;
}

interface Row extends PartitionOf {
  id: string;
  tenant_id: string;
  offset: string;
  code: string;
  detail: string;
  received_at: Date;
  lapsed_at: Date | null;
  /** Microseconds since 1970. */
  at: string;
}

const recordOf = ({ id, topic, partition, code, detail, ...row }: Row): QuarantinedRecord => ({
  ...{ id, tenantId: row.tenant_id, topic, partition, offset: BigInt(row.offset), code, detail },
  receivedAt: row.received_at,
  lapsesAt: new Date(row.received_at.getTime() + KEPT_DAYS * 86_400_000),
  lapsedAt: row.lapsed_at,
  place: [row.at, id],
});

const ROW = `SELECT id, tenant_id, topic, partition, "offset", code, detail, received_at, lapsed_at,
  (extract(epoch FROM received_at) * 1000000)::bigint AS at`;
const OF_TENANT = 'FROM quarantine WHERE tenant_id = $1';
// The parameter is converted, not the column, so that the index serves.
const BEHIND = `AND (received_at, id) > ('epoch'::timestamptz + $3::bigint * interval '1 microsecond', $4::uuid)`;

/** A tenant's records, the earliest first. @param after `place` of the last one seen; null: from the first */
export async function listQuarantine(
  pool: Pool,
  tenantId: string,
  { after, limit }: { after: string[] | null; limit: number },
): Promise<QuarantinedRecord[]> {
  const behind = after ? BEHIND : '';
  const { rows } = await pool.query<Row>(`${ROW} ${OF_TENANT} ${behind} ORDER BY received_at, id LIMIT $2`, [
    tenantId,
    limit,
    ...(after ?? []),
  ]);
  return rows.map(recordOf);
}

/** One record with its bytes. @throws Rejection `quarantined-not-found`, also for another tenant's; `quarantined-lapsed` */
export async function openQuarantined(
  pool: Pool,
  privacy: Privacy,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<{ record: QuarantinedRecord; bytes: RecordBytes }> {
  const sql = `${ROW}, sealed ${OF_TENANT} AND id = $2`;
  const { rows } = await pool.query<Row & { sealed: Buffer }>(sql, [tenantId, id]);
  const [row] = rows;
  if (!row) throw new Rejection('quarantined-not-found');
  const opened = row.lapsed_at === null ? await privacy.openBytes(tenantId, row.sealed) : null;
  if (opened === null) throw new Rejection('quarantined-lapsed');
  return { record: recordOf(row), bytes: JSON.parse(opened.toString()) as RecordBytes };
}

// By the database's clock, which also set `received_at`: a host whose clock runs ahead would remove everything. Hours, not days, whose length depends on the time zone.
const LAPSE = `UPDATE quarantine SET sealed = '', detail = '', lapsed_at = now()
  WHERE lapsed_at IS NULL AND received_at <= now() - ${KEPT_DAYS * 24} * interval '1 hour'`;

/** Removes the bytes and the detail of records that came 30 days ago or earlier: both may hold words of forgotten people. The rows stay, and are counted. */
export async function lapse(pool: Pool): Promise<void> {
  await pool.query(LAPSE);
}

export const receivedOf = (
  { offset, receivedAt }: QuarantinedRecord,
  { key, headers, value, timestamp = receivedAt.getTime() }: RecordBytes,
): Received => ({
  offset,
  timestamp,
  key: key === null ? null : Buffer.from(key, 'base64'),
  headers: fromBase64(headers),
  value: Buffer.from(value, 'base64'),
});
