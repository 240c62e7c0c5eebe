import { eventually } from '@ckm/backing-services';
import { type RecordedEvent, rowsOf, type View } from '@ckm/event-sourcing';
import { type BuildOptions, startBuild } from './build.js';
import { type Consumer, startConsumer } from './consumer.js';
import { type ByHand, consumeByHand, optionsOf, standing } from './fixture/by-hand.js';
import {
  CUSTOMERS,
  customerIn,
  identify,
  ITEMS,
  messagesOf,
  partitionNamed,
  people,
  say,
  tell,
  told,
} from './fixture/customers.js';
import { keepOn, silent } from './fixture/installation.js';
import { capture, enrichment, installation, openBeforeEach } from './fixture/two-services.js';
import { listParked } from './parking.js';
import { openProjections, type Projection, type Projections } from './projection.js';
import { projectionStatus } from './projection-status.js';
import { roadStatus } from './status.js';
import { redriveParked } from './redrive.js';
import { type Relay, startRelay } from './relay.js';
import { reactionSlice, type Slice, viewSlice } from './slice.js';

const PARTITION = { topic: CUSTOMERS, partition: 2 };
const [MEIER, WANG] = [customerIn(2), customerIn(2, 1)];
const NO_ENDS = new Map<string, number>();

let relay: Relay;
let running: Consumer[];

openBeforeEach();
beforeEach(() => {
  relay = startRelay({ ...capture, service: 'capture', pool: capture.database.writer, owner: 'one', log: silent });
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map(one => one.stop()));
  await relay.stop();
});

