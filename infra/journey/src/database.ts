import { join } from 'node:path';
import { startPostgres } from '@ckm/backing-services';
import pg from 'pg';
import type { Installation } from './installation.js';

/** What an administrator of the database can do, past every service. */
export interface Administrator {
  sql<Row = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export async function administratorOf({ home }: Installation): Promise<Administrator> {
  // It runs already: this only tells where.
  const { url } = await startPostgres({ dataDirectory: join(home, 'postgres') });
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  return {
    sql: async <Row>(text: string, values: unknown[] = []) => (await pool.query(text, values)).rows as Row[],
    close: () => pool.end(),
  };
}
