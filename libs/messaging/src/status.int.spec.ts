import { setTimeout as rest } from 'node:timers/promises';
import { eventually } from '@ckm/backing-services';
import { topicsOf, UPSTREAM_TOPIC } from '@ckm/contracts';
import { consumeByHand, optionsOf, standing } from './fixture/by-hand.js';
import { CUSTOMERS, customerIn, identify, messagesOf, people, tell } from './fixture/customers.js';
import { silent, type TestService } from './fixture/installation.js';
import { capture, enrichment, installation, openBeforeEach } from './fixture/two-services.js';
import { startConsumer } from './consumer.js';
import { openProjections } from './projection.js';
import { startRelay } from './relay.js';
import { intakeSlice, OWN_LOG, reactionSlice, viewSlice } from './slice.js';
import { roadStatus } from './status.js';

const MEIER = customerIn(2);
const ABOUT_A_SECOND = { least: 0.2, most: 30 };

openBeforeEach();

const statusOf = (service: TestService, alarms: string[] = []) => roadStatus(service.name, { ...service, alarms });
const isAboutASecond = (seconds: number) => {
  expect(seconds).toBeGreaterThan(ABOUT_A_SECOND.least);
  expect(seconds).toBeLessThan(ABOUT_A_SECOND.most);
};

const consumeUpstream = () => {
  const failing = () => Promise.reject(new Error());
  const take = intakeSlice({ name: 'take', topic: UPSTREAM_TOPIC, read: failing, failed: failing as never });
  return consumeByHand(capture, [take]);
};

