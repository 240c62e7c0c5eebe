import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { pause } from '../run.js';
import { DataGone } from './data-location.js';
import { startPostgres, type RunningPostgres } from './start-postgres.js';

const built = new URL('../../dist/index.js', import.meta.url).href;
const words = 'Größe „XL“ fehlt, 尺码太小了';
let dataDirectory: string;
let postgres: RunningPostgres | undefined;

beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'ckm-start-postgres-'));
});

afterEach(async () => {
  await postgres?.stop();
  postgres = undefined;
  await rm(dataDirectory, { recursive: true, force: true });
});

const start = async () => (postgres = await startPostgres({ dataDirectory }));

async function query<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: postgres?.url });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows as Row[];
  } finally {
    await client.end();
  }
}

const store = async () => {
  await query('create table said (words text)');
  await query('insert into said values ($1)', [words]);
};
const stored = async () => (await query<{ words: string }>('select words from said'))[0]?.words;
const lockFile = () => join(dataDirectory, 'data', 'postmaster.pid');

const isAlive = (pid: number) =>
  readFile(`/proc/${pid}/stat`, 'utf8').then(
    state => !/\) Z /.test(state),
    () => false,
  );

async function kill(pid: number) {
  process.kill(pid, 'SIGKILL');
  while (await isAlive(pid)) await pause(20);
}

/** Starts PostgreSQL from another process and kills that one; gives the pid of the server it leaves behind. */
async function startAndKillTheStarter(): Promise<number> {
  const script = `
    const { startPostgres } = await import(${JSON.stringify(built)});
    const { pid } = await startPostgres({ dataDirectory: ${JSON.stringify(dataDirectory)} });
    console.log(String(pid));
    setInterval(() => {}, 1000);`;
  const starter = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(starter.stdout, 'data')) as [Buffer];
  const ended = once(starter, 'exit');
  starter.kill('SIGKILL');
  await ended;
  return Number(line.toString());
}

describe('PostgreSQL from npm', () => {
  it('starts, durable, on the loopback address only', async () => {
    const { adopted, url } = await start();
    expect(adopted).toBe(false);
    expect(new URL(url).hostname).toBe('127.0.0.1');
    const settings = await query(
      `select name, setting from pg_settings where name in ('fsync', 'listen_addresses', 'unix_socket_directories') order by name`,
    );
    expect(settings).toEqual([
      { name: 'fsync', setting: 'on' },
      { name: 'listen_addresses', setting: '127.0.0.1' },
      { name: 'unix_socket_directories', setting: '' },
    ]);
  });

  it('stores German and Chinese text and knows its letters', async () => {
    await start();
    await store();
    expect(await stored()).toBe(words);
    const [row] = await query(`select upper('größe') as upper, length('尺码') as length, '尺' ~ '\\w' as letter`);
    expect(row).toEqual({ upper: 'GRÖßE', length: 2, letter: true });
  });

  it('lets nobody in without the password, which only its owner can read', async () => {
    const { url } = await start();
    const client = new Client({ connectionString: url.replace(/:[^:@]+@/, ':guess@') });
    await expect(client.connect()).rejects.toThrow('password authentication failed');
    expect((await stat(join(dataDirectory, 'password'))).mode & 0o777).toBe(0o600);
  });

  it('keeps its data and its port when it is stopped and started again', async () => {
    const first = await start();
    await store();
    await first.stop();
    expect(await isAlive(first.pid)).toBe(false);
    const second = await start();
    expect(await stored()).toBe(words);
    expect(second).toMatchObject({ adopted: false, url: first.url });
  });

  it('runs in a process group of its own, out of reach of Ctrl-C', async () => {
    const { pid } = await start();
    const groupOf = async (id: number) => (await readFile(`/proc/${id}/stat`, 'utf8')).split(') ')[1]?.split(' ')[2];
    expect(await groupOf(pid)).toBe(String(pid));
  });

  it('outlives its starter killed with -9 and is adopted by the next', async () => {
    const pid = await startAndKillTheStarter();
    expect(await isAlive(pid)).toBe(true);
    const { adopted, pid: again } = await start();
    expect({ adopted, again }).toEqual({ adopted: true, again: pid });
    await store();
    expect(await stored()).toBe(words);
    await postgres?.stop();
    expect(await isAlive(pid)).toBe(false);
  });

  it('starts again, with its data, at once after it was itself killed with -9', async () => {
    const { pid } = await start();
    await store();
    process.kill(pid, 'SIGKILL');
    const { adopted } = await start();
    expect(adopted).toBe(false);
    expect(await stored()).toBe(words);
  });

  it('starts over the lock of a dead server whose pid has become a stranger’s', async () => {
    const { pid } = await start();
    await store();
    await kill(pid);
    // PostgreSQL passes over a pid that it may not signal: the stranger has to be of its own user.
    const { uid, gid } = await stat(join(dataDirectory, 'data'));
    const stranger = spawn('sleep', ['60'], { uid, gid, stdio: 'ignore' });
    await writeFile(lockFile(), (await readFile(lockFile(), 'utf8')).replace(/^\d+/, String(stranger.pid)));
    await start().finally(() => stranger.kill());
    expect(await stored()).toBe(words);
  });

  it('starts over a lock that a crash of the machine left empty', async () => {
    const { pid } = await start();
    await store();
    await kill(pid);
    await writeFile(lockFile(), '');
    await start();
    expect(await stored()).toBe(words);
  });

  it('is one server for two that start it at the same moment', async () => {
    const both = await Promise.all([startPostgres({ dataDirectory }), startPostgres({ dataDirectory })]);
    postgres = both[0];
    expect(both[0].url).toBe(both[1].url);
    expect(both[0].pid).toBe(both[1].pid);
  });

  it('does not touch files that are no PostgreSQL data', async () => {
    await start();
    await postgres?.stop();
    await rm(join(dataDirectory, 'data', 'PG_VERSION'));
    await expect(startPostgres({ dataDirectory })).rejects.toThrow('is no PostgreSQL data, and not empty');
  });

  it('makes no new data where there have been some', async () => {
    await start();
    await postgres?.stop();
    await rm(join(dataDirectory, 'data'), { recursive: true });
    const again = startPostgres({ dataDirectory, existing: true });
    await expect(again).rejects.toThrow(new DataGone(`The data in ${join(dataDirectory, 'data')} are gone`));
    expect(await readdir(dataDirectory)).not.toContain('data');
  });
});
