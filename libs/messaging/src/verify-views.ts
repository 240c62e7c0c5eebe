import type { View } from '@ckm/event-sourcing';
import { type Broken, type Database, isOutage, unchecked, type Promised, promised } from '@ckm/event-store';
import type { ClientBase } from 'pg';
import { foldAll, foldOf, type FoldOptions, TransportUnreachable } from './fold.js';
import { type LiveView, snapshotOf } from './live-views.js';
import { columnNames, columnsOf } from './projection-table.js';
import { sleep } from './transport/sleep.js';
import { reasonOf } from './reason.js';

/** So many rows of a view are named. */
const MAX_ROWS = 20;
/** A person's rows are emptied some seconds after the key is destroyed. */
const FORGETTING_MS = 30_000;
const LOOK_EVERY_MS = 250;
const UNDEFINED_TABLE = '42P01';
const MAX_ATTEMPTS = 3;

export interface ViewsOptions extends Omit<FoldOptions, 'signal'> {
  views: View[];
  database: Database;
  /** After so long the comparison is given up. */
  patienceMs: number;
  /** How long it may take until a person whose key is destroyed is erased from the rows. Default 30,000. */
  forgettingMs?: number;
}

interface Difference {
  tenantId: string;
  key: string[];
  /** `other`: the row is there, and `columns` differ. */
  how: 'missing' | 'surplus' | 'other';
  columns: string[];
  /** Number of all differences of the view. */
  total: number;
}

interface Compared {
  view: View;
  checked: number;
  broken: Broken[];
}

/**
 * Checks that every live view is what its events come to: folds it again from the first event as far as it has read, and compares row by
 * row inside the database, in one REPEATABLE READ transaction, while everything goes on. Of a view's table only its name is locked, while it
 * is compared; nothing is left behind, however it ends. Two verifications run one after the other. When it takes too long, or the database,
 * the vault or the transport does not answer, the promises are unchecked, not broken.
 */
export async function verifyViews({ patienceMs, ...options }: ViewsOptions): Promise<Promised[]> {
  const signal = AbortSignal.timeout(patienceMs);
  const nameOf = (view: View): string => `${options.service}.${view.name} is what its events come to`;
  try {
    const compared = await options.database.dedicated(client =>
      Promise.race([inTurn(client, { ...options, signal }), enough(signal)]),
    );
    return compared.map(one => promised(nameOf(one.view), one.checked, one.broken));
  } catch (error) {
    const why = signal.aborted ? `not within ${patienceMs / 1_000} s` : reasonOf(error as Error);
    const detail = `not compared: ${why}`;
    return options.views.map(view =>
      signal.aborted || wasHindered(error) ? unchecked(nameOf(view), detail) : promised(nameOf(view), 0, [{ detail }]),
    );
  }
}

/** Whether the comparison could not be made. Class 58, errors of files, is no outage here: rows that cannot be read break the promise. */
const wasHindered = (error: unknown): boolean =>
  error instanceof TransportUnreachable ||
  (isOutage(error) && !String((error as { code?: unknown }).code).startsWith('58'));

const enough = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const end = (): void => reject(signal.reason as Error);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });

type Comparing = Omit<ViewsOptions, 'patienceMs'> & FoldOptions;

/** One verification at a time; it begins again when a live build was replaced meanwhile. */
async function inTurn(client: ClientBase, options: Comparing): Promise<Compared[]> {
  await client.query(`SELECT pg_advisory_lock(hashtext('verify'), hashtext(current_schema()))`);
  for (let attempt = 1; ; attempt += 1)
    try {
      return await atOneMoment(client, options);
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || (error as { code?: string }).code !== UNDEFINED_TABLE) throw error;
    }
}

async function atOneMoment(client: ClientBase, options: Comparing): Promise<Compared[]> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  try {
    const snapshot = await snapshotOf(client, options.views);
    for (const live of snapshot.live)
      await client.query(`CREATE TEMP TABLE ${foldOf(live)} (${columnsOf(live.view)}) ON COMMIT DROP`);
    const { faults, gone } = await foldAll(client, snapshot, options);
    const emptied = await emptiedSince([...gone], options);
    const compared: Compared[] = snapshot.others.map(({ view, version }) => ({
      ...{ view, checked: 0 },
      broken: [{ detail: `not compared: version ${version} is live, and this is the code of version ${view.version}` }],
    }));
    for (const live of snapshot.live)
      compared.push(await compare(client, live, { faults: faults.get(live) ?? [], emptied }));
    return compared;
  } finally {
    await client.query('ROLLBACK');
  }
}

