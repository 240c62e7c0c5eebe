import type { DataSource, QueryRunner } from 'typeorm';
import { CONNECTION_OPTIONS, withOwnClient } from './client.js';
import { connectionAs } from './connection.js';
import { retryTransaction } from './retry-transaction.js';

/** One step forward; the way back is a dump. TypeORM runs them in the order of the timestamps that end their classes' names. */
export interface Migration {
  up(runner: QueryRunner): Promise<void>;
}

export interface MigrateOptions {
  /** That of the login role, as `provision` returns it. */
  url: string;
  service: string;
  migrations: (new () => Migration)[];
}

/** Runs the migrations that have not run yet, as the owner of the service's schema; of two processes one waits for the other. */
export async function migrate(options: MigrateOptions): Promise<void> {
  // Most starts find nothing to do; TypeORM is loaded only for the others.
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

const isUpToDate = ({ url, service, migrations }: MigrateOptions): Promise<boolean> =>
  withOwnClient(connectionAs(url, { service, role: 'owner' }), async client => {
    const { rows: tables } = await client.query(
      `SELECT 1 FROM to_regclass('${service}.migrations') AS t WHERE t IS NOT NULL`,
    );
    if (tables.length === 0) return false;
    const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations');
    return migrations.every(migration => rows.some(({ name }) => name === migration.name));
  });

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
    extra: CONNECTION_OPTIONS,
  }).initialize();
}

/** The end of the session would free the lock, too; the next process need not wait for that. */
async function releaseLock(lock: QueryRunner): Promise<void> {
  await lock.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
  await lock.release();
}
