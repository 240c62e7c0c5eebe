import { gzipSync } from 'node:zlib';
import type { ProblemDocument } from './problem.js';
import { notesApp, type NotesApp } from './fixture/app.js';

const RATES = { key: 1, tenant: 2 };

describe('one who asks too often', () => {
  let notes: NotesApp;
  beforeEach(async () => {
    notes = await notesApp(undefined, { rates: RATES });
  });
  afterEach(() => notes.app.close());

  const ask = async (sub: string, tenant: string) => {
    const authorization = `Bearer ${await notes.signer.sign({ sub, tenant })}`;
    return notes.app.inject({ method: 'GET', url: '/v1/notes', headers: { authorization } });
  };
  const askTimes = async (times: number, sub: string, tenant: string): Promise<number[]> => {
    const statuses: number[] = [];
    for (let nth = 0; nth < times; nth++) statuses.push((await ask(sub, tenant)).statusCode);
    return statuses;
  };
  const answered = (statuses: number[]): number => statuses.filter(status => status === 200).length;

  it('is told when to go on', async () => {
    expect(answered(await askTimes(12, 'ann', 'acme'))).toBe(10);
    const refused = await ask('ann', 'acme');
    expect(refused.statusCode).toBe(429);
    expect(refused.json<ProblemDocument>().code).toBe('rate-exceeded');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(10);
  });

  const post = async (payload: string | Buffer, encoding = 'identity') => {
    const authorization = `Bearer ${await notes.signer.sign()}`;
    const headers = { authorization, 'content-type': 'application/json', 'content-encoding': encoding };
    return (await notes.app.inject({ method: 'POST', url: '/v1/notes', payload, headers })).statusCode;
  };
  const postTimes = async (times: number, payload: string): Promise<number[]> => {
    const statuses: number[] = [];
    for (let nth = 0; nth < times; nth++) statuses.push(await post(payload));
    return statuses;
  };

  it('hears so before a body is inflated or parsed, for which it counts, too', async () => {
    expect(await postTimes(11, '{')).toEqual([...Array<number>(10).fill(400), 429]);
    expect(await post(gzipSync('{'), 'gzip')).toBe(429);
  });

  it('is counted once for a body and its answer', async () =>
    expect(await postTimes(11, '{"title":"Toner","examples":[]}')).toEqual([...Array<number>(10).fill(202), 429]));

  it('costs nobody else of the tenant anything', async () => {
    await askTimes(40, 'ann', 'acme');
    expect(answered(await askTimes(10, 'ben', 'acme'))).toBe(10);
  });

  it('is stopped in many names as one tenant, and no other tenant with it', async () => {
    const statuses = await Promise.all(['ann', 'ben', 'cleo'].map(sub => askTimes(10, sub, 'acme')));
    expect(answered(statuses.flat())).toBe(20);
    expect(answered(await askTimes(10, 'ann', 'globex'))).toBe(10);
  });

  it('is not counted before it is known who asks', async () => {
    const headers = { authorization: 'Bearer x' };
    for (let nth = 0; nth < 12; nth++)
      expect((await notes.app.inject({ method: 'GET', url: '/v1/notes', headers })).statusCode).toBe(401);
  });
});