describe('the status of the road', () => {
  it('of an empty service is all zero', async () => {
    expect(await statusOf(enrichment)).toEqual({
      service: 'enrichment',
      head: 0,
      lanes: [],
      consumers: [],
      parked: 0,
      quarantined: 0,
      alarms: [],
    });
  });

  it('tells how far a lane is behind, in events and seconds, and what keeps it', async () => {
    for (const what of ['M-1', 'M-2', 'M-3']) await identify(capture, MEIER, what);
    await installation.sql(
      `INSERT INTO capture.lane (topic, position, failure) VALUES ($1, 1, 'not authorized'), ('ckm.capture.knowledge-item.v1', 3, NULL)`,
      [CUSTOMERS],
    );
    await rest(250);
    const { lanes } = await statusOf(capture);
    expect(lanes).toMatchObject([
      { topic: CUSTOMERS, head: 3, checkpoint: 1, lagEvents: 2, failure: 'not authorized' },
      { head: 3, checkpoint: 3, lagEvents: 0, lagSeconds: 0, failure: null },
    ]);
    isAboutASecond(lanes[0]!.lagSeconds);
  });

  it('tells how far a slice is behind, and that it is not when it has read everything', async () => {
    for (const what of ['M-1', 'M-2', 'M-3']) await identify(capture, MEIER, what);
    const messages = await messagesOf(capture);
    await capture.transport.publish(CUSTOMERS, messages);
    const { deliver } = await consumeByHand(enrichment, [reactionSlice('enrichment', tell())]);
    await deliver({ topic: CUSTOMERS, partition: 2, messages: standing(messages.slice(0, 1)) });
    await rest(250);
    const [behind] = (await statusOf(enrichment)).consumers;
    expect(behind).toMatchObject({
      slice: 'tell-when-identified',
      topic: CUSTOMERS,
      head: 3,
      checkpoint: 1,
      lagEvents: 2,
    });
    isAboutASecond(behind!.lagSeconds);
    expect(behind!.waitsAt).toEqual({ partition: 2, position: 1 });
    await deliver({ topic: CUSTOMERS, partition: 2, messages: standing(messages).slice(1) });
    expect((await statusOf(enrichment)).consumers).toMatchObject([{ checkpoint: 3, lagEvents: 0, lagSeconds: 0 }]);
  });

  it('counts the own log like a topic, from its first event', async () => {
    const { all } = await openProjections(capture.owner, 'capture', [people]);
    const slices = [viewSlice('capture', all[0]!)];
    const before = await startConsumer(optionsOf(capture, slices));
    expect((await statusOf(capture)).consumers).toMatchObject([
      { topic: OWN_LOG, head: 0, checkpoint: 0, lagEvents: 0 },
    ]);
    await before.stop();
    await identify(capture, MEIER, 'M-1');
    await identify(capture, MEIER, 'M-2');
    expect((await statusOf(capture)).consumers).toMatchObject([{ head: 2, checkpoint: 0, lagEvents: 2 }]);
    const consumer = await startConsumer(optionsOf(capture, slices));
    await eventually(async () =>
      expect((await statusOf(capture)).consumers).toMatchObject([{ head: 2, checkpoint: 2, lagEvents: 0 }]),
    );
    await consumer.stop();
  });

  it('says nothing of a build that another one replaced', async () => {
    const first = await openProjections(enrichment.owner, 'enrichment', [people]);
    const second = await openProjections(enrichment.owner, 'enrichment', [{ ...people, version: 2 }]);
    const slices = [...first.all, ...second.all].map(one => viewSlice('enrichment', one));
    await consumeByHand(enrichment, slices);
    const named = async () => new Set((await statusOf(enrichment)).consumers.map(({ slice }) => slice));
    expect(await named()).toEqual(new Set(['person_v1_1', 'person_v2_1']));
    await second.goLive(second.all[0]!, new Map());
    expect(await named()).toEqual(new Set(['person_v2_1']));
  });

  it('counts what was put aside, from rows', async () => {
    for (const what of ['broken', 'M-2']) await identify(capture, MEIER, what);
    const record = { key: null, headers: {}, value: new TextEncoder().encode('{') };
    const unread = { tenantId: 'acme', code: 'record-unreadable', detail: 'no name in it' };
    const read = () => Promise.resolve(unread);
    const intake = intakeSlice({ name: 'take', topic: UPSTREAM_TOPIC, read, failed: () => unread });
    const { deliver } = await consumeByHand(enrichment, [reactionSlice('enrichment', tell()), intake]);
    await deliver({ topic: CUSTOMERS, partition: 2, messages: standing(await messagesOf(capture)) });
    await deliver({ topic: UPSTREAM_TOPIC, partition: 0, messages: standing([record]) });
    expect(await statusOf(enrichment, ['topic-gap t/3'])).toMatchObject({
      parked: 2,
      quarantined: 1,
      alarms: ['topic-gap t/3'],
    });
  });

  it('says that the transport does not answer instead of failing, and still shows the lanes', async () => {
    await identify(capture, MEIER, 'M-1');
    const started = { service: 'capture' as const, pool: capture.database.writer, owner: 'one', log: silent };
    const relay = startRelay({ ...capture, ...started });
    await eventually(async () =>
      expect((await statusOf(capture)).lanes).toMatchObject(
        topicsOf('capture')
          .sort()
          .map(topic => ({ topic, lagEvents: 0 })),
      ),
    );
    await relay.stop();
    await consumeUpstream();
    const transport = { ...capture.transport, bounds: () => Promise.reject(new Error('the broker is away')) } as never;
    const { lanes, alarms } = await statusOf({ ...capture, transport });
    expect(alarms).toEqual(['transport-unreachable']);
    expect(lanes).toHaveLength(topicsOf('capture').length);
  });

  it('says so as well where the transport never answers, instead of waiting for it', async () => {
    await consumeUpstream();
    let asked = 0;
    const bounds = () => ((asked += 1), new Promise(() => undefined));
    const parts = { ...capture, transport: { ...capture.transport, bounds } as never, alarms: [], patienceMs: 10 };
    await roadStatus('capture', parts);
    const { consumers, alarms } = await roadStatus('capture', parts);
    expect(asked).toBe(1);
    expect(alarms).toEqual(['transport-unreachable']);
    expect(consumers).toMatchObject([{ slice: 'take', topic: UPSTREAM_TOPIC }]);
  });
});
