import 'reflect-metadata';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { connectionAs } from './connection.js';

export interface MigrateOptions {
  /** Of the login role that `provision` made. */
  url: string;
  service: string;
  migrations: (new () => MigrationInterface)[];
}

/** Runs what has not run yet, as the owner of the service's schema. Two processes at once: one waits for the other. */
export async function migrate({ url, service, migrations }: MigrateOptions): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url: connectionAs(url, { service, role: 'owner' }),
    schema: service,
    migrations,
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    // One holds the lock while the other migrates.
    poolSize: 2,
  });
  await source.initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query("SELECT pg_advisory_lock(hashtext('ckm migrate ' || current_schema))");
    await source.runMigrations();
  } finally {
    await releaseLock(lock);
    await source.destroy();
  }
}

/** The session's end frees the lock anyhow; said here, the next process need not wait for that. */
async function releaseLock(lock: QueryRunner): Promise<void> {
  await lock.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
  await lock.release();
}
