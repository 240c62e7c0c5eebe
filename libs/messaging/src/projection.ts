import type { ServiceName } from '@ckm/contracts';
import type { View } from '@ckm/event-sourcing';
import type { ClientBase, Pool } from 'pg';

/** One build of a view: the table that is filled, and whether readers see it yet. */
export interface Projection {
  view: View;
  /** `<view>_v<version>_<build>`, in the service's schema. */
  table: string;
  build: number;
  state: 'building' | 'live';
}

export interface Projections {
  all: Projection[];
  /** Readers see this build from now on. */
  goLive(projection: Projection): Promise<void>;
}

/**
 * Makes the tables of a service's views. A view that never stood before is live at once; a raised version is built beside the live one,
 * from the first event, and then takes its place.
 * @param owner connections of the role that owns the tables
 */
export async function openProjections(owner: Pool, service: ServiceName, views: View[]): Promise<Projections> {
  const all = await alone(owner, async client => {
    const opened: Projection[] = [];
    for (const view of views) opened.push(await open(client, service, view));
    return opened;
  });
  return {
    all,
    goLive: async projection => {
      await alone(owner, client => show(client, service, projection));
      projection.state = 'live';
    },
  };
}

async function open(client: ClientBase, service: ServiceName, view: View): Promise<Projection> {
  const { rows } = await client.query<{ version: number; build: number; state: Projection['state'] | 'retired' }>(
    'SELECT version, build, state FROM projection WHERE name = $1 ORDER BY version, build',
    [view.name],
  );
  const mine = rows.filter(row => row.version === view.version);
  const last = mine.at(-1);
  const named = (build: number, state: Projection['state']): Projection => ({
    view,
    table: `${view.name}_v${view.version}_${build}`,
    build,
    state,
  });
  if (last && last.state !== 'retired') return named(last.build, last.state);
  // A version that comes back after another one is built anew: its old table missed what came since.
  const projection = named(mine.length + 1, 'building');
  await client.query(
    `INSERT INTO projection (name, version, build, state, personal) VALUES ($1, $2, $3, 'building', $4)`,
    [view.name, view.version, projection.build, view.personal ?? []],
  );
  await client.query(tableOf(projection, service));
  if (rows.length > 0) return projection;
  await show(client, service, projection);
  return { ...projection, state: 'live' };
}

async function show(client: ClientBase, service: ServiceName, { view, table, build }: Projection): Promise<void> {
  const columns = [...Object.keys(view.columns), ...(view.personal ? ['erased'] : [])];
  await client.query(`
    DROP VIEW IF EXISTS ${view.name};
    CREATE VIEW ${view.name} WITH (security_invoker = true) AS SELECT tenant_id, ${columns.join(', ')} FROM ${table} WHERE ${view.shown ?? 'true'};
    GRANT SELECT ON ${view.name} TO ckm_${service}_reader, ckm_${service}_writer;
    ${functionsOf(view, table, service)}`);
  await client.query(
    `UPDATE projection SET state = CASE WHEN version = $2 AND build = $3 THEN 'live' ELSE 'retired' END, since = now()
     WHERE name = $1 AND (state = 'live' OR version = $2 AND build = $3)`,
    [view.name, view.version, build],
  );
}

/** `tenant_id` leads every key and index; row security holds even for the table's owner. */
function tableOf({ view, table }: Projection, service: ServiceName): string {
  const columns = Object.entries(view.columns).map(([name, type]) => `${name} ${type}`);
  const erasable = view.personal
    ? ['erased boolean NOT NULL DEFAULT false', `key_ids uuid[] NOT NULL DEFAULT '{}'`]
    : [];
  const indexes = (view.indexes ?? []).map(
    list => `CREATE INDEX ON ${table} ${list.startsWith('USING') ? list : `(tenant_id, ${list})`};`,
  );
  const owner = `CREATE POLICY owner ON ${table} FOR SELECT TO ckm_${service}_owner USING (true);`;
  return `
    CREATE TABLE ${table} (tenant_id text NOT NULL, ${[...columns, ...erasable].join(', ')}, PRIMARY KEY (tenant_id, ${view.key.join(', ')}));
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY; ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
    GRANT SELECT ON ${table} TO ckm_${service}_reader;
    CREATE POLICY writer ON ${table} TO ckm_${service}_writer USING (true) WITH CHECK (true);
    CREATE POLICY reader ON ${table} FOR SELECT TO ckm_${service}_reader USING (tenant_id = current_setting('ckm.tenant', true));
    ${view.functions ? owner : ''}
    ${[...indexes, ...erasing(view, table)].join('\n')}`;
}

/** Row security does not bind them; what they see is bound here. Plans are made for the words asked for: some are rare. */
const functionsOf = (view: View, table: string, service: ServiceName): string =>
  (view.functions ?? [])
    .map(
      ({ name, takes, gives, select }) => `
    DROP FUNCTION IF EXISTS ${name};
    CREATE FUNCTION ${name} (${takes}) RETURNS TABLE (${gives}) LANGUAGE plpgsql STABLE SECURITY DEFINER
      SET search_path = ${service}, pg_temp SET plan_cache_mode = force_custom_plan SET jit = off AS $$
      #variable_conflict use_column
      BEGIN RETURN QUERY
        WITH ${view.name} AS NOT MATERIALIZED (
          SELECT * FROM ${table} WHERE tenant_id = current_setting('ckm.tenant', true) AND (${view.shown ?? 'true'}))
        ${select};
      END $$;
    REVOKE ALL ON FUNCTION ${name} FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION ${name} TO ckm_${service}_reader;`,
    )
    .join('');

/**
 * Rows are found by the keys of their persons; and nothing that was said gets into the planner's statistics, where no erasure would find
 * it. Of an index of words it may know which are frequent.
 */
const erasing = ({ personal = [], columns }: View, table: string): string[] => [
  ...(personal.length > 0 ? [`CREATE INDEX ON ${table} USING gin (key_ids);`] : []),
  ...personal
    .filter(column => columns[column] !== 'tsvector')
    .map(column => `ALTER TABLE ${table} ALTER COLUMN ${column} SET STATISTICS 0;`),
];

/** In a transaction, one process of the service after the other. */
async function alone<T>(pool: Pool, work: (client: ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('projection'), hashtext(current_schema()))`);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
