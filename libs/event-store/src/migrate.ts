import { Client } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { connectionAs } from './connection.js';
import { CONNECTING } from './database.js';
import { retryTransaction } from './retry-transaction.js';

/** One step, forward: the way back is a dump. The class's name says when it was made; TypeORM runs them in that order. */
export interface Migration {
  up(runner: QueryRunner): Promise<void>;
}

export interface MigrateOptions {
  /** Of the login role that `provision` made. */
  url: string;
  service: string;
  migrations: (new () => Migration)[];
}

/** Runs what has not run yet, as the owner of the service's schema. Two processes at once: one waits for the other. */
export async function migrate(options: MigrateOptions): Promise<void> {
  // Most starts find nothing to do; the tool is loaded only for the others.
  if (await isUpToDate(options)) return;
  const source = await dataSourceOf(options);
  const lock = source.createQueryRunner();
  try {
    await lock.query("SELECT pg_advisory_lock(hashtext('ckm migrate ' || current_schema))");
    await retryTransaction(() => source.runMigrations());
  } finally {
    await releaseLock(lock);
    await source.destroy();
  }
}

async function isUpToDate({ url, service, migrations }: MigrateOptions): Promise<boolean> {
  const client = new Client({ connectionString: connectionAs(url, { service, role: 'owner' }), ...CONNECTING });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows: tables } = await client.query(
      `SELECT 1 FROM to_regclass('${service}.migrations') AS t WHERE t IS NOT NULL`,
    );
    if (tables.length === 0) return false;
    const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations');
    return migrations.every(migration => rows.some(({ name }) => name === migration.name));
  } finally {
    await client.end();
  }
}

async function dataSourceOf({ url, service, migrations }: MigrateOptions): Promise<DataSource> {
  await import('reflect-metadata');
  const typeorm = await import('typeorm');
  return new typeorm.DataSource({
    type: 'postgres',
    url: connectionAs(url, { service, role: 'owner' }),
    schema: service,
    migrations,
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    // One holds the lock while the other migrates.
    poolSize: 2,
    extra: CONNECTING,
  }).initialize();
}

/** The session's end frees the lock anyhow; said here, the next process need not wait for that. */
async function releaseLock(lock: QueryRunner): Promise<void> {
  await lock.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
  await lock.release();
}
