import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@ckm/backing-services';

const CKM = fileURLToPath(new URL('../../../services/cli/bin/ckm.js', import.meta.url));

export type Env = Record<string, string>;

/** `ckm up` as a user runs it, on a home under the temporary folder. */
export class Installation {
  private constructor(
    readonly home: string,
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  /** @param home of an earlier one; without it a new one is made */
  static async start({ home, env = {} }: { home?: string; env?: Env } = {}): Promise<Installation> {
    const at = home ?? (await newFolder());
    const child = spawn(process.execPath, [CKM, 'up'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, CKM_HOME: at, CKM_PORT: String(await freePort()), CKM_DEMO: '0', ...env },
    });
    let said = '';
    const url = await new Promise<string>((ready, ended) => {
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (text: Buffer) => {
          const [, address] = /ckm ready at (\S+) /.exec((said += text.toString())) ?? [];
          if (address) ready(address);
        });
      child.once('exit', () => ended(new Error(`ckm up ended:\n${said}`)));
    });
    return new Installation(at, url, child);
  }

  async ask<T>(path: string, body?: object): Promise<T> {
    const token = (await readFile(join(this.home, 'admin.token'), 'utf8')).trim();
    const answer = await fetch(this.url + path, {
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** A CloudEvent of an upstream system. */
  async send(event: object): Promise<void> {
    const token = (await readFile(join(this.home, 'admin.token'), 'utf8')).trim();
    const answer = await fetch(`${this.url}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents+json' },
      body: JSON.stringify(event),
    });
    if (!answer.ok) throw new Error(`/v1/events answers ${answer.status}: ${await answer.text()}`);
  }

  /** Where one of its processes answers, as its log says. */
  async addressOf(part: string): Promise<string> {
    const log = await readFile(join(this.home, 'logs', `${part}.log`), 'utf8');
    const [, url = ''] = [...log.matchAll(/"url":"([^"]+)"/g)].at(-1) ?? [];
    return url;
  }

  /** `npx ckm …` on this home. */
  async ckm(...args: string[]): Promise<{ code: number; said: string }> {
    const child = spawn(process.execPath, [CKM, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env.PATH, CKM_HOME: this.home },
    });
    let said = '';
    child.stdout.on('data', (text: Buffer) => (said += text.toString()));
    const [code] = (await once(child, 'close')) as [number];
    return { code, said };
  }

  /** As Ctrl-C does; the home stays. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGINT');
    await ended;
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** PostgreSQL runs as another user where this one is root. */
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ckm-operate-'));
  await chmod(folder, 0o755);
  return folder;
}
