import { type RecordedEvent, upsert, type View } from '@ckm/event-sourcing';
import { type ByHand, consumeByHand, standing } from './fixture/by-hand.js';
import {
  CUSTOMERS,
  customerIn,
  identify,
  ITEMS,
  messagesOf,
  people,
  partitionNamed,
  say,
  TEXT,
  uuid,
} from './fixture/customers.js';
import { capture, enrichment, installation, openBeforeEach } from './fixture/two-services.js';
import { openProjections, type Projections } from './projection.js';
import { viewSlice } from './slice.js';
import type { Message } from './transport/transport.js';

const MEIER = customerIn(2);

openBeforeEach();

const open = (...views: View[]): Promise<Projections> => openProjections(enrichment.owner, 'enrichment', views);
const sliceOf = ({ all }: Projections) => viewSlice('enrichment', all[0]!);
const deliverTo = async (hand: ByHand) =>
  hand.deliver({ topic: CUSTOMERS, partition: 2, messages: standing(await messagesOf(capture)) });
/** As a service asks, with its guard; `where` is the guard. */
const read = (tenantId: string, where = `tenant_id = '${tenantId}'`) =>
  enrichment.database.tenantRead(tenantId, async client => {
    const { rows } = await client.query<object>(
      `SELECT tenant_id, name, told FROM person WHERE ${where} ORDER BY told`,
    );
    return rows;
  });
