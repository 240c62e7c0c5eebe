import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { freePort, startPostgres } from '@ckm/backing-services';
import { Holds } from '../faults/holds.js';
import { type Process, PROCESSES } from '../faults/schedule.js';
import { Database } from './database.js';
import { until } from './until.js';

const CKM = fileURLToPath(new URL('../../../../services/cli/bin/ckm.js', import.meta.url));
const PRELOAD = pathToFileURL(fileURLToPath(new URL('../faults/hold.mjs', import.meta.url))).href;
const START_MS = 120_000;

export interface Setting {
  /** Of Kafka; without them the messages travel through PostgreSQL. */
  brokers?: string[];
  /** Over what is set anyway. */
  env?: Record<string, string>;
  /** PostgreSQL is not that of `ckm up`: it stands behind a proxy, and can be ended and started again. */
  apart?: boolean;
  /** Where it is apart: its data have a disk of their own, of so many MB. */
  diskMb?: number;
}

/** `ckm up` on a home of its own, with the preload in every process; PostgreSQL is its own too. */
export class Installation {
  readonly holds: Holds;
  readonly url: string;
  private static readonly running = new Set<Installation>();
  private supervisor: ChildProcess | null = null;
  private output = '';

  private constructor(
    readonly home: string,
    private readonly port: number,
    private readonly setting: Setting,
    private readonly apart: Database | null,
  ) {
    this.holds = new Holds(home);
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(setting: Setting = {}): Promise<Installation> {
    const home = await mkdtemp(join(tmpdir(), 'ckm-chaos-'));
    // PostgreSQL runs as another user where this one is root.
    await chmod(home, 0o755);
    const database = setting.apart ? await Database.open(home, setting.diskMb) : null;
    const installation = new Installation(home, await freePort(), setting, database);
    Installation.running.add(installation);
    await installation.start().catch(async (error: Error) => {
      await installation.stop();
      throw error;
    });
    return installation;
  }

  /** For whoever is told to end in the middle. */
  static async stopAll(): Promise<void> {
    await Promise.all([...Installation.running].map(one => one.stop()));
  }

  get brokers(): string[] | null {
    return this.setting.brokers ?? null;
  }

  /** Where it is apart. */
  get database(): Database {
    if (!this.apart) throw new Error('PostgreSQL is that of `ckm up`');
    return this.apart;
  }

  /** Again on the same home and port, whatever became of the run before. */
  async start(): Promise<void> {
    const { home, port, brokers, setting } = this;
    this.output = '';
    const supervisor = spawn(process.execPath, [CKM, 'up'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        CKM_HOME: home,
        CKM_PORT: String(port),
        CKM_DEMO: '0',
        CKM_HOLD_FOLDER: home,
        CKM_RATE_KEY: '100000',
        CKM_RATE_TENANT: '100000',
        ...(this.apart && { DATABASE_URL: await this.apart.proxiedUrl() }),
        ...(brokers && { TRANSPORT: 'kafka', KAFKA_BROKERS: brokers.join() }),
        ...setting.env,
        NODE_OPTIONS: [`--import=${PRELOAD}`, setting.env?.NODE_OPTIONS].filter(Boolean).join(' '),
      },
    });
    this.supervisor = supervisor;
    for (const stream of [supervisor.stdout, supervisor.stderr])
      stream.on('data', (text: Buffer) => (this.output += text.toString()));
    await until('ckm ready', START_MS, () => {
      if (supervisor.exitCode !== null) throw new Error(`ckm up ended:\n${this.output}`);
      return this.output.includes('ckm ready') || undefined;
    });
  }

  token(): Promise<string> {
    return readFile(join(this.home, 'admin.token'), 'utf8');
  }

  /** The superuser's URL. */
  async databaseUrl(): Promise<string> {
    return (await startPostgres({ dataDirectory: join(this.home, 'postgres') })).url;
  }

  /** A command of `ckm`, as its operator runs it. */
  ckm(...args: string[]): Promise<{ code: number; said: string }> {
    return promisify(execFile)(process.execPath, [CKM, ...args], {
      env: { PATH: process.env.PATH, CKM_HOME: this.home },
      maxBuffer: 1 << 26,
    }).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      (error: { code: number; stdout: string; stderr: string }) => ({
        code: error.code,
        said: error.stdout + error.stderr,
      }),
    );
  }

  /** @returns whether there was such a process */
  async signal(name: Process, signal: NodeJS.Signals): Promise<boolean> {
    const found = await this.processOf(name);
    return found !== null && process.kill(found.pid, signal);
  }

  /** Null while it does not run. */
  async processOf(name: Process): Promise<{ pid: number; env: Record<string, string> } | null> {
    const pid = Number(await readFile(join(this.home, `${name}.pid`), 'utf8').catch(() => '0'));
    // It may have ended, and its number may be another's by now.
    const environment = pid > 0 ? await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '') : '';
    if (!environment.includes(this.home)) return null;
    const settings = environment.split('\0').map(line => line.split(/=(.*)/s) as [string, string]);
    return { pid, env: Object.fromEntries(settings.map(([name, value]) => [name, value])) };
  }

  /** What the supervisor has said since the last start. */
  get said(): string {
    return this.output;
  }

  /** kill -9 of the supervisor, every service, the console and PostgreSQL, in one go. */
  async killEverything(): Promise<void> {
    const { pid: postgres } = await startPostgres({ dataDirectory: join(this.home, 'postgres') });
    const supervisor = this.supervisor as ChildProcess;
    const ended = once(supervisor, 'exit');
    for (const pid of [supervisor.pid as number, postgres]) process.kill(pid, 'SIGKILL');
    await Promise.all(PROCESSES.map(one => this.signal(one, 'SIGKILL')));
    await ended;
  }

  /** What each part said last, and what the supervisor said. */
  async lastLines(): Promise<string> {
    const logs = await readdir(join(this.home, 'logs')).catch(() => []);
    const texts = await Promise.all(logs.map(name => readFile(join(this.home, 'logs', name), 'utf8')));
    return [...texts, this.output].map(text => text.trimEnd().split('\n').slice(-5).join('\n')).join('\n');
  }

  /** As Ctrl-C does; the home stays. */
  async end(): Promise<void> {
    const { supervisor } = this;
    if (!supervisor || supervisor.exitCode !== null || supervisor.signalCode !== null) return;
    const ended = once(supervisor, 'exit');
    supervisor.kill('SIGINT');
    await ended;
  }

  async stop(): Promise<void> {
    await this.end();
    await this.apart?.stop();
    Installation.running.delete(this);
    await rm(this.home, { recursive: true, force: true, maxRetries: 5 });
  }
}
