import { setTimeout as rest } from 'node:timers/promises';
import { eventually } from '@ckm/backing-services';
import { topicsOf } from '@ckm/contracts';
import { startBuild } from './build.js';
import { type Consumer, startConsumer } from './consumer.js';
import { optionsOf } from './fixture/by-hand.js';
import { CUSTOMERS, customerIn, identify, people, tell, told } from './fixture/customers.js';
import { silent } from './fixture/installation.js';
import { capture, enrichment, installation, openBeforeEach } from './fixture/two-services.js';
import { divergentPartition } from './log-divergence.js';
import { beginEpoch, readersOfOtherLogs, readFromTheFirst } from './new-log.js';
import { openProjections, type Projections } from './projection.js';
import { type Relay, startRelay } from './relay.js';
import { reactionSlice, viewSlice } from './slice.js';

const [MEIER, WANG] = [customerIn(2), customerIn(4)];
const TOPICS = topicsOf('capture');

let relay: Relay;
let consumer: Consumer;
let projections: Projections;

const publish = () =>
  (relay = startRelay({ ...capture, service: 'capture', pool: capture.database.writer, owner: 'one', log: silent }));
const read = async () => {
  const slices = projections.all.filter(({ state }) => state === 'live').map(one => viewSlice('enrichment', one));
  consumer = await startConsumer({ ...optionsOf(enrichment, slices), renew: () => projections.renew() });
};
const names = async () =>
  (await installation.sql<{ name: string }>('SELECT told AS name FROM enrichment.person ORDER BY 1')).map(
    ({ name }) => name,
  );
const shown = (...expected: string[]) => eventually(async () => expect(await names()).toEqual(expected));
const epoch = () => capture.store.epoch();

openBeforeEach();
beforeEach(async () => {
  projections = await openProjections(enrichment.owner, 'enrichment', [people]);
  await identify(capture, MEIER, 'Meier');
  await identify(capture, WANG, 'Wang, who is lost');
  publish();
  await read();
  await shown('Meier', 'Wang, who is lost');
  await relay.stop();
  // As from a dump that is older than its last event.
  await installation.sql('DELETE FROM capture.events WHERE position = 2');
  await installation.sql('DELETE FROM capture.block WHERE last_position = 2');
});
afterEach(() => Promise.all([relay.stop(), consumer.stop()]));

describe('a log that goes on under another name', () => {
  it('is the one that its topics know, and is published from its first event', async () => {
    const former = await epoch();
    expect(await beginEpoch(TOPICS, capture.owner, capture.transport)).not.toBe(former);
    expect(await divergentPartition('capture', capture)).toBeNull();
    publish();
    await eventually(async () =>
      expect(await installation.sql('SELECT 1 FROM transport.message WHERE topic = $1', [CUSTOMERS])).toHaveLength(1),
    );
  });

  it('still diverges from its topics where it was broken off before they were emptied', async () => {
    const former = await epoch();
    const empty = () => Promise.reject(new Error('the broker is away'));
    await expect(beginEpoch(TOPICS, capture.owner, { ...capture.transport, empty })).rejects.toThrow('away');
    expect(await epoch()).not.toBe(former);
    expect(await divergentPartition('capture', capture)).toBe(`${CUSTOMERS}/2`);
  });

  it('is known to its own readers', async () => {
    const own = await startConsumer(optionsOf(capture, [{ ...reactionSlice('capture', tell()), topics: ['log'] }]));
    await eventually(async () => expect(await told(capture, MEIER)).toEqual(['Meier']));
    await own.stop();
    await beginEpoch(TOPICS, capture.owner, capture.transport);
    const [row] = await installation.sql<{ epoch: string }>("SELECT epoch FROM capture.checkpoint WHERE topic = 'log'");
    expect(row?.epoch).toBe(await epoch());
  });
});

