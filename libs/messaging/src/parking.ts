import { prepared } from '@ckm/event-store';
import type { ClientBase, Pool } from 'pg';
import { base64Of, fromBase64 } from './base64.js';
import type { PartitionOf } from './checkpoint.js';
import type { Prepared } from './prepare.js';
import type { Received } from './transport/transport.js';
import { reasonOf } from './reason.js';

/** The cause of a message that only waits for its turn. */
export const WAITS = 'waits behind a parked message of its key';

/** A parked message, with the slices that have not handled it. Ids rise in the order of parking. */
export interface Parked extends PartitionOf {
  id: number;
  slices: string[];
  received: Received;
  cause: string;
  parkedAt: Date;
}

const HAS_PARKED = 'SELECT FROM parked WHERE topic = $1 AND partition = $2 LIMIT 1';
const WAITING = `SELECT DISTINCT unnest(slices) || ' ' || encode(key, 'hex') AS name FROM parked
  WHERE topic = $1 AND partition = $2 AND key = ANY ($3::bytea[])`;

/**
 * `<slice> <key in hex>` of each parked message of these keys: later messages of a key wait behind it in that slice.
 * @param keysOf asked only where anything is parked: a key of the own log costs a message
 */
export async function waitingKeys(
  client: ClientBase,
  { topic, partition }: PartitionOf,
  keysOf: () => Received['key'][],
): Promise<Set<string>> {
  const { rowCount } = await client.query(prepared(HAS_PARKED, [topic, partition]));
  if (rowCount === 0) return new Set();
  const { rows } = await client.query<{ name: string }>(prepared(WAITING, [topic, partition, keysOf()]));
  return new Set(rows.map(row => row.name));
}

/** Parks a message, byte for byte, for these slices, unless it is parked for them already. @param cause none when it only waits for its turn */
export async function park(
  client: ClientBase,
  { topic, partition }: PartitionOf,
  { message: { received }, slices, cause }: { message: Prepared; slices: string[]; cause: Error | undefined },
): Promise<void> {
  // The offset alone does not identify it: in a topic that was created anew another message has it.
  await client.query(
    `INSERT INTO parked (slices, topic, partition, "offset", key, headers, value, cause)
     SELECT $1, $2, $3::int, $4::bigint, $5::bytea, $6::text::json, $7::bytea, $8 WHERE NOT EXISTS (
       SELECT 1 FROM parked WHERE (topic, partition, "offset", headers::text, value) = ($2, $3, $4, $6, $7) AND slices @> $1)`,
    [
      slices,
      topic,
      partition,
      received.offset,
      received.key,
      JSON.stringify(base64Of(received.headers)),
      received.value,
      causeOf(cause),
    ],
  );
}

/** At most 1,000 characters that PostgreSQL can store, without values of a database fault. */
export const causeOf = (cause: Error | undefined): string =>
  (cause ? reasonOf(cause) : WAITS).replaceAll('\0', '').slice(0, 1_000);

interface Row extends PartitionOf {
  id: string;
  slices: string[];
  offset: string;
  key: Buffer | null;
  headers: Record<string, string>;
  value: Buffer;
  cause: string;
  parked_at: Date;
}

/** @param where condition on the alias `p` */
async function select(queryable: Pick<ClientBase, 'query'>, where: string, values: unknown[]): Promise<Parked[]> {
  const { rows } = await queryable.query<Row>(`SELECT p.* FROM parked p WHERE ${where}`, values);
  return rows.map(({ id, slices, topic, partition, offset, key, headers, value, cause, parked_at }) => ({
    id: Number(id),
    slices,
    topic,
    partition,
    received: {
      offset: BigInt(offset),
      timestamp: parked_at.getTime(),
      key,
      headers: fromBase64(headers),
      value,
    },
    cause,
    parkedAt: parked_at,
  }));
}

/** SQL: a header as text, with bytes that are not ASCII escaped: a foreign message's may not be UTF-8. */
export const headerText = (name: string): string => `encode(decode(headers ->> '${name}', 'base64'), 'escape')`;

/** SQL: whether a message belongs to the tenant `$1`, by its header; without one it belongs to `$2`. Both come from `inHeaders`. */
export const OF_TENANT = `coalesce(p.headers->>'ce_tenantid', $2) = $1`;

/** The tenant that asks. */
export interface Asker {
  tenantId: string;
  /** The tenant that messages without a tenant belong to. */
  fallback: string;
}

export const inHeaders = ({ tenantId, fallback }: Asker): string[] =>
  [tenantId, fallback].map(name => Buffer.from(name).toString('base64'));

/** A tenant's parked messages with a higher id than `after`, in the order of their ids. */
export const listParked = (pool: Pool, asker: Asker, { after, limit }: { after: number; limit: number }) =>
  select(pool, `${OF_TENANT} AND p.id > $3 ORDER BY p.id LIMIT $4`, [...inHeaders(asker), after, limit]);

export async function findParked(pool: Pool, asker: Asker, id: number): Promise<Parked | null> {
  const [found] = await select(pool, `${OF_TENANT} AND p.id = $3`, [...inHeaders(asker), id]);
  return found ?? null;
}

/** The first parked messages of the same key that wait for none of the `stuck` slices; for a message without a key only that message. */
export const earliestParked = (
  pool: Pool,
  { id, topic, partition, received }: Parked,
  { stuck, limit }: { stuck: string[]; limit: number },
) =>
  select(
    pool,
    `p.topic = $1 AND p.partition = $2 AND (p.key = $3 OR p.id = $4) AND NOT p.slices && $5 ORDER BY p.id LIMIT $6`,
    [topic, partition, received.key, id, stuck, limit],
  );

/** How many messages of the same key are parked. */
export async function countParked(pool: Pool, { id, topic, partition, received }: Parked): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM parked WHERE topic = $1 AND partition = $2 AND (key = $3 OR id = $4)',
    [topic, partition, received.key, id],
  );
  return rows[0]!.count;
}
