import { PARTITIONS } from '@ckm/contracts';
import { prepared } from '@ckm/event-store';
import type { ClientBase, Pool } from 'pg';
import { withSharedBuildLock } from './build-lock.js';
import { OWN_LOG } from './slice.js';
import type { Place } from './wire.js';

/** How far one slice has read one partition. */
export interface Checkpoint {
  slice: string;
  /** The next offset to read; valid on the transport of the row only. */
  next: bigint;
  /** The epoch of the producer's log that `highWater` belongs to; null before the first message. */
  epoch: string | null;
  /** The last sequence applied. It is kept when the transport changes, so that nothing is applied twice. */
  highWater: bigint;
}

interface Row {
  slice: string;
  next_offset: string;
  epoch: string | null;
  high_water: string;
}

export interface PartitionOf {
  topic: string;
  partition: number;
}

/** All partitions of a topic; the own log has one. */
export const partitionsOf = (topic: string): PartitionOf[] =>
  Array.from({ length: topic === OWN_LOG ? 1 : PARTITIONS }, (_, partition) => ({ topic, partition }));

/** Creates the rows that are missing, and sets offsets to 0 that are of another transport. A build that was dropped gets none. */
export async function openCheckpoints(
  pool: Pool,
  slices: string[],
  partitions: PartitionOf[],
  transport: string,
): Promise<void> {
  const values = [slices, partitions.map(one => one.topic), partitions.map(one => one.partition), transport];
  await withSharedBuildLock(pool, client => client.query(OPEN, values));
}

const OPEN = `INSERT INTO checkpoint AS c (slice, topic, partition, transport)
  SELECT s, p.topic, p.partition, $4 FROM unnest($1::text[]) AS s, unnest($2::text[], $3::int[]) AS p(topic, partition)
  WHERE NOT EXISTS (SELECT FROM projection WHERE table_name = s AND state = 'retired')
  ORDER BY 1, 2, 3
  ON CONFLICT (slice, topic, partition) DO UPDATE SET transport = $4, next_offset = 0 WHERE c.transport <> $4`;

const OF_SLICES = 'FROM checkpoint WHERE topic = $1 AND partition = $2 AND slice = ANY($3)';
const ROWS = `SELECT slice, next_offset, epoch, high_water ${OF_SLICES}`;
const READ = `${ROWS} AND transport = $4 ORDER BY slice`;

/** The rows as they are now, on this transport only, without a lock. High-water only rises: what is known now will still be known later. */
export const readCheckpoints = (
  pool: Pool,
  slices: string[],
  { topic, partition }: PartitionOf,
  transport: string,
): Promise<Checkpoint[]> => select(pool, READ, [topic, partition, slices, transport]);

/**
 * Locks the rows of these slices until the transaction ends. Null when another process holds one of them, or reads on another transport, or
 * there is no row. The lock is the fence against zombies: they find the rows moved.
 */
export async function claim(
  client: ClientBase,
  slices: string[],
  { topic, partition }: PartitionOf,
  transport: string,
): Promise<Checkpoint[] | null> {
  const rows = await select(client, `${READ} FOR UPDATE SKIP LOCKED`, [topic, partition, slices, transport]);
  return rows.length === 0 || rows.length < slices.length ? null : rows;
}

/** Locks the rows on any transport, and waits for processes that hold them. */
export const hold = (client: ClientBase, slices: string[], { topic, partition }: PartitionOf): Promise<Checkpoint[]> =>
  select(client, `${ROWS} ORDER BY slice FOR UPDATE`, [topic, partition, slices]);

/** Whether another process has since opened some of these checkpoints on another transport. */
export async function isReadElsewhere(
  pool: Pool,
  slices: string[],
  { topic, partition }: PartitionOf,
  transport: string,
): Promise<boolean> {
  const sql = `SELECT ${OF_SLICES} AND transport <> $4 LIMIT 1`;
  return (await pool.query(sql, [topic, partition, slices, transport])).rowCount === 1;
}

async function select(queryable: Pick<ClientBase, 'query'>, sql: string, values: unknown[]): Promise<Checkpoint[]> {
  const { rows } = await queryable.query<Row>(prepared(sql, values));
  return rows.map(row => ({
    slice: row.slice,
    next: BigInt(row.next_offset),
    epoch: row.epoch,
    highWater: BigInt(row.high_water),
  }));
}

/** The next offset of the slice that is furthest behind; 0 without checkpoints. */
export const least = (checkpoints: Checkpoint[]): bigint =>
  checkpoints.map(one => one.next).reduce<bigint | null>((a, b) => (a !== null && a < b ? a : b), null) ?? 0n;

const MOVE = `UPDATE checkpoint c SET next_offset = m.next, epoch = m.epoch, high_water = m.high_water, moved_at = clock_timestamp()
  FROM unnest($3::text[], $4::bigint[], $5::uuid[], $6::bigint[]) AS m(slice, next, epoch, high_water)
  WHERE c.slice = m.slice AND c.topic = $1 AND c.partition = $2`;

export async function move(client: ClientBase, { topic, partition }: PartitionOf, rows: Checkpoint[]): Promise<void> {
  const columns = [rows.map(r => r.slice), rows.map(r => r.next), rows.map(r => r.epoch), rows.map(r => r.highWater)];
  await client.query(prepared(MOVE, [topic, partition, ...columns]));
}

export type Verdict = 'due' | 'known' | 'gap' | 'other-log';

/**
 * Whether a slice may apply a message. For our own messages their place in the producer's log decides, because a topic that was created anew
 * holds the same events at other offsets.
 * @param place null on topics of other systems, where the offset decides
 */
export function verdict(checkpoint: Checkpoint, offset: bigint, place: Place | null): Verdict {
  if (place === null) return offset < checkpoint.next ? 'known' : 'due';
  if (checkpoint.epoch !== null && checkpoint.epoch !== place.epoch) return 'other-log';
  if (place.sequence <= checkpoint.highWater) return 'known';
  return place.previous <= checkpoint.highWater ? 'due' : 'gap';
}
