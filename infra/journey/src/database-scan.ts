import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres } from '@ckm/backing-services';
import pg from 'pg';
import { administratorOf } from './database.js';
import type { Installation } from './installation.js';

const TABLES = `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
  WHERE schemaname NOT IN ('pg_catalog', 'information_schema') UNION ALL SELECT 'pg_catalog.pg_stats' ORDER BY 1`;

const UNDEFINED_TABLE = '42P01';

/**
 * The tables in whose rows one of the words stands: as text, as bytes or in base64; the planner's statistics are looked through too.
 * As the administrator: above row security. Short words are found in ciphertext by chance.
 */
export async function tablesWith(ckm: Installation, words: string[]): Promise<string[]> {
  const { url } = await startPostgres({ dataDirectory: join(ckm.home, 'postgres') });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const patterns = words.flatMap(formsOf).map(form => `%${form}%`);
  try {
    await client.query('ANALYZE');
    let found: string[] | null = null;
    while (found === null) found = await tablesLike(client, patterns).catch(nullWhereReplaced);
    return found;
  } finally {
    await client.end();
  }
}

/** A build has taken the place of a table that was to be looked through. */
function nullWhereReplaced(error: unknown): null {
  if ((error as { code?: string }).code !== UNDEFINED_TABLE) throw error;
  return null;
}

async function tablesLike(client: pg.Client, patterns: string[]): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string }>(TABLES);
  const found: string[] = [];
  for (const { name } of tables) {
    const sql = `SELECT 1 FROM ${name} AS t WHERE t::text LIKE ANY ($1) LIMIT 1`;
    if ((await client.query(sql, [patterns])).rowCount) found.push(name);
  }
  return found;
}

const RELATIONS = `SELECT format('%I.%I', nspname, relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
  WHERE nspname NOT IN ('pg_catalog', 'information_schema') AND pg_relation_filepath(c.oid) IS NOT NULL AND EXISTS (
    SELECT FROM unnest($1::bytea[]) word WHERE position(word IN pg_read_binary_file(pg_relation_filepath(c.oid))) > 0)`;

/** The tables and indexes in whose files one of the words stands, also where no row shows it any more. */
export async function relationsWith(ckm: Installation, words: string[]): Promise<string[]> {
  const administrator = await administratorOf(ckm);
  await administrator.sql('CHECKPOINT');
  const found = await administrator.sql<{ name: string }>(RELATIONS, [words.map(word => Buffer.from(word))]);
  await administrator.close();
  return found.map(({ name }) => name);
}

/** In what the processes logged and what else lies in the home, outside the database. */
export const filesWith = ({ home }: Installation, words: string[]): string[] =>
  readdirSync(home, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(log|ndjson|json)$/.test(name) && !/^(postgres|cache)\b/.test(name))
    .filter(name => words.some(word => readFileSync(join(home, name), 'utf8').includes(word)));

function formsOf(word: string): string[] {
  const bytes = Buffer.from(word);
  // In base64 a word looks otherwise at each of three places; its ends depend on what is beside it.
  const base64 = [0, 1, 2].map(offset =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .slice(offset === 0 ? 0 : 4)
      .replace(/..=*$/, ''),
  );
  return [word, bytes.toString('hex'), ...base64];
}
