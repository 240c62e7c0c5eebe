import { grouped, type Row, type Upsert, type View } from '@ckm/event-sourcing';
import { prepared } from '@ckm/event-store';
import type { ClientBase } from 'pg';

export interface TableChange {
  table: string;
  view: View;
  tenantId: string;
  /** For a view with personal columns, the ids of the keys that the event was sealed under: an erasure finds the row by them. */
  keyIds: string[];
  change: Upsert;
}

/** All that a batch does to one row. */
interface Folded {
  key: Row;
  columns: Row;
}

/** Writes the changes of a batch: folded per row, rows in the order of their keys, one statement for all rows of a table that set the same columns. */
export async function writeRows(client: ClientBase, changes: TableChange[]): Promise<void> {
  const tables = new Map<string, { view: View; rows: Map<string, Folded> }>();
  for (const { table, view, tenantId, keyIds, change } of changes) {
    const { rows } = getOrSet(tables, table, () => ({ view, rows: new Map<string, Folded>() }));
    const key: Row = { tenant_id: tenantId, ...change.key };
    const name = JSON.stringify(keyOf(view).map(column => key[column]));
    const row = getOrSet(rows, name, (): Folded => ({ key, columns: {} }));
    Object.assign(row.columns, change.columns);
    if (keyIds.length > 0) row.columns.key_ids = union(row.columns.key_ids as string[] | undefined, keyIds);
    if (row.columns.erased) Object.assign(row.columns, nothingOf(view.personal));
  }
  for (const [table, { view, rows }] of [...tables].sort(byName))
    await writeTable(client, table, view, [...rows.values()]);
}

async function writeTable(client: ClientBase, table: string, view: View, rows: Folded[]): Promise<void> {
  // A column that a row does not set must stay as it is: only rows that set the same columns can share a statement.
  const alike = grouped(rows, row => Object.keys(row.columns).sort().join());
  for (const [columns, group] of [...alike].sort(byName)) {
    const records = group.map(row => ({ ...row.key, ...row.columns }));
    const sql = upsertInto(table, view, columns === '' ? [] : columns.split(','));
    await client.query(prepared(sql, [JSON.stringify(records)]));
  }
}

function upsertInto(table: string, view: View, columns: string[]): string {
  const key = keyOf(view).join(', ');
  const all = [...keyOf(view), ...columns].join(', ');
  const set = columns.map(column => `${column} = ${valueOf(column, view)}`).join(', ');
  return `INSERT INTO ${table} AS old (${all}) SELECT ${all} FROM json_populate_recordset(NULL::${table}, $1::json) ORDER BY ${key}
    ON CONFLICT (${key}) DO ${set === '' ? 'NOTHING' : `UPDATE SET ${set}`}`;
}

/** An erased row stays empty whatever comes later, and a row keeps the ids of all its keys: every order of events ends in the same row. */
function valueOf(column: string, { personal = [] }: View): string {
  if (column === 'key_ids') return 'ARRAY(SELECT DISTINCT unnest(old.key_ids || excluded.key_ids) ORDER BY 1)';
  return personal.includes(column) ? `CASE WHEN NOT old.erased THEN excluded.${column} END` : `excluded.${column}`;
}

const union = (some: string[] = [], others: string[]): string[] => [...new Set([...some, ...others])].sort();

const keyOf = (view: View): string[] => ['tenant_id', ...view.key];

const nothingOf = (columns: string[] = []): Row => Object.fromEntries(columns.map(column => [column, null]));

const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

function getOrSet<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}
