import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { whenThisProcessEnds } from '../parent-watch.js';
import { pause } from '../run.js';
import { startPostgres } from './start-postgres.js';

export interface TestPostgres {
  /** Of an empty database of its own, as the superuser. */
  url: string;
  /** Drops the database. Connections that are still open have two seconds to close. Idempotent. */
  stop: () => Promise<void>;
}

interface Server {
  url: string;
  stop: () => Promise<void>;
}

let server: Promise<Server> | undefined;
let users = 0;

/** An empty database on the server of `CKM_TEST_DATABASE_URL`, or else on a temporary one, which ends with the last database. */
export async function testPostgres(): Promise<TestPostgres> {
  users += 1;
  const { url, stop } = await (server ??= findServer());
  const name = `test_${randomBytes(8).toString('hex')}`;
  await execute(url, `create database ${name} template template0`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  let stopped: Promise<void> | undefined;
  const drop = async () => {
    await dropDatabase(url, name);
    users -= 1;
    if (users > 0) return;
    server = undefined;
    await stop();
  };
  return { url: own.href, stop: () => (stopped ??= drop()) };
}

function findServer(): Promise<Server> {
  const url = process.env.CKM_TEST_DATABASE_URL;
  return url ? Promise.resolve({ url, stop: () => Promise.resolve() }) : temporaryPostgres();
}

// A start that was under way when its process was killed still ends: wait for it.
const END_AND_REMOVE = 'sleep 2; kill -QUIT "$(head -n 1 "$1/data/postmaster.pid")"; sleep 1; rm -rf "$1"';

/** A server on a temporary folder, which is removed by `stop` or when this process ends. It does not sync: nothing on it is durable. */
export async function temporaryPostgres(): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'ckm-postgres-'));
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '64MB' };
  const cancel = whenThisProcessEnds(END_AND_REMOVE, [folder]);
  const { url, stop } = await startPostgres({ dataDirectory: folder, settings });
  return {
    url,
    stop: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
      cancel();
    },
  };
}

async function execute(url: string, statement: string): Promise<void> {
  await connected(url, client => client.query(statement));
}

/** Waits for connections to close: a pool ends before its connections do, and one that is cut then would fail a test that has passed. */
async function dropDatabase(url: string, name: string): Promise<void> {
  await connected(url, async client => {
    const until = performance.now() + 2_000;
    const users = () => client.query('SELECT FROM pg_stat_activity WHERE datname = $1', [name]);
    while ((await users()).rowCount !== 0 && performance.now() < until) await pause(10);
    await client.query(`drop database if exists ${name} with (force)`);
  });
}

async function connected<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
