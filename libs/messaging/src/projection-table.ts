import type { ServiceName } from '@ckm/contracts';
import type { View } from '@ckm/event-sourcing';
import { roleOf } from '@ckm/event-store';
import type { Projection } from './projection.js';

/** SQL: the columns and the primary key of a build's table. */
export function columnsOf({ columns, key, personal }: View): string {
  const own = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  const erasable = personal ? ['erased boolean NOT NULL DEFAULT false', `key_ids uuid[] NOT NULL DEFAULT '{}'`] : [];
  return ['tenant_id text NOT NULL', ...own, ...erasable, `PRIMARY KEY (tenant_id, ${key.join(', ')})`].join(', ');
}

/** The columns that readers see, without `tenant_id`. */
export const columnNames = ({ columns, personal }: View): string[] => [
  ...Object.keys(columns),
  ...(personal ? ['erased', 'key_ids'] : []),
];

/** SQL that makes a build's table, with row security even for its owner; indexes are made when the table is filled. */
export function tableOf({ view, table }: Projection, service: ServiceName): string {
  const owner = `CREATE POLICY owner ON ${table} FOR SELECT TO ${roleOf(service, 'owner')} USING (true);`;
  return `
    CREATE TABLE ${table} (${columnsOf(view)});
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY; ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
    GRANT SELECT ON ${table} TO ${roleOf(service, 'reader')};
    CREATE POLICY writer ON ${table} TO ${roleOf(service, 'writer')} USING (true) WITH CHECK (true);
    CREATE POLICY reader ON ${table} FOR SELECT TO ${roleOf(service, 'reader')} USING (tenant_id = current_setting('ckm.tenant', true));
    ${view.functions ? owner : ''}
    ${unsampled(view, table)}`;
}

/** Keeps words out of the planner's statistics, which no erasure reaches. A tsvector's may be sampled: they hold only frequent lexemes. */
const unsampled = ({ personal = [], columns }: View, table: string): string =>
  personal
    .filter(column => columns[column] !== 'tsvector')
    .map(column => `ALTER TABLE ${table} ALTER COLUMN ${column} SET STATISTICS 0;`)
    .join('\n');

/** The indexes of a build as [name, what follows ON]; with personal columns also one by key id, for erasures. */
export const indexesOf = ({ view, table }: Projection): [string, string][] =>
  [...(view.indexes ?? []), ...(view.personal ? ['USING gin (key_ids)'] : [])].map(list => {
    const on = list.startsWith('USING') ? list : `(tenant_id, ${list})`;
    const words = on.slice(on.indexOf('(')).match(/[a-z_]+/g)!;
    // The name that PostgreSQL would choose, cut at its limit.
    return [`${table}_${words.join('_')}_idx`.slice(0, 63), `${table} ${on}`];
  });

/** A plan for each call: some of the words that are searched for are rare. */
const PLANNED = ['plan_cache_mode = force_custom_plan', 'jit = off'];

/** SQL that makes a view's functions. As SECURITY DEFINER they are not under row security: the tenant's condition stands in them. */
export const functionsOf = (view: View, table: string, service: ServiceName): string =>
  (view.functions ?? [])
    .map(
      ({ name, takes, gives, select, settings = [] }) => `
    DROP FUNCTION IF EXISTS ${name};
    CREATE FUNCTION ${name} (${takes}) RETURNS TABLE (${gives}) LANGUAGE plpgsql STABLE SECURITY DEFINER
      SET search_path = ${service}, pg_temp ${[...PLANNED, ...settings].map(setting => `SET ${setting}`).join(' ')} AS $$
      #variable_conflict use_column
      BEGIN RETURN QUERY
        WITH ${view.name} AS NOT MATERIALIZED (
          SELECT * FROM ${table} WHERE tenant_id = current_setting('ckm.tenant', true) AND (${view.shown ?? 'true'}))
        ${select};
      END $$;
    REVOKE ALL ON FUNCTION ${name} FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION ${name} TO ${roleOf(service, 'reader')};`,
    )
    .join('');