describe('readers of a log that goes on under another name', () => {
  beforeEach(async () => {
    await beginEpoch(TOPICS, capture.owner, capture.transport);
    publish();
    // More than they have read: where the topic ends as before, the next message tells.
    for (const name of ['Wang, who comes', 'Wang, who is new']) await identify(capture, WANG, name);
    for (const name of ['Herr Meier', 'Meier']) await identify(capture, MEIER, name);
  });

  it('wait until they are told', async () => {
    await eventually(() => expect(consumer.alarms()).toHaveLength(2));
    expect(await names()).toEqual(['Meier', 'Wang, who is lost']);
    const [live] = projections.all;
    expect(await readersOfOtherLogs(enrichment.database.writer, TOPICS, await epoch())).toEqual([live!.table]);
  });

  it('read it from its first event then, and nothing that is parked of the former one', async () => {
    await eventually(() => expect(consumer.alarms()).toHaveLength(2));
    await consumer.stop();
    const header = Buffer.from('0a52b1d6-1111-4111-8111-000000000001').toString('base64');
    await installation.sql(
      `INSERT INTO enrichment.parked (slices, topic, partition, "offset", key, headers, value, cause)
       VALUES ('{x}', $1, 2, 0, '', json_build_object('ce_logepoch', $2::text), '', 'broken')`,
      [CUSTOMERS, header],
    );
    await readFromTheFirst(enrichment.database.writer, TOPICS, await epoch());
    expect(await installation.sql('SELECT 1 FROM enrichment.parked')).toEqual([]);
    await read();
    await shown('Meier', 'Wang, who is new');
    expect(consumer.alarms()).toEqual([]);
    expect(await readersOfOtherLogs(enrichment.database.writer, TOPICS, await epoch())).toEqual([]);
  });

  it('show no build of it before they are told', async () => {
    await eventually(() => expect(consumer.alarms()).toHaveLength(2));
    const build = await projections.rebuild('person');
    const renew = () => projections.renew();
    const building = startBuild(build, { ...optionsOf(enrichment, []), service: 'enrichment', projections, renew });
    try {
      const rows = () => installation.sql(`SELECT told FROM enrichment.${build.table}`);
      await eventually(async () => expect(await rows()).toHaveLength(2));
      await rest(2_000);
      expect([build.state, await names()]).toEqual(['building', ['Meier', 'Wang, who is lost']]);
      await consumer.stop();
      await readFromTheFirst(enrichment.database.writer, TOPICS, await epoch());
      await shown('Meier', 'Wang, who is new');
    } finally {
      await building.stop();
    }
  });

  it('show a build only when it holds what is on the topics, though the live one is itself no further', async () => {
    await eventually(() => expect(consumer.alarms()).toHaveLength(2));
    await consumer.stop();
    const former = await projections.rebuild('person');
    const build = await projections.rebuild('person', true);
    expect(projections.all.map(({ state }) => state)).toEqual(['live', 'building']);
    expect(await installation.sql(`SELECT to_regclass('enrichment.${former.table}') AS table`)).toEqual([
      { table: null },
    ]);
    await readFromTheFirst(enrichment.database.writer, TOPICS, await epoch());
    const reading = { ...optionsOf(enrichment, []), service: 'enrichment' as const, projections };
    let seen: string[] = [];
    const goLive: Projections['goLive'] = async (...of) => {
      seen = (await installation.sql<{ name: string }>(`SELECT told AS name FROM enrichment.${build.table}`)).map(
        ({ name }) => name,
      );
      return projections.goLive(...of);
    };
    // Whoever erases keeps it from reading, and from nothing else.
    await enrichment.database.transaction(async client => {
      await client.query(`SELECT pg_advisory_xact_lock(hashtext('erasure'), hashtext(current_schema()))`);
      consumer = startBuild(build, { ...reading, projections: { ...projections, goLive } });
      await rest(1_000);
    });
    await eventually(() => expect(build.state).toBe('live'));
    expect(seen.sort()).toEqual(['Meier', 'Wang, who is new']);
  });
});
