import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { whenThisProcessEnds } from '../parent-watch.js';
import { startPostgres } from './start-postgres.js';

export interface TestPostgres {
  /** A database of its own, empty; the user is the superuser. */
  url: string;
  /** Drops the database, whoever is still connected. */
  stop: () => Promise<void>;
}

interface Server {
  url: string;
  stop: () => Promise<void>;
}

let server: Promise<Server> | undefined;
let users = 0;

/** A fresh database on the server of `CKM_TEST_DATABASE_URL`, or else on one that is started in a temporary folder. */
export async function testPostgres(): Promise<TestPostgres> {
  users += 1;
  const { url, stop } = await (server ??= findServer());
  const name = `test_${randomBytes(8).toString('hex')}`;
  await execute(url, `create database ${name} template template0`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  let stopped: Promise<void> | undefined;
  const drop = async () => {
    await execute(url, `drop database if exists ${name} with (force)`);
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

/** A server in a temporary folder that is gone after `stop`, or with this process. Nothing on it is durable. */
export async function temporaryPostgres(): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'ckm-postgres-'));
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '64MB' };
  const callOff = whenThisProcessEnds(END_AND_REMOVE, [folder]);
  const { url, stop } = await startPostgres({ dataDirectory: folder, settings });
  return {
    url,
    stop: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
      callOff();
    },
  };
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
