import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { chown, link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run, type Account } from '../run.js';
import { canWriteIn } from './account.js';
import type { Binaries } from './binaries.js';

/** Where PostgreSQL started by root keeps data that the account it runs as must reach. */
export const SHARED_PLACE = '/var/lib/ckm';

export const sharedHomeOf = (wanted: string) =>
  join(SHARED_PLACE, createHash('sha256').update(wanted).digest('hex').slice(0, 12));

export const environment = { PATH: process.env.PATH, LC_ALL: 'C' };

/** A folder in which the account can keep data: the wanted one, or one under /var/lib/ckm if the account has no access to that. */
export async function reachableHome(
  wanted: string,
  account: Account | undefined,
  log: (line: string) => void,
): Promise<string> {
  await prepare(wanted, account);
  if (await canWriteIn(wanted, account)) return wanted;
  if (!account) throw new Error(`${wanted} cannot be written by this user`);
  if (await isThere(join(wanted, 'data'))) throw new Error(`User ${account.uid}, who owns it, has no way to ${wanted}`);

  const home = await unusedHomeOf(wanted, log);
  await mkdir(SHARED_PLACE, { recursive: true, mode: 0o755 });
  await prepare(home, account);
  if (!(await canWriteIn(home, account))) throw new Error(`Neither ${wanted} nor ${home} is within PostgreSQL's reach`);
  return home;
}

/** A home under /var/lib/ckm without data: the data of an earlier folder of the same name stays as it is. */
async function unusedHomeOf(wanted: string, log: (line: string) => void): Promise<string> {
  const first = sharedHomeOf(wanted);
  let home = first;
  for (let n = 2; await isThere(join(home, 'data')); n++) {
    log(`The data of an earlier ${wanted} stay in ${home}`);
    home = `${first}-${n}`;
  }
  return home;
}

async function prepare(home: string, account: Account | undefined): Promise<void> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  if (account && (await stat(home)).uid !== account.uid) await chown(home, account.uid, account.gid);
}

/** The superuser's password, made once, from a file that only its owner can read. */
export async function readPassword(home: string, account: Account | undefined): Promise<string> {
  const file = join(home, 'password');
  if (!(await isThere(file))) {
    const written = `${file}.${randomUUID()}`;
    await writeFile(written, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (account) await chown(written, account.uid, account.gid);
    // A hard link appears as a whole, or fails because another process has made one.
    await link(written, file).catch(() => undefined);
    await rm(written, { force: true });
  }
  return (await readFile(file, 'utf8')).trim();
}

/** Runs initdb beside the final place and renames the result, so that kill -9 leaves no incomplete cluster. */
export async function makeCluster(home: string, { initdb }: Binaries, account: Account | undefined): Promise<void> {
  const data = join(home, 'data');
  if (await isThere(join(data, 'PG_VERSION'))) return;
  if ((await readdir(data).catch(() => [])).length > 0) throw new Error(`${data} is no PostgreSQL data, and not empty`);
  const unfinished = `${data}.${randomUUID()}`;
  const flags = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${join(home, 'password')}`];
  await run(initdb, [`--pgdata=${unfinished}`, ...flags, ...access], { account, env: environment });
  await rename(unfinished, data).catch(async (error: Error) => {
    await rm(unfinished, { recursive: true, force: true });
    if (!(await isThere(join(data, 'PG_VERSION')))) throw error;
  });
}

export const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