const telling = reactionSlice('enrichment', tell());
const open = (view: View = people, process = enrichment) => openProjections(process.owner, 'enrichment', [view]);
const sliceOf = (projection: Projection | undefined): Slice => viewSlice('enrichment', projection!);
const buildOptions = (projections: Projections, process = enrichment): BuildOptions => ({
  ...optionsOf(process, []),
  service: 'enrichment',
  projections,
  renew: () => projections.renew(),
});
const live = async (projections: Projections, process = enrichment): Promise<Consumer> => {
  const slices = [sliceOf(projections.all[0]), telling];
  const consumer = await startConsumer({ ...optionsOf(process, slices), renew: () => projections.renew() });
  running.push(consumer);
  return consumer;
};
const build = (projection: Projection, projections: Projections, change: Partial<BuildOptions> = {}): Consumer => {
  const building = startBuild(projection, { ...buildOptions(projections), ...change });
  running.push(building);
  return building;
};
const tables = async () =>
  (
    await installation.sql<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_name LIKE 'person\\_v%' ORDER BY 1`,
    )
  ).map(({ name }) => name);
const indexes = () =>
  installation.sql(`SELECT indexname AS name FROM pg_indexes WHERE tablename = 'person_v1_2' ORDER BY 1`);
const slicesKnown = async () =>
  (await installation.sql<{ slice: string }>('SELECT DISTINCT slice FROM enrichment.checkpoint ORDER BY slice')).map(
    ({ slice }) => slice,
  );
const shown = () =>
  installation.sql(
    'SELECT tenant_id, customer_id, name, told, said, item_id FROM enrichment.person ORDER BY tenant_id, customer_id',
  );
/** What a pure fold of the whole log comes to. */
const folded = async () => {
  const events = await capture.privacy.open(await capture.store.readLog(0n, 100_000));
  const rows = rowsOf(people, events);
  return rows.map(row => ({ ...row, key_ids: undefined, said: row.said ?? null, item_id: row.item_id ?? null }));
};
const asFolded = () => eventually(async () => expect(await shown()).toEqual(await folded()));
const customers = Array.from({ length: 12 }, (_, nth) => `customer ${nth}`);
const identifyOne = (nth: number) => identify(capture, customers[nth % 12]!, `K-${nth}`);
const builtAs = (projections: Projections, table: string) =>
  eventually(() => expect(projections.all).toMatchObject([{ table, state: 'live' }]));

describe('a rebuild', () => {
  it('under load ends in exactly the rows of a fold, while the live build serves; then the old table is gone', async () => {
    for (let nth = 0; nth < 60; nth += 1) await identifyOne(nth);
    const projections = await open();
    await live(projections);
    await asFolded();
    const arriving = keepOn(async nth => {
      await identifyOne(60 + nth);
      // The same again: of two items, which stand in two partitions, either may be read last.
      if (nth % 3 === 0) await say(capture, customers[nth % 12]!, `item of ${nth % 12}`);
    });
    try {
      build(await projections.rebuild('person'), projections);
      await builtAs(projections, 'person_v1_2');
      const at = arriving.count();
      await eventually(() => expect(arriving.count()).toBeGreaterThan(at + 20));
    } finally {
      await arriving.stop();
    }
    await asFolded();
    expect(await tables()).toEqual(['person_v1_2']);
    expect(await indexes()).toEqual(
      ['key_ids_idx', 'pkey', 'tenant_id_told_idx'].map(name => ({ name: `person_v1_2_${name}` })),
    );
    expect(await slicesKnown()).toEqual(['person_v1_2', 'tell-when-identified']);
    const all = Array.from({ length: 60 + arriving.count() }, (_, nth) => `K-${nth}`).sort();
    await eventually(async () => expect(await told(enrichment)).toEqual(all));
  });

  it('tells how much of how much is read', async () => {
    for (let nth = 0; nth < 24; nth += 1) await identifyOne(nth);
    const projections = await open();
    await live(projections);
    await asFolded();
    const waiting = { ...projections, goLive: () => Promise.resolve(false) };
    build(await projections.rebuild('person'), waiting);
    const status = async () =>
      projectionStatus(enrichment.database, await roadStatus('enrichment', { ...enrichment, alarms: [] }));
    const row = { name: 'person', version: 1, read: 24, total: 24, since: expect.any(Date) as Date };
    await eventually(async () =>
      expect(await status()).toEqual([
        { ...row, build: 1, state: 'live' },
        { ...row, build: 2, state: 'building' },
      ]),
    );
  });

  it('that is stopped on the way goes on at the next start, and reads nothing twice', async () => {
    for (let nth = 0; nth < 24; nth += 1) await identifyOne(nth);
    const seen: bigint[] = [];
    const counting: View = {
      ...people,
      on: {
        ...people.on,
        CustomerIdentified: event => (seen.push(event.position), people.on.CustomerIdentified!(event)),
      },
    };
    const first = await open(counting);
    const serving = await live(first);
    await asFolded();
    seen.length = 0;
    const never = { ...first, goLive: () => Promise.resolve(false) };
    const building = build(await first.rebuild('person'), never);
    await eventually(() => expect(seen).toHaveLength(24));
    await Promise.all([building.stop(), serving.stop()]);
    for (let nth = 24; nth < 36; nth += 1) await identifyOne(nth);

    const again = await open(counting);
    expect(again.all).toMatchObject([
      { table: 'person_v1_1', state: 'live' },
      { table: 'person_v1_2', state: 'building' },
    ]);
    build(again.all[1]!, again);
    await live(again);
    await builtAs(again, 'person_v1_2');
    await asFolded();
    expect(await tables()).toEqual(['person_v1_2']);
    const times = (position: bigint) => seen.filter(one => one === position).length;
    for (let position = 1n; position <= 24n; position += 1n) expect([position, times(position)]).toEqual([position, 1]);
  });

  it('can be done again and again, one after the other only', async () => {
    for (let nth = 0; nth < 12; nth += 1) await identifyOne(nth);
    const projections = await open();
    await live(projections);
    for (const nth of [2, 3]) {
      const projection = await projections.rebuild('person');
      await expect(projections.rebuild('person')).rejects.toMatchObject({ slug: 'projection-building-already' });
      build(projection, projections);
      await builtAs(projections, `person_v1_${nth}`);
    }
    await identifyOne(12);
    await asFolded();
    expect(await tables()).toEqual(['person_v1_3']);
    expect((await open()).all).toMatchObject([{ table: 'person_v1_3', state: 'live' }]);
    await expect(projections.rebuild('nobody')).rejects.toMatchObject({ slug: 'projection-not-found' });
  });

  it('leaves another process at work: it goes on with the new build, alone if it must', async () => {
    for (let nth = 0; nth < 12; nth += 1) await identifyOne(nth);
    const other = await installation.open('enrichment');
    const [mine, theirs] = [await open(), await open(people, other)];
    const serving = await live(mine);
    await live(theirs, other);
    const building = build(await mine.rebuild('person'), mine);
    await builtAs(mine, 'person_v1_2');
    await Promise.all([serving.stop(), building.stop()]);
    for (let nth = 12; nth < 36; nth += 1) await identifyOne(nth);
    await asFolded();
    await eventually(async () => expect(await told(enrichment)).toHaveLength(36));
  });
});

describe('a build goes live', () => {
  let projections: Projections;
  let serving: ByHand;
  beforeEach(async () => {
    projections = await open();
    serving = await consumeByHand(enrichment, [sliceOf(projections.all[0])]);
  });

  it('not before it has read all that the live one has', async () => {
    for (const what of ['M-1', 'M-2']) await identify(capture, MEIER, what);
    const messages = standing(await messagesOf(capture));
    await serving.deliver({ ...PARTITION, messages });
    const projection = await projections.rebuild('person');
    const building = await consumeByHand(enrichment, [sliceOf(projection)]);
    await building.deliver({ ...PARTITION, messages: messages.slice(0, 1) });
    expect(await projections.goLive(projection, NO_ENDS)).toBe(false);
    expect(projections.all).toMatchObject([{ build: 1 }, { build: 2, state: 'building' }]);
    const ahead = projections.goLive(projection, NO_ENDS);
    await building.deliver({ ...PARTITION, messages: messages.slice(1) });
    expect(await ahead).toBe(true);
  });

  it('not before it has read what is on the topics that the live one does not read', async () => {
    await say(capture, MEIER, 'a review');
    const partition = partitionNamed('a review');
    const narrow: View = { ...people, version: 2, on: { CustomerIdentified: people.on.CustomerIdentified } };
    const raised = await open(narrow);
    await consumeByHand(enrichment, [sliceOf(raised.all[0])]);
    await raised.goLive(raised.all[0]!, NO_ENDS);
    const wide = await open({ ...people, version: 3 });
    const building = await consumeByHand(enrichment, [sliceOf(wide.all[0])]);
    const ends = new Map([[`${ITEMS}/${partition}`, 1]]);
    expect(await wide.goLive(wide.all[0]!, ends)).toBe(false);
    await building.deliver({ topic: ITEMS, partition, messages: standing(await messagesOf(capture, ITEMS)) });
    expect(await wide.goLive(wide.all[0]!, ends)).toBe(true);
    expect(await shown()).toMatchObject([{ told: null, name: null }]);
  });

  it('not while somebody reads for long: others may read too, and it is tried again', async () => {
    const projection = await projections.rebuild('person');
    await enrichment.database.tenantRead('acme', async client => {
      await client.query('SELECT FROM person');
      await expect(projections.goLive(projection, NO_ENDS)).rejects.toThrow('lock timeout');
    });
    expect(await projections.goLive(projection, NO_ENDS)).toBe(true);
  });

  it('with what it has parked, and without what was parked for the other one alone', async () => {
    const broken = { now: true };
    const fragile: View = {
      ...people,
      on: {
        CustomerIdentified: event => {
          if (broken.now && (event as RecordedEvent<'CustomerIdentified'>).data.externalId === 'M-1')
            throw new Error('no');
          return people.on.CustomerIdentified!(event);
        },
      },
    };
    Object.assign(projections.all[0]!, { view: fragile });
    serving = await consumeByHand(enrichment, [sliceOf(projections.all[0]), telling]);
    await identify(capture, MEIER, 'M-1');
    await identify(capture, WANG, 'W-1');
    const messages = standing(await messagesOf(capture));
    await serving.deliver({ ...PARTITION, messages });
    const projection = await projections.rebuild('person');
    await (await consumeByHand(enrichment, [sliceOf(projection)])).deliver({ ...PARTITION, messages });
    const parked = () =>
      listParked(enrichment.database.writer, { tenantId: 'acme', fallback: 'acme' }, { after: 0, limit: 9 });
    expect((await parked()).map(one => one.slices)).toEqual([['person_v1_1', 'tell-when-identified'], ['person_v1_2']]);
    expect(await projections.goLive(projection, NO_ENDS)).toBe(true);
    expect((await parked()).map(one => one.slices)).toEqual([['tell-when-identified'], ['person_v1_2']]);

    const slices = [sliceOf(projections.all[0]), telling];
    const { deliver } = await consumeByHand(enrichment, slices);
    await identify(capture, MEIER, 'M-2');
    await deliver({ ...PARTITION, messages: standing(await messagesOf(capture)) });
    broken.now = false;
    const [{ id } = { id: 0 }] = await parked();
    await redriveParked({ tenantId: 'acme', fallback: 'acme' }, id, optionsOf(enrichment, slices));
    expect(await parked()).toEqual([]);
    expect(await told(enrichment)).toEqual(['M-1', 'M-2', 'W-1']);
    await asFolded();
  });
});
