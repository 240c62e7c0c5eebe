import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Client } from 'pg';
import { pause } from '../run.js';
import { testPostgres } from './test-postgres.js';

const built = new URL('../../dist/index.js', import.meta.url).href;

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

describe('A database for a test', () => {
  it('is empty and its own', async () => {
    const [mine, yours] = [await testPostgres(), await testPostgres()];
    await query(mine.url, 'create table mark ()');
    expect(await query(yours.url, `select to_regclass('mark') as mark`)).toEqual([{ mark: null }]);
    await Promise.all([mine.stop(), yours.stop()]);
  });

  it('is dropped at the end, even while somebody is connected', async () => {
    const [mine, other] = [await testPostgres(), await testPostgres()];
    const connected = new Client({ connectionString: mine.url });
    connected.on('error', () => undefined);
    await connected.connect();
    await mine.stop();
    const name = new URL(mine.url).pathname.slice(1);
    expect(await query(other.url, `select datname from pg_database where datname = '${name}'`)).toEqual([]);
    await other.stop();
  });

  it('is not dropped under those who are leaving', async () => {
    const { url, stop } = await testPostgres();
    const leaving = new Client({ connectionString: url });
    const errors: Error[] = [];
    leaving.on('error', error => errors.push(error));
    await leaving.connect();
    await Promise.all([stop(), pause(200).then(() => leaving.end())]);
    expect(errors).toEqual([]);
  });

  it('goes, with its server, when the process that asked for it is killed with -9', async () => {
    const script = `
      delete process.env.CKM_TEST_DATABASE_URL;
      const { testPostgres } = await import(${JSON.stringify(built)});
      console.log((await testPostgres()).url);
      setInterval(() => {}, 1000);`;
    const args = ['--input-type=module', '-e', script];
    const asking = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(asking.stdout, 'data')) as [Buffer];
    const url = line.toString().trim();
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    asking.kill('SIGKILL');
    await pause(5_000);
    await expect(query(url, 'select 1')).rejects.toThrow('ECONNREFUSED');
  });
});
