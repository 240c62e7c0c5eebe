import type { ServiceName } from '@ckm/contracts';
import { type Database, prepared } from '@ckm/event-store';
import type { ClientBase } from 'pg';
import type { Prepared } from './prepare.js';
import { roadsTo, type Slice } from './slice.js';

/** A person who was forgotten, and that person's keys, which were destroyed. */
export interface Erasure {
  tenantId: string;
  erasureId: string;
  customerId: string;
  keyIds: string[];
}

/** The slice with which every service applies erasures. */
export const erasureSlice = (service: ServiceName): Slice => ({
  name: 'erase-when-subject-erased',
  events: ['SubjectErased'],
  topics: roadsTo(service, ['SubjectErased']),
  effectsOf: ({ event }) => {
    if (event?.type !== 'SubjectErased') return Promise.resolve({});
    const { tenantId, data } = event;
    return Promise.resolve({
      erasure: { tenantId, erasureId: data.erasureId, customerId: data.customerId, keyIds: data.keyIds },
    });
  },
});

const LOCK = `hashtext('erasure'), hashtext(current_schema())`;

/**
 * Takes the service's erasure lock until the transaction ends: shared, or exclusive if one of the messages is itself an erasure. To be called
 * after the checkpoints and before any row is locked: every later statement sees all earlier erasures.
 * @returns the keys that a message was opened with and that are erased meanwhile: the messages must be prepared again without them
 */
export async function holdErasures(client: ClientBase, messages: Prepared[]): Promise<string[]> {
  const erases = messages.some(({ effects }) => [...effects.values()].some(one => one.erasure));
  await client.query(prepared(`SELECT pg_advisory_xact_lock${erases ? '' : '_shared'}(${LOCK})`, []));
  const opened = messages.flatMap(one => one.openedWith);
  if (opened.length === 0) return [];
  const sql = 'SELECT key_id FROM erased_key WHERE key_id = ANY($1::uuid[])';
  const { rows } = await client.query<{ key_id: string }>(prepared(sql, [[...new Set(opened)]]));
  return rows.map(row => row.key_id);
}

interface Build {
  view: string;
  table: string;
  state: string;
  personal: string[];
}

const BUILDS = `SELECT name AS view, table_name AS table, state, personal
  FROM projection WHERE personal <> '{}' AND to_regclass(table_name) IS NOT NULL ORDER BY table_name`;

/** Turns every row that was written under these keys into a tombstone, in every build, and notes the erasure. Idempotent. */
export async function erase(client: ClientBase, erasure: Erasure): Promise<void> {
  const { tenantId, erasureId, customerId, keyIds } = erasure;
  await client.query('INSERT INTO erased_key (key_id) SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING', [keyIds]);
  const { rows: builds } = await client.query<Build>(BUILDS);
  const erased: Record<string, number> = {};
  const touched: string[] = [];
  for (const { view, table, state, personal } of builds) {
    const nothing = personal.map(column => `${column} = NULL`).join(', ');
    const { rowCount } = await client.query(
      `UPDATE ${table} SET ${nothing}, erased = true WHERE tenant_id = $1 AND key_ids && $2::uuid[]`,
      [tenantId, keyIds],
    );
    if (rowCount !== 0) touched.push(table);
    if (state === 'live') erased[view] = rowCount ?? 0;
  }
  await client.query(
    `INSERT INTO erasure (tenant_id, erasure_id, customer_id, key_ids, rows, builds) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [tenantId, erasureId, customerId, keyIds, JSON.stringify(erased), touched],
  );
}

/**
 * Applies the erasures that this database does not know, as after the restore of an older dump, which brings rows from before an erasure
 * back. To be called before anybody reads; the `SubjectErased` events may come later or not at all.
 * @param forgotten everybody who was ever forgotten
 */
export async function eraseForgotten(database: Database, forgotten: Erasure[]): Promise<void> {
  const { rows } = await database.writer.query<{ id: string }>('SELECT erasure_id AS id FROM erasure');
  const known = new Set(rows.map(({ id }) => id));
  for (const erasure of forgotten.filter(({ erasureId }) => !known.has(erasureId)))
    await database.transaction(async client => {
      await client.query(`SELECT pg_advisory_xact_lock(${LOCK})`);
      await erase(client, erasure);
    });
}

const MARKED = `SELECT table_name AS table FROM projection
  WHERE state = 'live' AND EXISTS (SELECT FROM erasure WHERE table_name = ANY (builds) AND applied_at < $1)`;

/**
 * The live tables in which an erasure before then emptied rows: the words can no longer be queried, but remain in the files of the table and
 * its indexes, even after a vacuum.
 */
export async function markedByErasures(client: ClientBase, before: Date): Promise<Set<string>> {
  const { rows } = await client.query<{ table: string }>(MARKED, [before]);
  return new Set(rows.map(({ table }) => table));
}
