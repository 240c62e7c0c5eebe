import { Client, type Pool, type QueryConfig } from 'pg';
import { entryOf } from './entry.js';
import type { AppendRequest } from './event-store.js';
import { log, openBeforeAll, postgres } from './fixture/one-log.js';
import { brokenIn, contextOf, described, uuid } from './fixture/theme-log.js';
import { GroupCommit } from './group-commit.js';

openBeforeAll();

const acme = contextOf('acme');
const request = (stream: string, name: string): AppendRequest => ({
  context: acme,
  streamId: uuid(stream),
  expected: 'any',
  events: [described(uuid(stream), name)],
});
const write = (stream: string, name: string, description = '') => {
  const event = described(uuid(stream), name, description);
  const entry = entryOf({
    id: uuid(`${stream} ${name}`),
    streamId: uuid(stream),
    context: acme,
    event,
    sealed: event.data,
  });
  return { tenantId: 'acme', streamId: uuid(stream), expected: 'any' as const, entries: [entry] };
};
const names = async (stream: string) =>
  (await log.store.readStream('acme', uuid(stream))).map(({ data }) => (data as { name: string }).name);

/** The log's pool, and what to do instead of a call of the log. */
function poolWith(call: (query: () => Promise<unknown>, writes: number) => Promise<unknown>): Pool {
  const query = (asked: QueryConfig<unknown[][]>) =>
    call(() => log.database.writer.query(asked), asked.values![0]!.length);
  return { query, ending: false } as unknown as Pool;
}
const lost = () => new Error('Connection terminated unexpectedly');

describe('group commit', () => {
  it('makes one call of all that came while another was committing', async () => {
    const calls: number[] = [];
    const group = new GroupCommit(
      poolWith((query, writes) => {
        calls.push(writes);
        return query();
      }),
      () => undefined,
    );
    const results = await Promise.all(['a', 'b', 'c', 'd'].map(one => group.append(write(`call ${one}`, one))));
    expect(calls).toEqual([1, 3]);
    expect(results.map(({ version }) => version)).toEqual([1, 1, 1, 1]);
  });

  it('takes those of one stream one after the other, in order, beside those of others', async () => {
    const head = await log.store.head();
    const asked = log.queries();
    const all = ['one 1', 'two 1', 'three 1', 'two 2', 'two 3', 'four 1'];
    const results = await Promise.all(all.map(name => log.store.append(request(`turn ${name.split(' ')[0]}`, name))));
    expect(log.queries() - asked).toBeLessThan(all.length);
    expect(await names('turn two')).toEqual(['two 1', 'two 2', 'two 3']);
    expect(results.map(({ version }) => version)).toEqual([1, 1, 1, 2, 3, 1]);
    expect(await log.store.head()).toBe(head + BigInt(all.length));
  });

  it('bounds a call by its number of writes and by its bytes', async () => {
    const calls: number[] = [];
    const group = new GroupCommit(
      poolWith((query, writes) => {
        calls.push(writes);
        return query();
      }),
      () => undefined,
    );
    const small = Array.from({ length: 601 }, (_, n) => write(`small ${n}`, 'small'));
    await Promise.all(small.map(one => group.append(one)));
    expect(calls).toEqual([1, 500, 100]);
    const large = Array.from({ length: 11 }, (_, n) => write(`large ${n}`, 'large', 'x'.repeat(500_000)));
    await Promise.all(large.map(one => group.append(one)));
    expect(calls.slice(3)).toEqual([1, 8, 2]);
  });

  it('does not append again what was committed before the answer was lost, whoever appended since', async () => {
    let calls = 0;
    const group = new GroupCommit(
      poolWith(async query => {
        calls += 1;
        const answer = await query();
        if (calls > 2) return answer;
        await log.store.append(request('lost answer', `behind ${calls}`));
        throw lost();
      }),
      () => undefined,
    );
    const head = await log.store.head();
    expect(await group.append(write('lost answer', 'once'))).toEqual({
      outcome: 'appended',
      version: 1,
      position: head + 1n,
    });
    expect(calls).toBe(3);
    expect(await names('lost answer')).toEqual(['once', 'behind 1', 'behind 2']);
  });

  it('lets one bad write fail alone', async () => {
    const group = new GroupCommit(log.database.writer, () => undefined);
    const bad = write('bad', 'bad');
    bad.entries[0]!.data = '{';
    const settled = await Promise.allSettled(
      [write('first', 'good'), write('beside', 'good'), bad, write('behind', 'good')].map(one => group.append(one)),
    );
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await names('behind')).toEqual(['good']);
  });

  it('tries for ever through an outage, and gives up only when its pool is closed', async () => {
    let calls = 0;
    const pool = poolWith(() => {
      calls += 1;
      return Promise.reject(calls < 4 ? lost() : Object.assign(new Error('starting up'), { code: '57P03' }));
    });
    const waiting = new GroupCommit(pool, () => undefined).append(write('outage', 'never'));
    while (calls < 6) await new Promise(resolve => setTimeout(resolve, 10));
    (pool as { ending: boolean }).ending = true;
    await expect(waiting).rejects.toThrow('starting up');
  });

  it('loses and doubles nothing while its connections are cut again and again', async () => {
    const head = await log.store.head();
    let [acknowledged, cuts] = [0, 0];
    const appends = Array.from({ length: 3_000 }, async (_, n) => {
      await log.store.append(request(`cut ${n % 40}`, `${n}`));
      acknowledged += 1;
    });
    const administrator = new Client({ connectionString: postgres.url });
    await administrator.connect();
    // The next cut waits for progress: on a slow machine every call would be cut.
    for (let next = 0; acknowledged < appends.length;) {
      const { rowCount } = await administrator.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()
         AND application_name = 'ckm-themes-writer' AND state = 'active' AND $1`,
        [acknowledged >= next],
      );
      if (rowCount) next = acknowledged + 100;
      cuts += rowCount!;
    }
    await administrator.end();
    await Promise.all(appends);
    expect(cuts).toBeGreaterThan(3);
    const inLog = await log.store.readLog(head, 4_000);
    expect(inLog.map(({ data }) => Number((data as { name: string }).name)).sort((a, b) => a - b)).toEqual(
      appends.map((_, n) => n),
    );
    expect(await brokenIn(log)).toEqual([]);
  });
});
