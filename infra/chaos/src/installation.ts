import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startPostgres } from '@ckm/backing-services';
import { Holds } from './holds.js';
import { until } from './until.js';

const CKM = fileURLToPath(new URL('../../../services/cli/bin/ckm.js', import.meta.url));
const PRELOAD = pathToFileURL(fileURLToPath(new URL('./hold.mjs', import.meta.url))).href;
const START_MS = 120_000;

/** `ckm up` on a home of its own, with the preload in every process; PostgreSQL is its own too. */
export class Installation {
  readonly holds: Holds;
  readonly url: string;
  private supervisor: ChildProcess | null = null;
  private output = '';

  private constructor(
    private readonly home: string,
    private readonly port: number,
    readonly brokers: string[] | null,
  ) {
    this.holds = new Holds(home);
    this.url = `http://127.0.0.1:${port}`;
  }

  /** @param brokers of Kafka; without them the messages travel through PostgreSQL */
  static async start(brokers: string[] | null = null): Promise<Installation> {
    const home = await mkdtemp(join(tmpdir(), 'ckm-chaos-'));
    // PostgreSQL runs as another user where this one is root.
    await chmod(home, 0o755);
    const installation = new Installation(home, await freePort(), brokers);
    await installation.start();
    return installation;
  }

  /** Again on the same home and port, whatever became of the run before. */
  async start(): Promise<void> {
    const { home, port, brokers } = this;
    this.output = '';
    const supervisor = spawn(process.execPath, [CKM, 'up'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        CKM_HOME: home,
        CKM_PORT: String(port),
        CKM_DEMO: '0',
        CKM_HOLD_FOLDER: home,
        NODE_OPTIONS: `--import=${PRELOAD}`,
        ...(brokers && { TRANSPORT: 'kafka', KAFKA_BROKERS: brokers.join() }),
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

  /** kill -9 of the supervisor, every service, the console and PostgreSQL, in one go. */
  async killEverything(): Promise<void> {
    const { pid: postgres } = await startPostgres({ dataDirectory: join(this.home, 'postgres') });
    const parts = (await readdir(this.home)).filter(name => name.endsWith('.pid'));
    const pids = await Promise.all(parts.map(async name => Number(await readFile(join(this.home, name), 'utf8'))));
    const supervisor = this.supervisor as ChildProcess;
    const ended = once(supervisor, 'exit');
    for (const pid of new Set([supervisor.pid as number, ...pids, postgres])) process.kill(pid, 'SIGKILL');
    await ended;
  }

  /** What each part said last, and what the supervisor said. */
  async lastLines(): Promise<string> {
    const logs = await readdir(join(this.home, 'logs')).catch(() => []);
    const texts = await Promise.all(logs.map(name => readFile(join(this.home, 'logs', name), 'utf8')));
    return [...texts, this.output].map(text => text.trimEnd().split('\n').slice(-5).join('\n')).join('\n');
  }

  async stop(): Promise<void> {
    const { supervisor } = this;
    if (supervisor && supervisor.exitCode === null && supervisor.signalCode === null) {
      const ended = once(supervisor, 'exit');
      supervisor.kill('SIGINT');
      await ended;
    }
    await rm(this.home, { recursive: true, force: true, maxRetries: 5 });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
