import { prepared } from '@ckm/event-store';
import type { ClientBase, Pool } from 'pg';
import { base64Of, fromBase64 } from './base64.js';
import type { PartitionOf } from './checkpoint.js';
import type { Prepared } from './prepare.js';
import type { Received } from './transport/transport.js';
import { reasonOf } from './reason.js';

/** The cause of a message that only waits for its turn. */
export const WAITS = 'waits behind a parked message of its key';

/** A message put aside, in the order of its id, with the slices that have not handled it. */
export interface Parked extends PartitionOf {
  id: number;
  slices: string[];
  received: Received;
  cause: string;
  parkedAt: Date;
}

const WAITING = `SELECT DISTINCT unnest(slices) || ' ' || encode(key, 'hex') AS name FROM parked
  WHERE topic = $1 AND partition = $2 AND key IS NOT NULL`;

/** `<slice> <key in hex>` of what is parked: what comes later for that slice under that key waits behind it. */
export async function waitingKeys(client: ClientBase, { topic, partition }: PartitionOf): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string }>(prepared(WAITING, [topic, partition]));
  return new Set(rows.map(row => row.name));
}

/** Puts a message aside with its bytes, the slices that did not handle it and the cause, none where it only waits. */
export async function park(
  client: ClientBase,
  { topic, partition }: PartitionOf,
  { message: { received }, slices, cause }: { message: Prepared; slices: string[]; cause: Error | undefined },
): Promise<void> {
  // Not by its offset alone: in a topic that was made anew another message stands there.
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

/** @param where on `p`, with its values */
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

/** SQL: a header as text. What is no ASCII is escaped: bytes of others may be no UTF-8. */
export const headerText = (name: string): string => `encode(decode(headers ->> '${name}', 'base64'), 'escape')`;

/** Whose it is: the tenant that its header names; of strays without one, the installation's. */
export const OF_TENANT = `coalesce(p.headers->>'ce_tenantid', $2) = $1`;

export interface Asker {
  tenantId: string;
  /** Where messages belong that name no tenant. */
  fallback: string;
}

export const inHeaders = ({ tenantId, fallback }: Asker): string[] =>
  [tenantId, fallback].map(name => Buffer.from(name).toString('base64'));

/** What was put aside for a tenant, the earliest first, behind an id. */
export const listParked = (pool: Pool, asker: Asker, { after, limit }: { after: number; limit: number }) =>
  select(pool, `${OF_TENANT} AND p.id > $3 ORDER BY p.id LIMIT $4`, [...inHeaders(asker), after, limit]);

export async function findParked(pool: Pool, asker: Asker, id: number): Promise<Parked | null> {
  const [found] = await select(pool, `${OF_TENANT} AND p.id = $3`, [...inHeaders(asker), id]);
  return found ?? null;
}

/** The earliest of a key that wait for none of these slices; of a message without a key, that one alone. */
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

export async function countParked(pool: Pool, { id, topic, partition, received }: Parked): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM parked WHERE topic = $1 AND partition = $2 AND (key = $3 OR id = $4)',
    [topic, partition, received.key, id],
  );
  return rows[0]!.count;
}
