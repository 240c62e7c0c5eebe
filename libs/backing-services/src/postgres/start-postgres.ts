import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { freePort } from '../free-port.js';
import { pause, run, type Account } from '../run.js';
import { accountFor } from './account.js';
import { findBinaries } from './binaries.js';
import { environment, makeCluster, reachableHome, readPassword, SHARED_PLACE } from './home.js';
import { DataGone, holdsData, recordLocation, locateData } from './data-location.js';
import { answers, lastPort, livePostmaster, removeStaleLock, type Postmaster } from './postmaster.js';

export interface PostgresOptions {
  /** Holds `data`, `password` (0600) and `postgres.log`; made when missing, never deleted. */
  dataDirectory: string;
  /** Whether there must be data already: if they are missing, `DataGone` is thrown instead of making new ones. Default false. */
  existing?: boolean;
  /** Gets lines that a user should know, for example that data is kept elsewhere. */
  log?: (line: string) => void;
  /** Settings of the server besides the usual ones, for example `{ fsync: 'off' }` for a temporary one. */
  settings?: Record<string, string>;
}

export interface RunningPostgres {
  /** The superuser's, database `postgres`, on 127.0.0.1. */
  url: string;
  pid: number;
  /** Whether the server was running already, for example because its starter was killed. */
  adopted: boolean;
  /** Whether it is still running. */
  lives: () => Promise<boolean>;
  /** Fast shutdown: open transactions are rolled back, connections closed; resolves when the server has ended. */
  stop: () => Promise<void>;
}

const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  max_wal_size: '1GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
  // Parallel workers need /dev/shm, of which a container has 64 MB.
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  // Errors would be logged with the statement and the key that caused them, which may be a customer's words.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
};
/** Recovery after a crash may take long; a server that fails to start is given up sooner. */
const RECOVERY_SECONDS = 600;
const START_SECONDS = 20;

interface Server {
  home: string;
  data: string;
  password: string;
  pgCtl: string;
  account: Account | undefined;
  settings: Record<string, string>;
}

/**
 * Starts the PostgreSQL of the npm package on its data, or adopts the one that still runs there. It runs in a session of its own: neither
 * Ctrl-C nor the end of this process stops it, only `stop` does.
 * @throws DataGone; an error with the end of the server's log when it does not start
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const server = await prepareServer(options);
  const begun = Date.now();
  const waited = (seconds: number) => Date.now() - begun > seconds * 1_000;
  let adopted = true;
  let failure: unknown;
  while (!waited(RECOVERY_SECONDS)) {
    const postmaster = await livePostmaster(server.data);
    if (postmaster && (await answers(urlOf(server, postmaster)))) return running(server, postmaster, adopted);
    if (!postmaster) {
      if (failure && waited(START_SECONDS)) break;
      adopted = false;
      failure = await launch(server);
    }
    await pause(failure ? 500 : 50);
  }
  throw new Error(`PostgreSQL did not start on ${server.data}. ${await endOfLog(server)}`, { cause: failure });
}

async function prepareServer(options: PostgresOptions): Promise<Server> {
  const { dataDirectory, existing = false, log = () => undefined, settings } = options;
  const wanted = resolve(dataDirectory);
  const kept = await locateData(wanted, existing);
  if (existing && !(await holdsData(kept))) throw new DataGone(`The data in ${join(kept, 'data')} are gone`);
  const account = await accountFor(kept);
  const home = await reachableHome(kept, account, log);
  if (home !== wanted) log(`The data of ${wanted} are in ${home}, where the user that runs PostgreSQL has a way to`);
  const binaries = await findBinaries(account, account ? SHARED_PLACE : home, log);
  const password = await readPassword(home, account);
  await makeCluster(home, binaries, account);
  if (home !== wanted) await recordLocation(wanted, home);
  const data = join(home, 'data');
  return { home, data, password, pgCtl: binaries.pgCtl, account, settings: { ...SETTINGS, ...settings } };
}

/** Returns an error instead of throwing it: it may be temporary, as while children of a killed server end, or another process starts it. */
async function launch(server: Server): Promise<unknown> {
  await removeStaleLock(server.data);
  const port = await freePort(await lastPort(server.data));
  const settings = Object.entries(server.settings).map(([name, value]) => `-c ${name}='${value}'`);
  const args = ['start', '-w', '-t', String(RECOVERY_SECONDS), '-D', server.data];
  const log = ['-l', join(server.home, 'postgres.log'), '-o', [`-p ${port}`, ...settings].join(' ')];
  const { account } = server;
  return run(server.pgCtl, [...args, ...log], { account, env: environment }).then(
    () => undefined,
    (error: unknown) => error,
  );
}

function running(server: Server, postmaster: Postmaster, adopted: boolean): RunningPostgres {
  const stop = async () => {
    if (!(await livePostmaster(server.data))) return;
    const args = ['stop', '-w', '-m', 'fast', '-t', String(RECOVERY_SECONDS), '-D', server.data];
    await run(server.pgCtl, args, { account: server.account, env: environment }).catch(async (error: unknown) => {
      if (await livePostmaster(server.data)) throw error;
    });
  };
  const lives = async () => (await livePostmaster(server.data))?.pid === postmaster.pid;
  return { url: urlOf(server, postmaster), pid: postmaster.pid, adopted, lives, stop };
}

const urlOf = ({ password }: Server, { port }: Postmaster) =>
  `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;

const endOfLog = ({ home }: Server) =>
  readFile(join(home, 'postgres.log'), 'utf8').then(
    text => `The end of ${join(home, 'postgres.log')}:\n${text.split('\n').slice(-15).join('\n')}`,
    () => `There is no ${join(home, 'postgres.log')}.`,
  );
