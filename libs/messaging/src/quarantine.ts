import { Rejection } from '@ckm/event-sourcing';
import { type Privacy, uuid5 } from '@ckm/privacy';
import type { ClientBase, Pool } from 'pg';
import { base64Of, fromBase64 } from './base64.js';
import type { PartitionOf } from './checkpoint.js';
import type { Quarantined } from './slice.js';
import type { Received } from './transport/transport.js';

/** A record as it lies sealed: everything in base64. */
export interface RecordBytes {
  key: string | null;
  headers: Record<string, string>;
  value: string;
  /** Milliseconds since 1970, as the transport stored it; of lines of files, when the file came: lines kept before are without. */
  timestamp?: number;
}

export interface QuarantinedRecord extends Quarantined, PartitionOf {
  id: string;
  offset: bigint;
  receivedAt: Date;
  /** Then its bytes go, or are gone since. */
  lapsesAt: Date;
  lapsedAt: Date | null;
  /** Where it stands in the list. */
  place: string[];
}

const KEPT_DAYS = 30;

/** A record on its way into quarantine. */
export interface SealedRecord extends Quarantined, PartitionOf {
  id: string;
  offset: bigint;
  sealed: Buffer;
}

/** Seals what could not be read: nobody knows yet whose words these are. Asks the vault. */
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
  // Not by its offset alone: on another transport another record stands there.
  const id = uuid5(topic, String(partition), String(offset), await privacy.sameness(tenantId, record));
  const sealed = await privacy.sealBytes(tenantId, Buffer.from(record));
  return { ...quarantined, id, topic, partition, offset, sealed };
}

/** Asks the vault ahead for the keys that `sealRecord` takes: they are remembered for some seconds. */
export async function askForSealing(privacy: Privacy, tenants: string[]): Promise<void> {
  const nothing = Buffer.alloc(0);
  await Promise.all([...new Set(tenants)].flatMap(one => [privacy.sameness(one, ''), privacy.sealBytes(one, nothing)]));
}

/**
 * Keeps what could not be read. Read again, as after a change of the transport and back, it is there.
 * @returns false when it was there already
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
// The place is reckoned, not the column: its index leads there.
const BEHIND = `AND (received_at, id) > ('epoch'::timestamptz + $3::bigint * interval '1 microsecond', $4::uuid)`;

/** A tenant's records, the earliest first. @param after the place of the last one seen */
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

/** One record with its bytes. @throws Rejection `quarantined-not-found`, also when it is another tenant's, `quarantined-lapsed` */
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

// By the clock that said when it came: a host whose clock runs ahead would empty all of it. A day is 24 hours, whatever the zone of the server.
const LAPSE = `UPDATE quarantine SET sealed = '', detail = '', lapsed_at = now()
  WHERE lapsed_at IS NULL AND received_at <= now() - ${KEPT_DAYS * 24} * interval '1 hour'`;

/** Removes the bytes of what came thirty days ago or earlier, and what was said of them: forgotten persons may speak in both. The rows stay, and count. */
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
