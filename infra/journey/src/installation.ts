import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '@ckm/backing-services';

const CKM = fileURLToPath(new URL('../../../services/cli/bin/ckm.js', import.meta.url));
const STOP_WITHIN_MS = 25_000;

export interface Answer<T = unknown> {
  status: number;
  /** The media type, without parameters. */
  type: string;
  /** Read from JSON where it is JSON, else the text. */
  body: T;
}

export interface Post {
  type: string;
  body: string | Uint8Array;
  headers?: Record<string, string>;
}

/** `ckm up` as a user runs it, in a home of its own under the temporary folder. */
export interface Installation {
  url: string;
  token: string;
  home: string;
  get<T>(path: string, token?: string | null): Promise<Answer<T>>;
  post<T>(path: string, post: Post): Promise<Answer<T>>;
  /** What `data` in the answer is; fails unless it is 200. */
  data<T>(path: string, token?: string): Promise<T>;
  /** As Ctrl-C does; the home stays. Fails when it takes longer than 25 s, or ends badly. */
  stop(): Promise<void>;
}

export interface Start {
  env?: Record<string, string>;
  /** That of an earlier installation, which is started again. */
  home?: string;
}

/** Resolves when it says that it is ready; fails with what it said when it is not. */
export async function startInstallation({ env = {}, home = newHome() }: Start = {}): Promise<Installation> {
  const { child, said } = runCkm(home, { CKM_PORT: String(await freePort()), ...env });
  const url = await readyAt(child, said).catch(async (error: Error) => {
    await ended(child, 'SIGKILL');
    throw error;
  });
  const token = readFileSync(join(home, 'admin.token'), 'utf8').trim();
  const ask = async <T>(path: string, init: RequestInit): Promise<Answer<T>> => {
    const response = await fetch(url + path, init);
    const [type = ''] = (response.headers.get('content-type') ?? '').split(';');
    const text = await response.text();
    return { status: response.status, type, body: (type.endsWith('json') ? JSON.parse(text) : text) as T };
  };
  const get = <T>(path: string, of: string | null = token): Promise<Answer<T>> => ask(path, { headers: bearer(of) });
  const bearer = (of: string | null): Record<string, string> => (of === null ? {} : { authorization: `Bearer ${of}` });
  return {
    url,
    token,
    home,
    get,
    data: async <T>(path: string, of = token) => {
      const { status, body } = await get<{ data: T }>(path, of);
      if (status !== 200) throw new Error(`${path} answers ${status}: ${JSON.stringify(body)}`);
      return body.data;
    },
    post: (path, { type, body, headers }) =>
      ask(path, {
        method: 'POST',
        body: Buffer.from(body),
        headers: { ...bearer(token), 'content-type': type, ...headers },
      }),
    stop: () => stopped(child, said),
  };
}

/** What one more `ckm up` on the home says, and how it ends. */
export async function upOnceMore(home: string): Promise<{ said: string; code: number | null }> {
  const { child, said } = runCkm(home, { CKM_PORT: String(await freePort()) });
  const code = await new Promise<number | null>(resolve => child.once('close', resolve));
  return { said: said(), code };
}

export interface Interruption {
  env?: Record<string, string>;
  /** How far the start on the home is when Ctrl-C comes. */
  when: (home: string) => Promise<unknown>;
  /** After how long it comes once more. */
  againMs: number;
}

/** How a start ends that Ctrl-C interrupts; null: it was killed. */
export async function interruptedStart(interruption: Interruption): Promise<{ home: string; code: number | null }> {
  const { env, when, againMs } = interruption;
  const home = newHome();
  const { child } = runCkm(home, { CKM_PORT: String(await freePort()), ...env });
  await when(home);
  child.kill('SIGINT');
  await pause(againMs);
  return { home, code: await ended(child, 'SIGINT') };
}

/** `npx ckm …` on the home. */
export async function ckmIn({ home }: Installation, ...args: string[]): Promise<{ said: string; code: number | null }> {
  const child = spawn(process.execPath, [CKM, ...args], {
    env: { PATH: process.env.PATH, CKM_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (more: string) => (said += more));
  const code = await new Promise<number | null>(resolve => child.once('close', resolve));
  return { said, code };
}

/** The data of `installation.home` is no longer wanted. */
export const forget = (home: string): void => rmSync(home, { recursive: true, force: true, maxRetries: 5 });

/** Pids of everything that runs on the home, by command line and environment. */
export function processesOf(home: string, named = ''): number[] {
  const of = (pid: string, file: string): string => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8');
    } catch {
      return ''; // It has ended meanwhile.
    }
  };
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter(pid => of(pid, 'cmdline').includes(named) && (of(pid, 'cmdline') + of(pid, 'environ')).includes(home))
    .map(Number);
}

const newHome = (): string => join(tmpdir(), `ckm-journey-${randomBytes(6).toString('hex')}`);

function runCkm(home: string, env: Record<string, string>): { child: ChildProcess; said: () => string } {
  const quiet = { CKM_DEMO: '0', LOG_LEVEL: 'warn', NODE_OPTIONS: '' };
  const child = spawn(process.execPath, [CKM, 'up'], {
    env: { ...environment(), ...quiet, CKM_HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (more: string) => (text += more));
  return { child, said: () => text };
}

/** Nothing of what this run of the tests was told reaches the installation. */
const environment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(CKM_|KAFKA_|TRANSPORT|OTEL_)|DATABASE_URL$/.test(name)),
  );

/** The end of the log that it names: the home is gone when somebody would look. */
function logNamedIn(text: string): string {
  const [, log = ''] = /; see (\S+\.log)/.exec(text) ?? [];
  return existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-3).join('\n') : '';
}

function readyAt(child: ChildProcess, said: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', () => {
      const [, url] = /ckm ready at (\S+) /.exec(said()) ?? [];
      if (url) resolve(url);
    });
    child.once('close', () => reject(new Error(`ckm up ended: ${said()}${logNamedIn(said())}`)));
  });
}

async function stopped(child: ChildProcess, said: () => string): Promise<void> {
  const began = Date.now();
  const code = await ended(child, 'SIGINT');
  const took = Date.now() - began;
  if (code !== 0) throw new Error(`ckm up ended with ${code}: ${said()}`);
  if (took > STOP_WITHIN_MS) throw new Error(`ckm up took ${took} ms to stop`);
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise(resolve => {
    child.once('exit', resolve);
    child.kill(signal);
  });
}
