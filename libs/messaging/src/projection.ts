import type { ServiceName } from '@ckm/contracts';
import { Rejection, type View } from '@ckm/event-sourcing';
import { roleOf } from '@ckm/event-store';
import type { ClientBase, Pool } from 'pg';
import { withBuildLock } from './build-lock.js';
import { isAbandoned, standsWhereLiveStands } from './build-progress.js';
import type { EndOffsets } from './end-offsets.js';
import { markedByErasures } from './erasure.js';
import { makeIndexes } from './index-build.js';
import { columnNames, functionsOf, indexesOf, tableOf } from './projection-table.js';

/** One build of a view: the table that is filled, and whether readers see it. */
export interface Projection {
  view: View;
  /** In the service's schema. */
  table: string;
  build: number;
  /** `retired`: another version took its place, and the readers of this process see that version's rows. */
  state: 'building' | 'live' | 'retired';
}

export interface Projections {
  /** The live builds, and those that are being filled. */
  all: Projection[];
  /**
   * Begins another build of a view, of the same version.
   * @param instead replace a build that is under way, which is dropped
   * @throws Rejection `projection-not-found`; `projection-building-already` unless `instead`
   */
  rebuild(name: string, instead?: boolean): Promise<Projection>;
  /**
   * Begins another build of each view in whose files there are words of people who were forgotten before then, unless one is under way.
   * @returns builds that this process must fill as well: the new ones, and those that another process began and may have abandoned
   */
  rewrite(before: Date): Promise<Projection[]>;
  /** Makes the indexes of a filled build while it is written to. @returns false when another process is making them @throws as `makeIndexes` */
  index(projection: Projection, signal: AbortSignal): Promise<boolean>;
  /** Switches readers to this build, if it has read as much as the live one, and drops that one. @returns whether readers see it now */
  goLive(projection: Projection, ends: EndOffsets): Promise<boolean>;
  /** Reads which builds are live, because another process may have switched. */
  renew(): Promise<void>;
}

/**
 * Opens the builds of a service's views. A new view gets a table that is live at once; for a raised version a build begins beside the live
 * one, from the first event, and later takes its place. A build that was under way goes on.
 * @param owner connections in the role that owns the tables
 */
export async function openProjections(owner: Pool, service: ServiceName, views: View[]): Promise<Projections> {
  const all = await withBuildLock(owner, async client => {
    const opened: Projection[] = [];
    for (const view of views) opened.push(...(await open(client, service, view)));
    return opened;
  });
  const renew = async (): Promise<void> => {
    const { rows } = await owner.query<Row>(
      `SELECT name, version, build, table_name AS table FROM projection WHERE state = 'live'`,
    );
    for (const projection of all.filter(one => one.state !== 'building')) {
      const { view } = projection;
      const live = rows.find(row => row.name === view.name && row.version === view.version);
      Object.assign(projection, live ? { build: live.build, table: live.table, state: 'live' } : { state: 'retired' });
    }
  };
  return {
    all,
    renew,
    rebuild: async (name, instead = false) => {
      const view = all.find(one => one.view.name === name)?.view;
      if (!view) throw new Rejection('projection-not-found');
      const projection = await withBuildLock(owner, client => begin(client, service, view, instead));
      if (!projection) throw new Rejection('projection-building-already');
      const replaced = all.findIndex(one => one.view === view && one.state === 'building');
      if (replaced >= 0) all.splice(replaced, 1);
      all.push(projection);
      return projection;
    },
    rewrite: async before => {
      const building = await withBuildLock(owner, async client => {
        const marked = await markedByErasures(client, before);
        for (const { view } of all.filter(({ table }) => marked.has(table))) await begin(client, service, view);
        const found: Projection[] = [];
        for (const view of views) found.push(...current(await buildsOf(client, view), view));
        return found.filter(({ state }) => state === 'building');
      });
      const joined = building.filter(({ table }) => !all.some(one => one.table === table));
      all.push(...joined);
      return joined;
    },
    index: (projection, signal) => makeIndexes(owner, projection, signal),
    goLive: async (projection, ends) => {
      if (!(await withBuildLock(owner, client => switchOver(client, service, projection, ends)))) return false;
      projection.state = 'live';
      const served = all.some(one => one.view === projection.view && one !== projection && one.state !== 'building');
      if (served && all.includes(projection)) all.splice(all.indexOf(projection), 1);
      await renew();
      return true;
    },
  };
}

type Row = { name: string; version: number; build: number; table: string; state: Projection['state'] };

