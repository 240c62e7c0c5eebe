import { jest } from '@jest/globals';
import { contractOf, UPSTREAM_TOPIC } from '@ckm/contracts';
import { consumeByHand, standing } from './fixture/by-hand.js';
import { CUSTOMERS, customerIn, identify, messagesOf, tell, uuid } from './fixture/customers.js';
import { capture, enrichment, installation, openBeforeEach } from './fixture/two-services.js';
import { intakeSlice, OWN_LOG, reactionSlice } from './slice.js';
import { type RoadStatus, roadStatus } from './status.js';
import { appliedBy, verifyRoad } from './verify-road.js';

const MEIER = customerIn(2);

const unread = { tenantId: 'acme', code: 'record-unreadable', detail: 'no name in it' };
const intake = { name: 'take', topic: UPSTREAM_TOPIC, read: () => Promise.resolve(unread), failed: () => unread };
const slices = [reactionSlice('enrichment', tell()), intakeSlice(intake)];

describe('a road that is verified', () => {
  const statusOf = () => roadStatus('enrichment', { ...enrichment, alarms: [] });
  const broken = async (change: (status: RoadStatus) => unknown = () => undefined): Promise<object> => {
    const status = await statusOf();
    change(status);
    const promises = await verifyRoad(enrichment.database, () => Promise.resolve(status), slices);
    return Object.fromEntries(promises.filter(one => !one.holds).map(one => [one.name, one.broken]));
  };
  const read = async (...tellings: string[]): Promise<void> => {
    for (const what of tellings) await identify(capture, MEIER, what);
    const record = { key: null, headers: {}, value: new TextEncoder().encode('{') };
    const { deliver } = await consumeByHand(enrichment, slices);
    const messages = standing(await messagesOf(capture));
    await capture.transport.publish(CUSTOMERS, messages);
    await deliver({ topic: CUSTOMERS, partition: 2, messages });
    await deliver({ topic: UPSTREAM_TOPIC, partition: 0, messages: standing([record]) });
  };

  openBeforeEach();

  it('keeps its promises, and tells how much of them it saw', async () => {
    await read('M-1', 'M-2');
    const promises = await verifyRoad(enrichment.database, statusOf, slices);
    expect(promises.map(({ name, holds, checked, isOfAll = false }) => [name, holds, checked, isOfAll])).toEqual([
      ['every event is sent, or on its way', true, 0, true],
      ['every topic is read, or being read', true, 2, true],
      ['no partition waits for somebody', true, 2, false],
      ['nothing is parked', true, 0, false],
      ['what lies in quarantine is kept as it came', true, 1, false],
    ]);
  });

  it('tells how far it has applied what others sent', async () => {
    await read('M-1', 'M-2');
    const epoch = await capture.store.epoch();
    expect(await appliedBy(enrichment.database)).toEqual([
      { slice: 'tell-when-identified', topic: CUSTOMERS, partition: 2, epoch, highWater: 2 },
    ]);
  });

  it('names the partition that a slice has no checkpoint of', async () => {
    await read('M-1');
    await installation.sql(`DELETE FROM enrichment.checkpoint WHERE slice = 'take' AND partition = 4`);
    const detail = `take has no checkpoint of ${UPSTREAM_TOPIC}/4: nobody reads it`;
    expect(await broken()).toEqual({ 'every topic is read, or being read': [{ detail }] });
  });

  it('names tenant, stream and position of what is parked', async () => {
    await read('broken', 'M-2');
    expect(await broken()).toMatchObject({
      'nothing is parked': [
        {
          tenantId: 'acme',
          streamId: uuid(MEIER),
          position: 1,
          detail: expect.stringContaining('the decider has a fault') as string,
        },
        { tenantId: 'acme', streamId: uuid(MEIER), position: 2 },
      ],
    });
  });

  it('names the tenant of what lies in quarantine without its bytes', async () => {
    await read('M-1');
    await installation.sql(`UPDATE enrichment.quarantine SET sealed = ''`);
    expect(await broken()).toMatchObject({ 'what lies in quarantine is kept as it came': [{ tenantId: 'acme' }] });
  });

  it('counts what was put aside where it lies, however much it is, and names a hundred', async () => {
    await read('broken');
    await installation.sql(`INSERT INTO enrichment.parked (slices, topic, partition, "offset", key, headers, value, cause)
      SELECT slices, topic, partition, nth, key, headers, value, cause FROM enrichment.parked, generate_series(1, 149) nth`);
    await installation.sql(`UPDATE enrichment.quarantine SET sealed = ''`);
    await installation.sql(`INSERT INTO enrichment.quarantine (tenant_id, topic, partition, "offset", sealed, code, detail)
      SELECT tenant_id, topic, partition, nth, sealed, code, detail FROM enrichment.quarantine, generate_series(1, 149) nth`);
    const asked = jest.spyOn(enrichment.database.writer, 'query');
    const promises = await verifyRoad(enrichment.database, statusOf, slices);
    const answers = (await Promise.all(asked.mock.results.map(({ value }) => value as unknown))) as {
      rows: object[];
    }[];
    asked.mockRestore();
    expect(promises.slice(3).map(({ checked, broken: { length } }) => ({ checked, length }))).toEqual([
      { checked: 150, length: 100 },
      { checked: 150, length: 100 },
    ]);
    expect(Math.max(...answers.map(({ rows }) => rows.length))).toBe(100);
  });

  it('names the event that is the first to wait, for a lane and for who reads the own log', async () => {
    await read('M-1', 'M-2');
    const { topic } = contractOf('ThemeDescribed');
    const waiting = { topic, head: 2, checkpoint: 1, lagEvents: 1, lagSeconds: 61, failure: null };
    const own = { slice: 'tell', ...waiting, topic: OWN_LOG, waitsAt: { partition: 0, position: 1 } };
    const event = { tenantId: 'acme', streamId: uuid(MEIER), position: 2 };
    expect(await broken(status => Object.assign(status, { lanes: [waiting], consumers: [own] }))).toEqual({
      'every event is sent, or on its way': [{ ...event, detail: `${topic}: 1 events wait for 61 s` }],
      'every topic is read, or being read': [{ ...event, detail: 'tell has not read 1 messages of log/0 for 61 s' }],
    });
  });

  it('tells where a partition stands that waits behind a gap', async () => {
    await read('M-1', 'M-2');
    const detail = `topic-gap ${CUSTOMERS}/2`;
    expect(await broken(status => Object.assign(status, { alarms: [detail] }))).toEqual({
      'no partition waits for somebody': [{ position: 2, detail }],
    });
  });

  const lane = { topic: CUSTOMERS, head: 9, checkpoint: 6, lagEvents: 3, lagSeconds: 2, failure: null };
  const slice = {
    slice: 'tell',
    topic: CUSTOMERS,
    head: 9,
    checkpoint: 6,
    lagEvents: 3,
    lagSeconds: 2,
    waitsAt: { partition: 5, position: 40 },
  };
  it('takes nobody for stuck who goes on with what came after a long while', async () => {
    await read('M-1');
    const status = await statusOf();
    const looks = [6, 7].map(checkpoint => ({ ...status, consumers: [{ ...slice, lagSeconds: 61, checkpoint }] }));
    const promises = await verifyRoad(enrichment.database, () => Promise.resolve(looks.shift()!), slices);
    expect(promises.filter(one => !one.holds)).toEqual([]);
  });

  it.each<[string, Partial<RoadStatus>, object]>([
    ['is on its way', { lanes: [lane], consumers: [slice] }, {}],
    [
      'waits for more than a minute to be sent',
      { lanes: [{ ...lane, lagSeconds: 61 }] },
      { 'every event is sent, or on its way': [{ position: 7, detail: `${CUSTOMERS}: 3 events wait for 61 s` }] },
    ],
    [
      'cannot be sent',
      { lanes: [{ ...lane, failure: 'not authorized' }] },
      {
        'every event is sent, or on its way': [
          { position: 7, detail: `${CUSTOMERS}: 3 events wait for 2 s: not authorized` },
        ],
      },
    ],
    [
      'waits for more than a minute to be read',
      { consumers: [{ ...slice, lagSeconds: 61 }] },
      {
        'every topic is read, or being read': [
          { position: 40, detail: `tell has not read 3 messages of ${CUSTOMERS}/5 for 61 s` },
        ],
      },
    ],
    [
      'waits behind a gap',
      { alarms: ['topic-gap t/3'] },
      { 'no partition waits for somebody': [{ detail: 'topic-gap t/3' }] },
    ],
  ])('tells what %s', async (_, change, expected) => {
    await read('M-1');
    expect(await broken(status => Object.assign(status, change))).toEqual(expected);
  });
});
