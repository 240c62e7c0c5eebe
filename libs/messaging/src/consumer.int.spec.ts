import { jest } from '@jest/globals';
import type { Database } from '@ckm/event-store';
import { consumeByHand, standing } from './fixture/by-hand.js';
import { CUSTOMERS, customerIn, identify, messagesOf, people, tell, told, uuid } from './fixture/customers.js';
import { capture, enrichment, installation, openBeforeEach } from './fixture/two-services.js';
import { Lateness } from './pace.js';
import { openProjections } from './projection.js';
import { reactionSlice, viewSlice } from './slice.js';

const PARTITION = { topic: CUSTOMERS, partition: 2 };
const [MEIER, WANG] = [customerIn(2), customerIn(2, 1)];
const telling = reactionSlice('enrichment', tell());

openBeforeEach();
afterEach(() => jest.restoreAllMocks());

async function identifyAll(...tellings: [customer: string, what: string][]) {
  for (const [customer, what] of tellings) await identify(capture, customer, what);
  return standing(await messagesOf(capture));
}
const checkpoints = () =>
  installation.sql(
    'SELECT slice, next_offset::int AS next, high_water::int AS sequence FROM enrichment.checkpoint WHERE topic = $1 AND partition = 2 ORDER BY slice',
    [CUSTOMERS],
  );
const peopleRows = async () => (await openProjections(enrichment.owner, 'enrichment', [people])).all[0]!;
const rowsOf = (table: string) => installation.sql(`SELECT customer_id, told FROM enrichment.${table} ORDER BY told`);

/** The consumer's transactions, with something done before they commit. */
const beforeCommit = (database: Database, act: (pid: number) => Promise<unknown>): Database => ({
  ...database,
  transaction: work =>
    database.transaction(async client => {
      const result = await work(client);
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await act(rows[0]!.pid);
      return result;
    }),
});
const killed = (pid: number) => installation.sql('SELECT pg_terminate_backend($1)', [pid]);