async function buildsOf(client: ClientBase, { name }: View): Promise<Row[]> {
  const { rows } = await client.query<Row>(
    'SELECT name, version, build, table_name AS table, state FROM projection WHERE name = $1 ORDER BY version, build',
    [name],
  );
  return rows;
}

/** The builds of this version that are not dropped. */
const current = (rows: Row[], view: View): Projection[] =>
  rows
    .filter(({ version, state }) => version === view.version && state !== 'retired')
    .map(({ table, build, state }) => ({ view, table, build, state }));

async function open(client: ClientBase, service: ServiceName, view: View): Promise<Projection[]> {
  const rows = await buildsOf(client, view);
  const found = current(rows, view);
  if (found.length > 0) return found;
  const mine = rows.filter(row => row.version === view.version);
  // A version that comes back after another one is built again, because its table was dropped.
  const projection = await make(client, service, view, mine.length + 1);
  if (rows.length > 0) return [projection];
  for (const [name, on] of indexesOf(projection)) await client.query(`CREATE INDEX ${name} ON ${on}`);
  await show(client, service, projection);
  return [{ ...projection, state: 'live' }];
}

/** Null while another build of the view is under way, unless that is replaced (`instead`) or, being of another version, abandoned. */
async function begin(
  client: ClientBase,
  service: ServiceName,
  view: View,
  instead = false,
): Promise<Projection | null> {
  const rows = await buildsOf(client, view);
  for (const row of rows.filter(one => one.state === 'building')) {
    const isOther = row.version !== view.version;
    if (isOther ? !(await isAbandoned(client, row)) : !instead) return null;
    await drop(client, row);
  }
  const mine = rows.filter(row => row.version === view.version);
  return make(client, service, view, mine.length + 1);
}

async function make(client: ClientBase, service: ServiceName, view: View, build: number): Promise<Projection> {
  const { rows } = await client.query<{ table: string }>(
    `INSERT INTO projection (name, version, build, state, personal) VALUES ($1, $2, $3, 'building', $4) RETURNING table_name AS table`,
    [view.name, view.version, build, view.personal ?? []],
  );
  const projection: Projection = { view, table: rows[0]!.table, build, state: 'building' };
  await client.query(tableOf(projection, service));
  return projection;
}

async function switchOver(
  client: ClientBase,
  service: ServiceName,
  projection: Projection,
  ends: EndOffsets,
): Promise<boolean> {
  const { view, table } = projection;
  const rows = (await buildsOf(client, view)).filter(row => row.state !== 'retired');
  const isMine = (row: Row): boolean => row.table === table;
  // Another process has switched to it, or dropped it.
  if (!rows.some(row => isMine(row) && row.state === 'building'))
    return rows.some(row => row.state === 'live' && row.version >= view.version);
  const live = rows.find(row => row.state === 'live');
  if (live && !(await standsWhereLiveStands(client, { build: table, live: live.table }, ends))) return false;
  await show(client, service, projection);
  for (const row of rows.filter(one => one.state === 'live' || one.version < view.version)) await drop(client, row);
  return true;
}

/** Messages that are parked for this build alone are dropped with it: the other build has read them, too. */
async function drop(client: ClientBase, { table }: Row): Promise<void> {
  await client.query(`DROP TABLE ${table}`);
  await client.query('DELETE FROM checkpoint WHERE slice = $1', [table]);
  await client.query('UPDATE parked SET slices = array_remove(slices, $1) WHERE $1 = ANY (slices)', [table]);
  await client.query(`DELETE FROM parked WHERE slices = '{}'`);
  await mark(client, table, 'retired');
}

async function show(client: ClientBase, service: ServiceName, { view, table }: Projection): Promise<void> {
  await client.query(`
    SET LOCAL lock_timeout = '2s'; -- a long read is not waited for: other readers would queue behind this lock
    DROP VIEW IF EXISTS ${view.name};
    CREATE VIEW ${view.name} WITH (security_invoker = true) AS SELECT tenant_id, ${columnNames(view).join(', ')} FROM ${table} WHERE ${view.shown ?? 'true'};
    GRANT SELECT ON ${view.name} TO ${roleOf(service, 'reader')}, ${roleOf(service, 'writer')};
    ${functionsOf(view, table, service)}`);
  await mark(client, table, 'live');
}

const mark = (client: ClientBase, table: string, state: Projection['state']): Promise<unknown> =>
  client.query('UPDATE projection SET state = $2, since = clock_timestamp() WHERE table_name = $1', [table, state]);
