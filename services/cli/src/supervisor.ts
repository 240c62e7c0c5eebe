import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const AFTER_DEATH_MS = [200, 500, 1_000, 2_000, 5_000];
const STOP_WITHIN_MS = 20_000;
const LIVED_WELL_MS = 30_000;
/** A larger young generation: the objects of a batch die in it instead of being copied twice, which saves a fifth of the time per event. */
const YOUNG_MEGABYTES = 32;

/** The log file of a part, in JSON lines. */
export const logIn = (home: string, name: string): string => join(home, 'logs', `${name}.log`);

/** Finds the log line that says why a part cannot start. */
const REASON = /"msg":"cannot start: ([^"]+)"/;

export interface Part {
  name: string;
  /** The package whose `main` is run. */
  module: string;
  env: Record<string, string>;
}

/** Keeps the processes of an installation alive. Each has its own process group, so that Ctrl-C reaches only the supervisor. */
export class Supervisor {
  private readonly children = new Map<string, ChildProcess>();
  private stopping = false;

  constructor(
    private readonly home: string,
    private readonly say: (line: string) => void,
  ) {
    mkdirSync(join(home, 'logs'), { recursive: true });
  }

  /** Resolves when every part serves; rejects when one cannot start at all. */
  async start(parts: Part[]): Promise<void> {
    await Promise.all(parts.map(part => this.run(part, 0)));
  }

  /** All at once: no part needs another to stop. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all([...this.children.values()].map(end));
  }

  private run(part: Part, deaths: number): Promise<void> {
    return new Promise((serving, failed) => {
      const main = createRequire(import.meta.url).resolve(part.module);
      const child = spawn(process.execPath, [`--max-semi-space-size=${YOUNG_MEGABYTES}`, main], {
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        // Node 22 and later start faster with it; Node 20 passes it over.
        env: { NODE_COMPILE_CACHE: join(this.home, 'cache'), ...process.env, ...part.env },
      });
      this.children.set(part.name, child);
      this.log(part, child);
      const began = performance.now();
      let serves = false;
      let reason: string | undefined;
      child.stdout?.on('data', (lines: Buffer) => {
        if (!serves) reason = REASON.exec(lines.toString())?.[1] ?? reason;
      });
      child.on('message', () => {
        serves = true;
        serving();
      });
      const ended = (why: string): void => {
        this.children.delete(part.name);
        if (this.stopping) return serving();
        if (!serves && deaths === 0)
          return failed(
            new Error(`${part.name} could not start (${reason ?? why}); see ${logIn(this.home, part.name)}`),
          );
        this.restart(part, performance.now() - began > LIVED_WELL_MS ? 1 : deaths + 1, why);
      };
      child.on('exit', (code, signal) => ended(signal ?? `code ${code}`));
      child.on('error', error => {
        // A process that could not be spawned emits no `exit`.
        if (child.pid === undefined) ended(error.message);
      });
    });
  }

  /** The log ends only when both streams have: a crash may write to stderr after stdout has ended. */
  private log(part: Part, child: ChildProcess): void {
    const log = createWriteStream(logIn(this.home, part.name), { flags: 'a' });
    const streams = [child.stdout, child.stderr];
    for (const stream of streams) stream?.pipe(log, { end: false });
    child.on('close', () => log.end());
    log.on('error', error => {
      this.say(`the log of ${part.name} cannot be written: ${error.message}`);
      // Unread, the pipes would fill up and block the part.
      for (const stream of streams) stream?.resume();
    });
  }

  private restart(part: Part, deaths: number, why: string): void {
    const wait = AFTER_DEATH_MS[Math.min(deaths, AFTER_DEATH_MS.length) - 1] ?? 0;
    this.say(`${part.name} ended (${why}) and is started again`);
    setTimeout(() => {
      if (this.stopping) return;
      this.run(part, deaths).catch((error: Error) => this.restart(part, deaths + 1, error.message));
    }, wait);
  }
}

function end(child: ChildProcess): Promise<void> {
  return new Promise(resolve => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const hard = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    child.on('exit', () => {
      clearTimeout(hard);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
