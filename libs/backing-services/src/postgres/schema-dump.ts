import { Client } from 'pg';

/** Table → its rows, each as PostgreSQL writes a row. */
export type SchemaDump = Map<string, string[]>;

const TABLES = `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = $1 ORDER BY 1`;
/** The columns that are not generated. */
const COLUMNS = `SELECT quote_ident(attname) AS name FROM pg_attribute
  WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`;

/** The rows of all tables of a schema at one moment; the PostgreSQL of the npm package comes without pg_dump. */
export const dumpSchema = (url: string, schema: string): Promise<SchemaDump> =>
  asOne(url, async client => {
    const { rows: tables } = await client.query<{ name: string }>(TABLES, [schema]);
    const dump: SchemaDump = new Map();
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} AS t`);
      dump.set(
        name,
        rows.map(({ row }) => row),
      );
    }
    return dump;
  });

/** Puts the rows back, as a superuser, and deletes all others; nobody may use the tables meanwhile. */
export const restoreSchema = (url: string, dump: SchemaDump): Promise<void> =>
  asOne(url, async client => {
    await client.query('SET LOCAL session_replication_role = replica');
    for (const [name, rows] of dump) {
      await client.query(`DELETE FROM ${name}`);
      const columns = (await client.query<{ name: string }>(COLUMNS, [name])).rows.map(column => column.name);
      await client.query(
        `INSERT INTO ${name} (${columns.join()}) OVERRIDING SYSTEM VALUE
         SELECT ${columns.map(column => `(one).${column}`).join()} FROM (SELECT row::${name} AS one FROM unnest($1::text[]) AS row) AS rows`,
        [rows],
      );
    }
  });

async function asOne<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } finally {
    await client.end();
  }
}
