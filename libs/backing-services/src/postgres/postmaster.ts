import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { pause, run } from '../run.js';
import { isThere } from './home.js';

/** A running server, as its lock file `postmaster.pid` tells. */
export interface Postmaster {
  pid: number;
  port: number;
}

/** The server that runs on the data; undefined when there is none, or its process has ended. */
export async function livePostmaster(data: string): Promise<Postmaster | undefined> {
  const [pid, directory, , port] = (await readLock(data)).split('\n');
  const command = await commandOf(Number(pid));
  return command.includes('postgres') && command.includes(directory ?? data)
    ? { pid: Number(pid), port: Number(port) }
    : undefined;
}

/**
 * Removes a lock file over which PostgreSQL would not start: an empty one, after a crash of the machine, and one whose pid now belongs to
 * another program, after a restart of the machine or the container. Other locks of dead servers PostgreSQL removes itself.
 */
export async function removeStaleLock(data: string): Promise<void> {
  const before = await readLock(data);
  const pid = Number(before.split('\n')[0]);
  const isEmpty = before === '' && (await isThere(lockOf(data)));
  if (!isEmpty && (await commandOf(pid)) === '') return;
  if (isEmpty) await pause(2_000); // a server that starts at this moment fills it
  if ((await readLock(data)) === before && !(await livePostmaster(data))) await rm(lockOf(data), { force: true });
}

const lockOf = (data: string) => join(data, 'postmaster.pid');
const readLock = (data: string) => readFile(lockOf(data), 'utf8').catch(() => '');

async function commandOf(pid: number): Promise<string> {
  if (!(pid > 1)) return '';
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => '');
}

/** The port of the last server on the data, so that a restart keeps its address. */
export async function lastPort(data: string): Promise<number | undefined> {
  const options = await readFile(join(data, 'postmaster.opts'), 'utf8').catch(() => '');
  const port = /"-p" "(\d+)"/.exec(options)?.[1];
  return port === undefined ? undefined : Number(port);
}

/** Whether the server accepts connections, or would but for their number. @throws when it refuses the password */
export async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === '28P01') throw new Error('The password beside the data is not the one of the data', { cause: error });
    return code === '53300'; // too many connections: busy, but there
  } finally {
    await client.end().catch(() => undefined);
  }
}
