import { Client, type Pool } from 'pg';
import type { Projection } from './projection.js';
import { indexesOf } from './projection-table.js';

/** Half of the machine is left to what is live. Whoever goes takes along what it was at. */
const SETTINGS = `SET max_parallel_maintenance_workers = 0; SET maintenance_work_mem = '256MB'; SET client_connection_check_interval = '1s'`;
/** Not waited for: who waits has a snapshot, and an index that is made beside writers waits for all of those. */
const ALONE = `SELECT pg_try_advisory_lock(hashtext('index'), hashtext($1)) AS mine`;
const MADE = `SELECT c.relname AS name, i.indisvalid AS valid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  WHERE i.indrelid = $1::regclass`;

/**
 * Makes what is missing of a build's indexes, while it is written to: rows that come one by one into six indexes cost ten times as much.
 * @param owner whose connections are like the one that is opened for it
 * @returns whether all are there; not where another process makes them
 * @throws what PostgreSQL says; the connection's end where it was aborted
 */
export async function makeIndexes(owner: Pool, projection: Projection, signal: AbortSignal): Promise<boolean> {
  const client = new Client({ ...owner.options });
  client.on('error', () => undefined);
  const end = (): void => void client.end();
  try {
    await client.connect();
    // Not before: a client that is ended while it connects leaves whoever waits for it waiting.
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
  // One that was broken off is there, and of no use.
  for (const { name } of rows.filter(({ valid }) => !valid)) await client.query(`DROP INDEX ${name}`);
  const made = new Set(rows.filter(({ valid }) => valid).map(({ name }) => name));
  for (const [name, on] of indexesOf(projection))
    if (!made.has(name)) await client.query(`CREATE INDEX CONCURRENTLY ${name} ON ${on}`);
}
