import { testPostgres, type TestPostgres } from '@ckm/backing-services';
import type { QueryRunner } from 'typeorm';
import { execute } from './fixture/theme-log.js';
import { Log1763769500000 } from './log.migration.js';
import { migrate, type Migration } from './migrate.js';
import { openDatabase } from './database.js';
import { provision } from './provision.js';

const SERVICE = 'provisioned';
let postgres: TestPostgres;

beforeAll(async () => {
  postgres = await testPostgres();
});
afterAll(async () => {
  await postgres.stop();
});

const writes = async (url: string, service: string) => {
  await migrate({ url, service, migrations: [Log1763769500000] });
  const database = openDatabase({ url, service });
  await database.ready();
  const { rows } = await database.writer.query('SELECT count(*)::int AS events FROM events');
  await database.close();
  return rows as unknown[];
};

describe('provision', () => {
  it('makes what a service needs, once, whoever else makes it at the same time', async () => {
    const second = await testPostgres();
    const everywhere = [postgres.url, postgres.url, postgres.url, second.url, second.url];
    const urls = await Promise.all(everywhere.map(url => provision(url, SERVICE, 'p%41 w/?@')));
    expect(new URL(urls[0]!).username).toBe(`ckm_${SERVICE}`);
    expect(await writes(urls[0]!, SERVICE)).toEqual([{ events: 0 }]);
    expect(await writes(urls[4]!, SERVICE)).toEqual([{ events: 0 }]);
    await second.stop();
  });

  it('needs no superuser, and leaves nothing of the owner to the administrator', async () => {
    await execute(
      postgres.url,
      `DO $$ BEGIN CREATE ROLE ckm_test_admin LOGIN CREATEROLE PASSWORD 'admin'; EXCEPTION WHEN duplicate_object THEN END $$;
       DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO ckm_test_admin', current_database()); END $$`,
    );
    const admin = new URL(postgres.url);
    admin.username = 'ckm_test_admin';
    admin.password = 'admin';
    await provision(admin.href, 'by_admin', 'first');
    const url = await provision(admin.href, 'by_admin', 'second');
    expect(await writes(url, 'by_admin')).toEqual([{ events: 0 }]);
    await expect(execute(admin.href, 'SELECT * FROM by_admin.events')).rejects.toThrow('permission denied');
  });

  it('makes a login that can do nothing before it takes a role', async () => {
    const url = await provision(postgres.url, SERVICE, 'a password');
    await expect(execute(url, `SELECT * FROM ${SERVICE}.events`)).rejects.toThrow('permission denied');
  });

  it('lets the writer write in the tables that the owner makes later', async () => {
    const url = await provision(postgres.url, SERVICE, 'a password');
    await execute(url, `SET ROLE ckm_${SERVICE}_owner; CREATE TABLE ${SERVICE}.later (id serial)`);
    await execute(url, `SET ROLE ckm_${SERVICE}_writer; INSERT INTO ${SERVICE}.later DEFAULT VALUES`);
  });

  it('lets the reader see nothing that was not granted to it', async () => {
    const url = await provision(postgres.url, SERVICE, 'a password');
    await execute(url, `SET ROLE ckm_${SERVICE}_owner; CREATE TABLE ${SERVICE}.ungranted (id serial)`);
    const reader = (statement: string) => execute(url, `SET ROLE ckm_${SERVICE}_reader; ${statement}`);
    await expect(reader(`SELECT * FROM ${SERVICE}.ungranted`)).rejects.toThrow('permission denied');
    await execute(url, `SET ROLE ckm_${SERVICE}_owner; GRANT SELECT ON ${SERVICE}.ungranted TO ckm_${SERVICE}_reader`);
    await reader(`SELECT * FROM ${SERVICE}.ungranted`);
  });

  it('refuses a name that is none', async () => {
    await expect(provision(postgres.url, 'a"b', 'a password')).rejects.toThrow('cannot name a schema');
  });
});

describe('migrate', () => {
  it('runs each migration once, whoever else starts at the same time', async () => {
    const url = await provision(postgres.url, 'migrated', 'a password');
    const options = { url, service: 'migrated', migrations: [Log1763769500000] };
    await Promise.all([migrate(options), migrate(options), migrate(options)]);
    await migrate(options);
    const applied = await execute(postgres.url, 'SELECT name FROM migrated.migrations');
    expect(applied).toEqual([{ name: 'Log1763769500000' }]);
    expect(await execute(postgres.url, 'SELECT count(*)::int AS locks FROM migrated.log_lock')).toEqual([{ locks: 1 }]);
  });

  it('runs one again that PostgreSQL has undone because of others', async () => {
    const url = await provision(postgres.url, 'overtaken', 'a password');
    let times = 0;
    class Shelf1764000000000 implements Migration {
      async up(runner: QueryRunner): Promise<void> {
        await runner.query('CREATE TABLE shelf ()');
        if ((times += 1) === 1) await runner.query(`DO $$ BEGIN RAISE SQLSTATE '40P01'; END $$`);
      }
    }
    await migrate({ url, service: 'overtaken', migrations: [Shelf1764000000000] });
    expect(times).toBe(2);
    await execute(postgres.url, 'SELECT FROM overtaken.shelf');
  });
});
