import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@ckm/backing-services';

const exec = promisify(execFile);
const PLACE = '/usr/lib/postgresql';

/** Where a PostgreSQL with pg_dump is; null where there is none. */
export function findTools(): string | null {
  const versions = existsSync(PLACE) ? readdirSync(PLACE).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map(version => join(PLACE, version, 'bin')).find(bin => existsSync(join(bin, 'initdb'))) ?? null;
}

/** A throw-away server of that PostgreSQL. */
export class ServerWithTools {
  private constructor(
    readonly url: string,
    private readonly tools: string,
    private readonly folder: string,
  ) {}

  static async start(tools: string, folder: string): Promise<ServerWithTools> {
    const account = accountOf();
    mkdirSync(folder, { mode: 0o755 });
    if (account) execFileSync('chown', [`${account.uid}:${account.gid}`, folder]);
    const data = join(folder, 'data');
    const run = (command: string, args: string[]) => exec(join(tools, command), args, { ...account, cwd: '/' });
    await run('initdb', ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8']);
    const port = await freePort();
    const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200`;
    await run('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), '-o', settings, 'start']);
    return new ServerWithTools(`postgres://postgres@127.0.0.1:${port}/postgres`, tools, folder);
  }

  /** Runs one of infra/backup with this server's tools. */
  async script(file: string, backup: string): Promise<void> {
    const PATH = `${this.tools}:${process.env.PATH}`;
    await exec(file, [backup], { env: { PATH, DATABASE_URL: this.url } });
  }

  /** Nothing is in its database any more; the roles, which are the server's, are still there. */
  async empty(): Promise<void> {
    const ask = (sql: string) =>
      exec(join(this.tools, 'psql'), [this.url.replace(/postgres$/, 'template1'), '-qXc', sql]);
    await ask('DROP DATABASE postgres WITH (FORCE)');
    await ask('CREATE DATABASE postgres');
  }

  /** With all that is in it; a second time is nothing. */
  async lose(): Promise<void> {
    if (!existsSync(this.folder)) return;
    await exec(join(this.tools, 'pg_ctl'), ['-D', join(this.folder, 'data'), '-m', 'immediate', 'stop'], {
      ...accountOf(),
      cwd: '/',
    });
    rmSync(this.folder, { recursive: true });
  }
}

/** PostgreSQL does not run as root. */
function accountOf(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres']));
  return { uid: id('-u'), gid: id('-g') };
}
