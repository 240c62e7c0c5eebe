import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProblemDocument } from '@ckm/http';
import { EXIT, ExitError, usageError } from './exit.js';
import { addressOf } from './home-lock.js';

const PATIENCE_MS = 30_000;

export interface Target {
  home: string;
  /** Null: the installation that runs on the home. */
  url: string | null;
  /** Null: that of the home's administrator. */
  token: string | null;
}

interface Asked extends RequestInit {
  headers?: Record<string, string>;
  duplex?: 'half';
}

/** A list that the console merges from every service. */
export interface List<T> {
  data: T[];
  /** Services that did not answer: their part is missing. */
  silent: string[];
}

interface Listed<T> {
  data: T[];
  silent?: string[];
  page?: { next: string | null };
}

/** HTTP client of an installation. @throws ExitError where a request is refused or nothing answers */
export class ApiClient {
  private readonly url: string;
  private readonly token: string;

  constructor({ home, url, token }: Target) {
    const own = addressOf(home);
    this.url = originOf(url ?? own ?? nothingRuns(home));
    // The token in the home is sent to no other installation.
    const isOwn = own !== null && this.url === originOf(own);
    this.token = token === null ? tokenIn(home, isOwn) : tokenFrom('CKM_TOKEN', token);
  }

  async get<T>(path: string, patienceMs?: number): Promise<T> {
    return (await this.document<{ data: T }>(path, patienceMs)).data;
  }

  /** Every page of a list. @throws ExitError where a service does not answer */
  async all<T>(path: string): Promise<T[]> {
    const list = await this.list<T>(path);
    if (list.silent.length > 0) throw unavailable(list);
    return list.data;
  }

  /** Every page of a list, without the parts of services that do not answer. */
  async list<T>(path: string): Promise<List<T>> {
    const list: List<T> = { data: [], silent: [] };
    let query = '';
    for (;;) {
      const { data, silent = [], page } = await this.document<Listed<T>>(path + query);
      list.data.push(...data);
      list.silent.push(...silent);
      if (!page?.next) return list;
      query = `?cursor=${page.next}`;
    }
  }

  /** A GET whose answer is the whole body, not its `data`. */
  document<T>(path: string, patienceMs = PATIENCE_MS): Promise<T> {
    return this.ask<T>(path, { signal: AbortSignal.timeout(patienceMs) });
  }

  async post<T>(path: string, body: object = {}, patienceMs = PATIENCE_MS): Promise<T> {
    const answer = await this.ask<{ data: T }>(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
      signal: AbortSignal.timeout(patienceMs),
    });
    return answer.data;
  }

  /** Streams the body, without a timeout. */
  async upload<T>(path: string, type: string, body: ReadableStream<Uint8Array>): Promise<T> {
    const headers = { 'content-type': type };
    return (await this.ask<{ data: T }>(path, { method: 'POST', body, headers, duplex: 'half' })).data;
  }

  private async ask<T>(path: string, asked: Asked): Promise<T> {
    const headers = { authorization: `Bearer ${this.token}`, ...asked.headers };
    const [answer, text] = await fetch(this.url + path, { ...asked, headers })
      .then(async got => [got, await got.text()] as const)
      .catch((cause: unknown) => {
        throw new ExitError(EXIT.unavailable, `nothing answers at ${this.url}`, {
          url: this.url,
          cause: String(cause),
        });
      });
    if (answer.ok) return this.documentIn<T>(text);
    throw this.refusal(answer.status, text);
  }

  private refusal(status: number, text: string): ExitError {
    if (!text.startsWith('{')) return new ExitError(EXIT.no, `answered with ${status}: ${text.slice(0, 200)}`);
    const problem = this.documentIn<ProblemDocument>(text);
    const where = (problem.pointers ?? []).map(({ pointer, detail }) => `\n  ${pointer} ${detail}`).join('');
    const trace = problem.traceId ? `\n  trace ${problem.traceId}` : '';
    const code = problem.code === 'service-unavailable' ? EXIT.unavailable : EXIT.no;
    return new ExitError(code, `${problem.code}: ${problem.detail}${where}${trace}`, problem);
  }

  private documentIn<T>(text: string): T {
    try {
      return JSON.parse(text) as T;
    } catch {
      throw new ExitError(EXIT.unavailable, `what answers at ${this.url} is no ckm`);
    }
  }
}

/** With `--json` it tells what the other services list. */
export const unavailable = (list: List<unknown>): ExitError =>
  new ExitError(EXIT.unavailable, list.silent.map(name => `${name} does not answer`).join('\n'), list);

function originOf(url: string): string {
  if (!URL.canParse(url) || !/^https?:/.test(url)) throw usageError(`${url} is not the address of an installation`);
  return new URL(url).origin;
}

function nothingRuns(home: string): never {
  throw new ExitError(EXIT.unavailable, `nothing runs on ${home}; start it with "ckm up", or name another with --url`);
}

function tokenIn(home: string, isOwn: boolean): string {
  if (!isOwn) throw usageError('no token: set CKM_TOKEN for an installation that does not run on $CKM_HOME');
  const file = join(home, 'admin.token');
  if (!existsSync(file)) throw usageError(`no token: set CKM_TOKEN, or CKM_HOME to a home that holds ${file}`);
  return tokenFrom(file, readFileSync(file, 'utf8'));
}

/** The error does not show the text, which may hold a token beside something else. */
function tokenFrom(name: string, text: string): string {
  const token = text.trim();
  if (!/^[!-~]+$/.test(token)) throw usageError(`${name} holds no token`);
  return token;
}
