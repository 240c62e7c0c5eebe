import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { log, openBeforeAll, postgres } from './fixture/one-log.js';
import { brokenIn, execute } from './fixture/theme-log.js';

const CHILD = fileURLToPath(new URL('./killed.child.mjs', import.meta.url));
const APPENDS = 10_000;

openBeforeAll();

/** Runs until all is appended, or is killed a moment after so many acknowledgements. */
async function appendInChild(numbers: number[], killAfter: number, acknowledged: Set<number>): Promise<void> {
  const child = fork(CHILD, [log.url]);
  const ended = once(child, 'exit');
  let acks = 0;
  child.on('message', (n: number) => {
    acknowledged.add(n);
    acks += 1;
    if (acks === killAfter) setTimeout(() => child.kill('SIGKILL'), Math.random() * 20);
  });
  child.send(numbers);
  await ended;
  await untilItsSessionsEnded();
}

/** A statement that was sent before the kill may still be running. */
async function untilItsSessionsEnded(): Promise<void> {
  await log.database.writer.query('SELECT 1');
  const own = log.database.writer.totalCount;
  for (;;) {
    const [sessions] = (await execute(
      postgres.url,
      `SELECT count(*)::int AS count FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'ckm-themes-writer'`,
    )) as [{ count: number }];
    if (sessions.count <= own) return;
  }
}

const numbersInLog = async (): Promise<number[]> =>
  (await log.store.readLog(0n, 2 * APPENDS)).map(({ data }) => Number((data as { name: string }).name));

describe('a process that is killed at any moment', () => {
  it('has lost nothing that it acknowledged, and doubled nothing', async () => {
    const acknowledged = new Set<number>();
    const all = Array.from({ length: APPENDS }, (_, n) => n);
    let kills = 0;
    for (let missing = all; missing.length > 0; kills += 1) {
      await appendInChild(missing, 1_000 + Math.floor(Math.random() * 1_000), acknowledged);
      const inLog = new Set(await numbersInLog());
      expect([...acknowledged].filter(n => !inLog.has(n))).toEqual([]);
      missing = all.filter(n => !inLog.has(n));
    }
    expect(kills).toBeGreaterThan(4);
    expect((await numbersInLog()).sort((a, b) => a - b)).toEqual(all);
    expect(await brokenIn(log)).toEqual([]);
    expect(await log.store.head()).toBe(BigInt(APPENDS));
  });
});