/** Of these keys, those that are noted as erased by now, or within `forgettingMs`. The others should not be gone. */
async function emptiedSince(
  keys: string[],
  { database, signal, forgettingMs = FORGETTING_MS }: Comparing,
): Promise<string[]> {
  const until = performance.now() + forgettingMs;
  for (;;) {
    const sql = 'SELECT key_id FROM erased_key WHERE key_id = ANY ($1)';
    const { rows } = await database.writer.query<{ key_id: string }>(sql, [keys]);
    if (rows.length === keys.length || performance.now() > until || signal.aborted) return rows.map(row => row.key_id);
    await sleep(LOOK_EVERY_MS, signal);
  }
}

async function compare(
  client: ClientBase,
  live: LiveView,
  { faults, emptied }: { faults: Broken[]; emptied: string[] },
): Promise<Compared> {
  const { view } = live;
  if (faults.length > 0) return { view, checked: 0, broken: faults };
  // Only the key columns: no words get into the planner's statistics.
  await client.query(`ANALYZE ${foldOf(live)} (tenant_id, ${view.key.join(', ')})`);
  const { rows: counted } = await client.query<{ count: number }>(
    `SELECT count(*)::float8 AS count FROM ${foldOf(live)}`,
  );
  // A switch of builds waits for readers of the table, and the live consumer for the switch: the lock is released at once.
  await client.query('SAVEPOINT reading');
  const compared = await client
    .query<Difference>(differencesIn(live), view.personal && [emptied])
    .then(({ rows }) => ({ view, checked: counted[0]!.count, broken: told(view, rows) }))
    .catch((error: Error & { code?: string }) => ({ view, checked: 0, broken: damage(error) }));
  await client.query('ROLLBACK TO SAVEPOINT reading');
  return compared;
}

/** The violation by a view that cannot be read. @throws the error if it does not concern this view alone */
function damage(error: Error & { code?: string }): Broken[] {
  if (wasHindered(error) || error.code === UNDEFINED_TABLE) throw error;
  return [{ detail: `not compared: ${reasonOf(error)}` }];
}

/** SQL: rows that differ, with their keys and the names of the columns. No other value leaves the database. */
function differencesIn(live: LiveView): string {
  const { view, table } = live;
  const columns = columnNames(view).filter(column => !view.key.includes(column));
  const differs = columns.map(column => `CASE WHEN l.${column} IS DISTINCT FROM f.${column} THEN '${column}' END`);
  const key = view.key.map(column => `${column}::text`);
  return `
    WITH compared AS (
      SELECT tenant_id, ARRAY[${key.join(', ')}] AS key, l.present IS NULL AS missing, f.present IS NULL AS surplus,
        array_remove(ARRAY[${differs.join(', ')}]::text[], NULL) AS columns
      FROM (${rowsIn(table, view)}) l FULL JOIN (${rowsIn(foldOf(live), view)}) f USING (tenant_id, ${view.key.join(', ')}))
    SELECT tenant_id AS "tenantId", key, CASE WHEN missing THEN 'missing' WHEN surplus THEN 'surplus' ELSE 'other' END AS how,
      CASE WHEN missing OR surplus THEN '{}' ELSE columns END AS columns, (count(*) OVER ())::float8 AS total
    FROM compared WHERE missing OR surplus OR columns <> '{}' ORDER BY tenant_id, key LIMIT ${MAX_ROWS}`;
}

/** SQL: the rows of a table as they are once those with a key of `$1` are emptied. */
function rowsIn(table: string, { columns, personal }: View): string {
  const isEmptied = 'key_ids && $1::uuid[]';
  const shown = Object.keys(columns).map(column =>
    personal?.includes(column) ? `CASE WHEN NOT ${isEmptied} THEN ${column} END AS ${column}` : column,
  );
  if (personal) shown.push(`erased OR ${isEmptied} AS erased`, 'key_ids');
  return `SELECT true AS present, tenant_id, ${shown.join(', ')} FROM ${table}`;
}

const SAYS = {
  missing: () => 'the row is missing',
  surplus: () => 'the row should not be there',
  other: (columns: string[]) => `other than they should be: ${columns.join(', ')}`,
};

function told(view: View, differences: Difference[]): Broken[] {
  const more = (differences[0]?.total ?? 0) - differences.length;
  const rows = differences.map(({ tenantId, key, how, columns }) => {
    const says = SAYS[how](columns);
    const [only] = key.length === 1 && view.columns[view.key[0]!] === 'uuid' ? key : [];
    if (only !== undefined) return { tenantId, streamId: only, detail: says };
    return { tenantId, detail: `${view.key.map((column, nth) => `${column} ${key[nth]}`).join(', ')}: ${says}` };
  });
  return more > 0 ? [...rows, { detail: `and ${more} more rows` }] : rows;
}
