import { Client, type Pool } from 'pg';
import type { Projection } from './projection.js';
import { indexesOf } from './projection-table.js';

/** No parallel workers, to leave the processors to what is live. When the client goes, its statement ends within a second. */
const SETTINGS = `SET max_parallel_maintenance_workers = 0; SET maintenance_work_mem = '256MB'; SET client_connection_check_interval = '1s'`;
/** Tried, not waited for: a waiting session holds a snapshot, and CREATE INDEX CONCURRENTLY waits until older snapshots are gone. */
const ALONE = `SELECT pg_try_advisory_lock(hashtext('index'), hashtext($1)) AS mine`;
const MADE = `SELECT c.relname AS name, i.indisvalid AS valid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  WHERE i.indrelid = $1::regclass`;

/**
 * Makes the missing indexes of a filled build while it is written to. Inserting every row into six indexes would cost ten times as much.
 * @param owner the pool whose settings the new connection gets
 * @returns true when all indexes exist; false when another process is making them
 * @throws an error of PostgreSQL; when aborted, that of the closed connection
 */
export async function makeIndexes(owner: Pool, projection: Projection, signal: AbortSignal): Promise<boolean> {
  const client = new Client({ ...owner.options });
  client.on('error', () => undefined);
  const end = (): void => void client.end();
  try {
    await client.connect();
    // Only now: if a client is ended while it connects, `connect` never settles.
    signal.throwIfAborted();
    signal.addEventListener('abort', end, { once: true });
    await client.query(SETTINGS);
    const { rows } = await client.query<{ mine: boolean }>(ALONE, [projection.table]);
    if (!rows[0]!.mine) return false;
    await makeMissing(client, projection);
    return true;
  } finally {
    signal.removeEventListener('abort', end);
    await client.end();
  }
}

async function makeMissing(client: Client, projection: Projection): Promise<void> {
  const { rows } = await client.query<{ name: string; valid: boolean }>(MADE, [projection.table]);
  // An index whose creation was interrupted exists, but is invalid.
  for (const { name } of rows.filter(({ valid }) => !valid)) await client.query(`DROP INDEX ${name}`);
  const made = new Set(rows.filter(({ valid }) => valid).map(({ name }) => name));
  for (const [name, on] of indexesOf(projection))
    if (!made.has(name)) await client.query(`CREATE INDEX CONCURRENTLY ${name} ON ${on}`);
}