describe('a consumer', () => {
  it('applies rows, events of reactions and the checkpoints in one transaction', async () => {
    const messages = await identifyAll([MEIER, 'K-1'], [WANG, 'K-2'], [MEIER, 'K-3']);
    const projection = await peopleRows();
    const slices = [telling, viewSlice('enrichment', projection)];
    const { deliver } = await consumeByHand(enrichment, slices);
    expect(await deliver({ ...PARTITION, messages })).toMatchObject({ next: 3n });
    expect(await told(enrichment)).toEqual(['K-1', 'K-2', 'K-3']);
    expect(await rowsOf(projection.table)).toEqual([
      { customer_id: uuid(WANG), told: 'K-2' },
      { customer_id: uuid(MEIER), told: 'K-3' },
    ]);
    expect(await checkpoints()).toEqual([
      { slice: 'person_v1_1', next: 3, sequence: 3 },
      { slice: 'tell-when-identified', next: 3, sequence: 3 },
    ]);
  });

  it('tells how long the first message of a batch had waited when it was done', async () => {
    const messages = await identifyAll([MEIER, 'K-1'], [MEIER, 'K-2']);
    const tells = new Lateness();
    const note = jest.spyOn(tells, 'note');
    const now = () => new Date(messages[0]!.timestamp + 300);
    const { deliver } = await consumeByHand(enrichment, [telling], { tells, now });
    await deliver({ ...PARTITION, messages });
    await deliver({ ...PARTITION, from: 2n, messages: [] });
    expect(note.mock.calls).toEqual([[300]]);
  });

  it('leaves nothing behind when its connection is killed between the effects and the commit', async () => {
    const messages = await identifyAll([MEIER, 'K-1']);
    const projection = await peopleRows();
    const slices = [telling, viewSlice('enrichment', projection)];
    const dying = await consumeByHand(enrichment, slices, { database: beforeCommit(enrichment.database, killed) });
    await expect(dying.deliver({ ...PARTITION, messages })).rejects.toThrow();
    expect([await told(enrichment), await rowsOf(projection.table)]).toEqual([[], []]);
    expect(await checkpoints()).toMatchObject([{ next: 0 }, { next: 0 }]);
    expect(await installation.sql('SELECT * FROM enrichment.parked')).toEqual([]);

    const { deliver } = await consumeByHand(enrichment, slices);
    await deliver({ ...PARTITION, messages });
    expect(await told(enrichment)).toEqual(['K-1']);
  });

  it('does nothing twice when the answer to its commit was lost', async () => {
    const messages = await identifyAll([MEIER, 'K-1']);
    const database: Database = {
      ...enrichment.database,
      transaction: async work => {
        await enrichment.database.transaction(work);
        throw new Error('Connection terminated unexpectedly');
      },
    };
    const unlucky = await consumeByHand(enrichment, [telling], { database });
    await expect(unlucky.deliver({ ...PARTITION, messages })).rejects.toThrow('Connection terminated');
    const { deliver } = await consumeByHand(enrichment, [telling]);
    await deliver({ ...PARTITION, messages });
    expect(await told(enrichment)).toEqual(['K-1']);
  });

  it('changes nothing when each message comes twice, at its offset or behind', async () => {
    const messages = await identifyAll([MEIER, 'K-1'], [WANG, 'K-2']);
    const { deliver } = await consumeByHand(enrichment, [telling]);
    await deliver({ ...PARTITION, messages });
    expect(await deliver({ ...PARTITION, messages })).toMatchObject({ next: 2n });
    expect(await deliver({ ...PARTITION, messages: standing(messages, 2) })).toMatchObject({ next: 4n });
    expect(await told(enrichment)).toEqual(['K-1', 'K-2']);
    expect(await checkpoints()).toMatchObject([{ next: 4, sequence: 2 }]);
  });

  it('lets a slice that comes later catch up alone, and then run with the others', async () => {
    const first = await identifyAll([MEIER, 'K-1'], [WANG, 'K-2']);
    let tellings = 0;
    const counting = reactionSlice(
      'enrichment',
      tell(() => (tellings += 1)),
    );
    await (await consumeByHand(enrichment, [counting])).deliver({ ...PARTITION, messages: first });
    const projection = await peopleRows();
    const both = await consumeByHand(enrichment, [counting, viewSlice('enrichment', projection)]);
    expect(await both.startAt(CUSTOMERS, 2)).toBe(0n);
    const all = await identifyAll([MEIER, 'K-3']);
    await both.deliver({ ...PARTITION, messages: all.slice(0, 2) });
    expect([tellings, await told(enrichment)]).toEqual([2, ['K-1', 'K-2']]);
    await both.deliver({ ...PARTITION, messages: all.slice(2) });
    expect([tellings, await told(enrichment)]).toEqual([3, ['K-1', 'K-2', 'K-3']]);
    expect(await rowsOf(projection.table)).toHaveLength(2);
    expect(await checkpoints()).toMatchObject([{ next: 3 }, { next: 3 }]);
  });

  it('leaves a partition alone that another consumer has in hand', async () => {
    const messages = await identifyAll([MEIER, 'K-1']);
    const other = await consumeByHand(await installation.open('enrichment'), [telling]);
    let answer: unknown;
    const database = beforeCommit(enrichment.database, async () => {
      answer = await other.deliver({ ...PARTITION, messages });
    });
    const { deliver } = await consumeByHand(enrichment, [telling], { database });
    await deliver({ ...PARTITION, messages });
    expect(answer).toEqual({ next: 0n, afterMs: 50 });
    expect(await told(enrichment)).toEqual(['K-1']);
  });

  it('applies nothing when the server ended its transaction and another consumer went on', async () => {
    const messages = await identifyAll([MEIER, 'K-1'], [WANG, 'K-2']);
    const other = await consumeByHand(await installation.open('enrichment'), [telling]);
    const database = beforeCommit(enrichment.database, async pid => {
      await killed(pid);
      await other.deliver({ ...PARTITION, messages });
    });
    const zombie = await consumeByHand(enrichment, [telling], { database });
    await expect(zombie.deliver({ ...PARTITION, messages: messages.slice(0, 1) })).rejects.toThrow();
    const awake = await consumeByHand(enrichment, [telling]);
    expect(await awake.deliver({ ...PARTITION, messages: messages.slice(0, 1), end: 2n })).toMatchObject({ next: 2n });
    expect(await told(enrichment)).toEqual(['K-1', 'K-2']);
  });

  it('keeps the partition alive while it prepares for long, though the clock of the host stands still', async () => {
    const messages = await identifyAll([MEIER, 'K-1'], [WANG, 'K-2'], [MEIER, 'K-3']);
    let [clock, kept] = [0, 0];
    jest.spyOn(performance, 'now').mockImplementation(() => clock);
    const slow = reactionSlice(
      'enrichment',
      tell(() => (clock += 60)),
    );
    const { deliver } = await consumeByHand(enrichment, [slow]);
    const keepAlive = () => Promise.resolve(void (kept += 1));
    await deliver({ ...PARTITION, messages, keepAlive });
    expect([kept, await told(enrichment)]).toEqual([1, ['K-1', 'K-2', 'K-3']]);
  });

  it('applies what it had prepared when the partition is lost meanwhile, and names the next', async () => {
    const messages = await identifyAll([MEIER, 'K-1'], [WANG, 'K-2'], [MEIER, 'K-3']);
    const lost = new AbortController();
    const losing = reactionSlice(
      'enrichment',
      tell(({ data }) => data.externalId === 'K-2' && lost.abort()),
    );
    const { deliver } = await consumeByHand(enrichment, [losing]);
    expect(await deliver({ ...PARTITION, messages, signal: lost.signal })).toMatchObject({ next: 2n });
    expect(await told(enrichment)).toEqual(['K-1', 'K-2']);
  });

  it('begins at the first offset of another transport, and does nothing twice there', async () => {
    const messages = await identifyAll([MEIER, 'K-1'], [WANG, 'K-2']);
    await (await consumeByHand(enrichment, [telling])).deliver({ ...PARTITION, messages });
    await installation.sql('UPDATE transport.store SET id = gen_random_uuid()');
    const moved = await consumeByHand(enrichment, [telling]);
    expect(await moved.startAt(CUSTOMERS, 2)).toBe(0n);
    await moved.deliver({ ...PARTITION, messages: await identifyAll([MEIER, 'K-3']) });
    expect(await told(enrichment)).toEqual(['K-1', 'K-2', 'K-3']);
  });

  it('leaves partitions alone, and says so, that another process reads on another transport since', async () => {
    const messages = await identifyAll([MEIER, 'K-1'], [WANG, 'K-2']);
    let tellings = 0;
    const counting = reactionSlice(
      'enrichment',
      tell(() => (tellings += 1)),
    );
    const left = await consumeByHand(enrichment, [counting]);
    await left.deliver({ ...PARTITION, messages: messages.slice(0, 1) });
    await installation.sql('UPDATE transport.store SET id = gen_random_uuid()');
    const moved = await consumeByHand(await installation.open('enrichment'), [telling]);
    expect(await left.deliver({ ...PARTITION, messages: messages.slice(1) })).toMatchObject({
      next: 1n,
      afterMs: 1_000,
    });
    expect([tellings, await told(enrichment), await checkpoints()]).toMatchObject([1, ['K-1'], [{ next: 0 }]]);
    expect([left.consumer.alarms(), moved.consumer.alarms()]).toEqual([[`transport-changed ${CUSTOMERS}/2`], []]);
    await moved.deliver({ ...PARTITION, messages });
    expect([await told(enrichment), await checkpoints()]).toMatchObject([['K-1', 'K-2'], [{ next: 2 }]]);
  });

  it('applies nothing where another process began on another transport while it prepared', async () => {
    const messages = await identifyAll([MEIER, 'K-1']);
    const late = reactionSlice(
      'enrichment',
      tell(async () => {
        await installation.sql('UPDATE transport.store SET id = gen_random_uuid()');
        await consumeByHand(await installation.open('enrichment'), [telling]);
      }),
    );
    const { deliver } = await consumeByHand(enrichment, [late]);
    expect(await deliver({ ...PARTITION, messages })).toMatchObject({ next: 0n });
    expect([await told(enrichment), await checkpoints()]).toMatchObject([[], [{ next: 0 }]]);
  });
});
