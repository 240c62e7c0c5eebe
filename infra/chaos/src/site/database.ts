import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startPostgres } from '@ckm/backing-services';
import { Client } from 'pg';
import { Proxy } from '../faults/proxy.js';
import type { Restart } from '../faults/schedule.js';

const run = promisify(execFile);

const SIGNALS: Record<Restart, NodeJS.Signals> = { fast: 'SIGINT', immediate: 'SIGQUIT', kill: 'SIGKILL' };

/** PostgreSQL of an installation, which `ckm up` neither starts nor stops: everybody in it comes through a proxy. */
export class Database {
  private constructor(
    readonly folder: string,
    readonly proxy: Proxy,
    private readonly isMounted: boolean,
  ) {}

  /** @param diskMb of a disk of its own, which needs the right to mount one */
  static async open(home: string, diskMb?: number): Promise<Database> {
    const folder = join(home, 'postgres');
    if (diskMb !== undefined) {
      await mkdir(folder);
      await run('mount', ['-t', 'tmpfs', '-o', `size=${diskMb}m`, 'tmpfs', folder]);
    }
    const { url } = await startPostgres({ dataDirectory: folder });
    return new Database(folder, await Proxy.open(Number(new URL(url).port)), diskMb !== undefined);
  }

  /** The superuser's, past the proxy. */
  async url(): Promise<string> {
    return (await this.running()).url;
  }

  /** The superuser's, as the installation is told it. */
  async proxiedUrl(): Promise<string> {
    const url = new URL(await this.url());
    url.port = String(this.proxy.port);
    return url.href;
  }

  async end(how: Restart): Promise<void> {
    process.kill((await this.running()).pid, SIGNALS[how]);
  }

  /** On the same data and port, however it ended. */
  async startAgain(): Promise<void> {
    await this.running();
  }

  /** The cluster is lost; in its place is a new one, with nothing in it. */
  async beginAnew(): Promise<void> {
    await (await this.running()).stop();
    await rm(join(this.folder, 'data'), { recursive: true });
    this.proxy.targetPort = Number(new URL(await this.url()).port);
  }

  /** @returns how many connections of the login were ended */
  async terminate(login: string): Promise<number> {
    const { rowCount } = await this.ask('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', [
      login,
    ]);
    return rowCount ?? 0;
  }

  /** As the superuser, past the proxy. */
  async ask(
    sql: string,
    values: unknown[] = [],
  ): Promise<{ rows: Record<string, unknown>[]; rowCount: number | null }> {
    const client = new Client({ connectionString: await this.url() });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await client.query<Record<string, unknown>>(sql, values);
    } finally {
      await client.end();
    }
  }

  async stop(): Promise<void> {
    await this.proxy.close();
    await (await this.running()).stop();
    if (this.isMounted) await run('umount', [this.folder]);
  }

  private running(): ReturnType<typeof startPostgres> {
    return startPostgres({ dataDirectory: this.folder });
  }
}
