import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@ckm/backing-services';
import { ended, makeSite, type Serving, type Site } from '../fixture/site.js';
import type { ImportReport } from './report.js';

const ROWS = 5_000;
const PATIENCE_MS = 240_000;
let site: Site;

beforeAll(async () => {
  site = await makeSite();
});
afterAll(() => site?.close());

const file = `id,customerId,text\n${Array.from({ length: ROWS }, (_, i) => `z-${i},K-${i % 300},Die Presse klemmt schon wieder.\n`).join('')}`;

const begin = async ({ ask }: Serving): Promise<string> => {
  const init = { method: 'POST', body: file, headers: { 'content-type': 'text/csv' } };
  return (await ask<{ data: { importId: string } }>('/v1/imports?source=presses', init)).body.data.importId;
};
const progress = async ({ ask }: Serving, importId: string): Promise<ImportReport> =>
  (await ask<{ data: ImportReport }>(`/v1/imports/${importId}`)).body.data;
/** Once it is as far. */
const reached = (serving: Serving, importId: string, lines: number): Promise<ImportReport> =>
  eventually(async () => {
    const report = await progress(serving, importId);
    expect(report.lines).toBeGreaterThanOrEqual(lines);
    return report;
  });
const inLog = async (): Promise<{ events: number; items: number }> => {
  const [counts] = await site.sql<{ events: number; items: number }>(
    'SELECT count(*)::int AS events, count(DISTINCT stream_id)::int AS items FROM capture.events',
  );
  return counts!;
};

it(
  'a process that is killed while it imports has lost nothing and doubled nothing, and another goes on',
  async () => {
    let serving = await site.fork();
    const importId = await begin(serving);
    const seen: number[] = [];
    for (let lines = 500; lines < 3_000; lines += 1_500) {
      seen.push((await reached(serving, importId, lines)).lines);
      await ended(serving.child, 'SIGKILL');
      serving = await site.fork();
      const { lines: counted, accepted } = await progress(serving, importId);
      expect(accepted).toBe(counted);
    }
    expect(seen).toHaveLength(2);
    const report = await eventually(async () => {
      const report = await progress(serving, importId);
      expect(report).toMatchObject({ state: 'finished' });
      return report;
    });
    expect(report).toMatchObject({ lines: ROWS, accepted: ROWS, duplicates: 0, quarantined: 0 });
    expect(await inLog()).toEqual({ events: ROWS, items: ROWS });

    const other = await site.fork();
    const again = await begin(other);
    await reached(other, again, 1_000);
    await ended(serving.child, 'SIGKILL');
    await eventually(async () =>
      expect(await progress(other, again)).toMatchObject({ state: 'finished', accepted: 0, duplicates: ROWS }),
    );
    expect(await inLog()).toEqual({ events: ROWS, items: ROWS });
    await other.stop();
  },
  PATIENCE_MS,
);

it('a process that is told to stop while it receives a file answers for it first, and another takes it up', async () => {
  const first = await site.fork();
  const sending = request(`${first.url}/v1/imports?source=stopped`, {
    method: 'POST',
    headers: { authorization: `Bearer ${site.token()}`, 'content-type': 'text/csv' },
  });
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
  sending.write('id,customerId,text\ns-1,K-1,Die Presse klemmt.\n');
  await pause(500);
  const stopped = first.stop();
  await eventually(() => expect(fetch(`${first.url}/livez`)).rejects.toThrow('fetch failed'));
  sending.end('s-2,K-2,Die Presse klemmt immer noch.\n');
  const [answer] = await answered;
  const { data } = JSON.parse(await text(answer)) as { data: { importId: string } };
  expect([answer.statusCode, answer.headers.connection]).toEqual([202, 'close']);
  await stopped;
  expect(first.child.exitCode).toBe(0);
  const next = await site.fork();
  await eventually(async () =>
    expect(await progress(next, data.importId)).toMatchObject({ state: 'finished', accepted: 2 }),
  );
  await next.stop();
});
