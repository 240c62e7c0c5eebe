import { type Code, CODES } from '@ckm/http/codes';
import type { Installation } from '../installation.js';

/** One input, and what is documented of it: the code, and the places that the answer points at. */
export type Refused<Input> = [what: string, code: Code, pointers: string[], input: Input];

export interface Ask {
  path: string;
  /** POST where there is a body, GET else. */
  method?: string;
  type?: string;
  body?: string | Uint8Array;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  type: string | null;
  text: string;
}

export async function ask({ url, token }: Installation, { path, method, type, body, headers }: Ask): Promise<Answer> {
  const response = await fetch(url + path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { authorization: `Bearer ${token}`, ...(type ? { 'content-type': type } : {}), ...headers },
    ...(body === undefined ? {} : { body: Buffer.from(body) }),
  });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

/** What no answer may show: stacks, SQL, our paths and addresses, secrets. */
export const INSIDE =
  /\bat .+:\d+:\d+|node_modules|\b(SELECT|INSERT INTO|UPDATE) |syntax for type|\/tmp\/|\/work\/|127\.0\.0\.1:\d+\/v1|postgres|eyJhbG|whsec_/;

export function expectProblem({ status, type, text }: Answer, code: Code, pointers: string[]): void {
  expect([status, text]).toEqual([CODES[code].status, expect.stringContaining(`"code":"${code}"`)]);
  expect(type).toMatch(/^application\/problem\+json/);
  const problem = JSON.parse(text) as { traceId: string | null; pointers?: { pointer: string }[] };
  expect((problem.pointers ?? []).map(({ pointer }) => pointer)).toEqual(pointers);
  expect(problem).toHaveProperty('traceId');
  expect(text.length).toBeLessThan(10_000);
  expect(text).not.toMatch(INSIDE);
}