const person = (what: string, tenant_id = 'acme') => ({ tenant_id, name: `Frau Jäger, ${MEIER}`, told: what });
const NO_ENDS = new Map<string, number>();
const tables = async () =>
  (
    await installation.sql<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_name LIKE 'person\\_v%' ORDER BY 1`,
    )
  ).map(({ name }) => name);
const states = () =>
  installation.sql('SELECT version, build, state FROM enrichment.projection ORDER BY version, build');

describe('a projection', () => {
  it('is live at once when its view never stood before', async () => {
    const { all } = await open(people);
    expect(all).toMatchObject([{ table: 'person_v1_1', state: 'live' }]);
    await identify(capture, MEIER, 'M-1');
    await deliverTo(await consumeByHand(enrichment, [sliceOf(await open(people))]));
    expect(await read('acme')).toEqual([person('M-1')]);
    expect(await states()).toEqual([{ version: 1, build: 1, state: 'live' }]);
  });

  it('of a raised version is built beside the live one, and readers see the old rows until it takes its place', async () => {
    await identify(capture, MEIER, 'M-1');
    const before = await consumeByHand(enrichment, [sliceOf(await open(people))]);
    await deliverTo(before);
    const louder: View = {
      ...people,
      version: 2,
      on: {
        CustomerIdentified: event => {
          const { data } = event as RecordedEvent<'CustomerIdentified'>;
          return upsert({ customer_id: data.customerId }, { name: data.name, told: `${data.externalId}!` });
        },
      },
    };
    const raised = await open(louder);
    expect(raised.all).toMatchObject([{ table: 'person_v2_1', state: 'building' }]);
    const building = await consumeByHand(enrichment, [sliceOf(raised)]);
    expect(await building.startAt(CUSTOMERS, 2)).toBe(0n);
    await deliverTo(building);
    expect(await read('acme')).toEqual([person('M-1')]);
    expect(await raised.goLive(raised.all[0]!, NO_ENDS)).toBe(true);
    expect(await read('acme')).toEqual([person('M-1!')]);
    expect((await open(louder)).all).toMatchObject([{ table: 'person_v2_1', state: 'live' }]);
    // The old process finds nothing to write to, and leaves the partition alone.
    await identify(capture, MEIER, 'M-2');
    expect(await deliverTo(before)).toMatchObject({ next: 0n });
    expect(await read('acme')).toEqual([person('M-1!')]);
    expect(await tables()).toEqual(['person_v2_1']);
  });

  it('of a version that comes back is built anew', async () => {
    await open(people);
    const raised = await open({ ...people, version: 2 });
    await raised.goLive(raised.all[0]!, NO_ENDS);
    const back = await open(people);
    expect(back.all).toMatchObject([{ table: 'person_v1_2', state: 'building' }]);
    await back.goLive(back.all[0]!, NO_ENDS);
    expect(await states()).toEqual([
      { version: 1, build: 1, state: 'retired' },
      { version: 1, build: 2, state: 'live' },
      { version: 2, build: 1, state: 'retired' },
    ]);
  });

  it('is made once when several processes open and switch it at once', async () => {
    const others = [await installation.open('enrichment'), await installation.open('enrichment')];
    const openAll = (view: View) =>
      Promise.all([enrichment, ...others].map(one => openProjections(one.owner, 'enrichment', [view])));
    expect((await openAll(people)).map(({ all }) => all[0]!.state)).toEqual(['live', 'live', 'live']);
    const raised = await openAll({ ...people, version: 2 });
    await Promise.all(raised.map(one => one.goLive(one.all[0]!, NO_ENDS)));
    expect(await states()).toEqual([
      { version: 1, build: 1, state: 'retired' },
      { version: 2, build: 1, state: 'live' },
    ]);
    expect(await read('acme')).toEqual([]);
  });
});

describe('the rows of a view', () => {
  beforeEach(async () => {
    await identify(capture, MEIER, 'M-1', 'acme');
    await identify(capture, MEIER, 'M-2', 'globex');
    await deliverTo(await consumeByHand(enrichment, [sliceOf(await open(people))]));
  });

  it('are seen by their tenant, and by no other', async () => {
    expect(await read('acme')).toEqual([person('M-1')]);
    expect(await read('globex')).toEqual([person('M-2', 'globex')]);
    expect(await read('initech')).toEqual([]);
  });

  it('are kept from another tenant even when a query forgets to ask for its own', async () => {
    expect(await read('acme', 'true')).toEqual([person('M-1')]);
  });

  it('are seen by nobody who reads for no tenant', async () => {
    for (const name of ['person', 'person_v1_1']) {
      const { rows } = await enrichment.database.reader.query<object>(`SELECT * FROM ${name}`);
      expect(rows).toEqual([]);
    }
  });

  it('are all seen by the writer', async () => {
    const { rows } = await enrichment.database.writer.query<object>('SELECT tenant_id FROM person ORDER BY told');
    expect(rows).toEqual([{ tenant_id: 'acme' }, { tenant_id: 'globex' }]);
  });

  it.each(['parked', 'quarantine', 'checkpoint', 'lane', 'projection', 'block'])(
    'are all that a reader sees, not %s, which holds every tenant’s',
    async table => {
      const asked = enrichment.database.reader.query(`SELECT * FROM ${table}`);
      await expect(asked).rejects.toThrow('permission denied');
    },
  );
});

/** Every order in which two partitions' messages can come: each keeps its own. */
function interleavings<T>(left: T[], right: T[]): T[][] {
  if (left.length === 0 || right.length === 0) return [[...left, ...right]];
  const starting = (first: T, rests: T[][]) => rests.map(rest => [first, ...rest]);
  return [
    ...starting(left[0]!, interleavings(left.slice(1), right)),
    ...starting(right[0]!, interleavings(left, right.slice(1))),
  ];
}

describe('events of two topics', () => {
  type Placed = Message & { topic: string; partition: number; offset: bigint; timestamp: number };
  const placed = (messages: Message[], topic: string, partition: number): Placed[] =>
    standing(messages).map(message => ({ ...message, topic, partition }));

  /** The row after these deliveries, each made twice; before `forgotten` of them the customer's key is deleted. */
  async function rowAfter(order: Placed[][], before: (nth: number) => Promise<void>): Promise<unknown> {
    await installation.sql('TRUNCATE enrichment.person_v1_1, enrichment.checkpoint');
    const { deliver } = await consumeByHand(enrichment, [sliceOf(await open(people))]);
    for (const [nth, messages] of order.entries()) {
      await before(nth);
      const { topic, partition } = messages[0]!;
      for (const again of [messages, messages]) await deliver({ topic, partition, messages: again });
    }
    const rows = await installation.sql('SELECT name, told, said, item_id, erased FROM enrichment.person_v1_1');
    return rows;
  }

  let orders: Placed[][][];
  beforeEach(async () => {
    for (const what of ['M-1', 'M-2', 'M-3']) await identify(capture, MEIER, what);
    await say(capture, MEIER, 'a review');
    await say(capture, MEIER, 'a review');
    const said = placed(await messagesOf(capture, ITEMS), ITEMS, partitionNamed('a review'));
    orders = interleavings(placed(await messagesOf(capture), CUSTOMERS, 2), said).map(order => order.map(one => [one]));
    await open(people);
  });
  const nothing = () => Promise.resolve();

  it('end in the same row in every order', async () => {
    expect(orders).toHaveLength(10);
    for (const order of orders)
      expect(await rowAfter(order, nothing)).toEqual([
        { name: `Frau Jäger, ${MEIER}`, told: 'M-3', said: TEXT, item_id: uuid('a review'), erased: false },
      ]);
  });

  it('end in the same row when they come in batches', async () => {
    const [first] = orders;
    const batches = [first!.slice(0, 3).flat(), first!.slice(3).flat()];
    expect(await rowAfter(batches, nothing)).toEqual(await rowAfter(batches.reverse(), nothing));
  });

  it('end in the same tombstone in every order, whenever the person is forgotten on the way', async () => {
    const keys = await installation.sql<{ key_id: string; wrapped: Buffer }>('SELECT * FROM vault.subject_key');
    const restore = () =>
      installation.sql(
        'INSERT INTO vault.subject_key SELECT * FROM jsonb_populate_recordset(NULL::vault.subject_key, $1)',
        [JSON.stringify(keys.map(key => ({ ...key, wrapped: `\\x${key.wrapped.toString('hex')}` })))],
      );
    for (const [index, order] of orders.entries()) {
      const forgotten = index % order.length;
      const row = await rowAfter(order, async nth =>
        nth === forgotten ? installation.forget(uuid(MEIER)) : undefined,
      );
      expect(row).toEqual([{ name: null, told: null, said: null, item_id: uuid('a review'), erased: true }]);
      await restore();
    }
  });

  it('end in the tombstone when only the earliest opens as erased, in a batch and behind it', async () => {
    const slice = sliceOf(await open(people));
    const erasedFirst = {
      ...slice,
      effectsOf: (...[incoming, now]: Parameters<typeof slice.effectsOf>) => {
        const event = incoming.event!;
        const erased = event.position === 1n;
        return slice.effectsOf({ ...incoming, event: { ...event, erased } }, now);
      },
    };
    const { deliver } = await consumeByHand(enrichment, [erasedFirst]);
    const messages = standing(await messagesOf(capture));
    await deliver({ topic: CUSTOMERS, partition: 2, messages: messages.slice(0, 2) });
    await deliver({ topic: CUSTOMERS, partition: 2, messages: messages.slice(2) });
    expect(await installation.sql('SELECT name, told, erased FROM enrichment.person_v1_1')).toEqual([
      { name: null, told: null, erased: true },
    ]);
  });
});
