import { setTimeout as rest } from 'node:timers/promises';
import { eventually } from '@ckm/backing-services';
import { optionsOf } from './fixture/by-hand.js';
import { CUSTOMERS, identify, ITEMS, say, tell, told, uuid } from './fixture/customers.js';
import { silent, type TestService } from './fixture/installation.js';
import { capture, enrichment, installation, openBeforeEach } from './fixture/two-services.js';
import { startConsumer } from './consumer.js';
import { claimLane, moveLane } from './lane.js';
import { type Relay, startRelay } from './relay.js';
import { reactionSlice } from './slice.js';
import type { Transport } from './transport/transport.js';
import { placeOf } from './wire.js';

const NAMES = ['Meier', 'Wang', 'O’Neill', '王秀英', 'Jäger', 'Smith'];

const relays: Relay[] = [];

openBeforeEach();
afterEach(async () => {
  await Promise.all(relays.splice(0).map(relay => relay.stop()));
});

function relay(process: TestService, owner: string, changes: Partial<Transport> = {}): Relay {
  const { store, transport } = process;
  const whole: Transport = {
    publish: (topic, messages) => transport.publish(topic, messages),
    identity: () => transport.identity(),
    bounds: topic => transport.bounds(topic),
    last: (...of) => transport.last(...of),
    consume: options => transport.consume(options),
    empty: topic => transport.empty(topic),
    ensureTopics: topics => transport.ensureTopics(topics),
    close: () => transport.close(),
    ...changes,
  };
  const pool = process.database.writer;
  const started = startRelay({ service: 'capture', store, pool, transport: whole, owner, log: silent });
  relays.push(started);
  return started;
}

/** Tellings of several customers in turn: `Meier 0`, `Wang 1`, … */
async function identifyMany(count: number, from = 0, by = capture): Promise<void> {
  for (let nth = from; nth < from + count; nth += 1) {
    const name = NAMES[nth % NAMES.length]!;
    await identify(by, name, `${name} ${nth}`);
  }
}

interface Record {
  partition: number;
  key: Buffer;
  headers: { [name: string]: string };
}
/** What stands on the topic: per partition, in order. */
async function topicOf(
  topic = CUSTOMERS,
): Promise<{ partition: number; key: string; sequence: number; previous: number }[]> {
  const rows = await installation.sql<Record>(
    'SELECT partition, key, headers FROM transport.message WHERE topic = $1 ORDER BY partition, "offset"',
    [topic],
  );
  return rows.map(({ partition, key, headers }) => {
    const bytes = Object.entries(headers).map(([name, value]) => [name, Buffer.from(value, 'latin1')] as const);
    const place = placeOf({ key, value: key, headers: Object.fromEntries(bytes) });
    return { partition, key: key.toString(), sequence: Number(place.sequence), previous: Number(place.previous) };
  });
}
const sequences = async (topic = CUSTOMERS) =>
  (await topicOf(topic)).map(({ sequence }) => sequence).sort((a, b) => a - b);
const numbers = (count: number) => Array.from({ length: count }, (_, nth) => nth + 1);
const laneOf = async (topic = CUSTOMERS) =>
  (
    await installation.sql<{ position: string; failure: string | null; owner: string }>(
      'SELECT position, failure, owner FROM capture.lane WHERE topic = $1',
      [topic],
    )
  )[0];
const published = (position: number, topic = CUSTOMERS) =>
  eventually(async () => expect(await laneOf(topic)).toMatchObject({ position: String(position) }));

async function hasNoGap(): Promise<void> {
  const seen = new Map<number, number>();
  for (const { partition, sequence, previous } of await topicOf()) {
    expect(previous).toBeLessThanOrEqual(seen.get(partition) ?? 0);
    seen.set(partition, Math.max(sequence, seen.get(partition) ?? 0));
  }
}

/** A reader of the topic: what it was told by customer is in order, and nothing is doubled. */
async function readAll(count: number): Promise<void> {
  const consumer = await startConsumer(optionsOf(enrichment, [reactionSlice('enrichment', tell())]));
  await eventually(async () => expect((await told(enrichment)).length).toBeGreaterThanOrEqual(count));
  await rest(100);
  for (const name of NAMES) {
    const mine = numbers(count).filter(nth => NAMES[(nth - 1) % NAMES.length] === name);
    expect(await told(enrichment, name)).toEqual(mine.map(nth => `${name} ${nth - 1}`));
  }
  expect(consumer.alarms()).toEqual([]);
  await consumer.stop();
}

describe('a relay', () => {
  it('publishes the log in order, each event on its topic, chained in its partition without a hole', async () => {
    await identifyMany(20);
    await say(capture, 'Meier', 'a review');
    await identifyMany(10, 20);
    relay(capture, 'one');
    await published(31);
    await published(31, ITEMS);
    expect(await topicOf(ITEMS)).toMatchObject([{ key: uuid('a review'), sequence: 21, previous: 0 }]);
    const records = await topicOf();
    expect(await sequences()).toEqual(numbers(31).filter(nth => nth !== 21));
    records.forEach(({ partition, previous }, nth) => {
      const before = records[nth - 1];
      expect(previous).toBe(before?.partition === partition ? before.sequence : 0);
    });
    expect(new Set(records.map(({ partition }) => partition)).size).toBeGreaterThan(1);
  });

  it('goes on with the chain where it was, in another process too', async () => {
    await identify(capture, 'Meier', 'first');
    await relay(capture, 'one').stop();
    relay(capture, 'one');
    await published(1);
    await relays.at(-1)!.stop();
    await identify(capture, 'Meier', 'second');
    relay(await installation.open('capture'), 'one');
    await published(2);
    expect(await topicOf()).toMatchObject([{ previous: 0 }, { previous: 1 }]);
  });

  it('moves its lane only when the transport has acknowledged', async () => {
    let acknowledge: () => void = () => undefined;
    const acknowledged = new Promise<void>(resolve => (acknowledge = resolve));
    await identifyMany(3);
    const publish: Transport['publish'] = async (topic, messages) => {
      const written = await capture.transport.publish(topic, messages);
      await acknowledged;
      return written;
    };
    relay(capture, 'one', { publish });
    await eventually(async () => expect(await sequences()).toEqual([1, 2, 3]));
    expect(await laneOf()).toMatchObject({ position: '0' });
    acknowledge();
    await published(3);
  });

  it('that crashed after publishing publishes again, and readers drop the repeat', async () => {
    await identifyMany(3);
    let crashes = 1;
    const publish: Transport['publish'] = async (topic, messages) => {
      const written = await capture.transport.publish(topic, messages);
      if ((crashes -= 1) === 0) throw new Error('killed');
      return written;
    };
    relay(capture, 'one', { publish });
    await published(3);
    expect(await sequences()).toEqual([1, 1, 2, 2, 3, 3]);
    await readAll(3);
  });

  it('and another one at once, each again and again taking over, lose, double and reorder nothing', async () => {
    const other = await installation.open('capture');
    relay(capture, 'one');
    relay(other, 'two');
    const owners = new Set<string>();
    await eventually(async () => expect(await laneOf()).toBeDefined());
    for (let nth = 0; nth < 60; nth += 5) {
      await installation.sql("UPDATE capture.lane SET expires_at = '-infinity'");
      await identifyMany(5, nth, nth % 2 === 0 ? capture : other);
      owners.add((await laneOf())!.owner);
    }
    await published(60);
    expect(new Set(await sequences())).toEqual(new Set(numbers(60)));
    await readAll(60);
    expect(owners.size).toBe(2);
  });

  it('sleeps a second after a failure, however many events come meanwhile', async () => {
    const calls: number[] = [];
    const publish: Transport['publish'] = () => {
      calls.push(performance.now());
      return Promise.reject(new Error('the broker is away'));
    };
    relay(capture, 'one', { publish });
    await identifyMany(20);
    await eventually(() => expect(calls.length).toBeGreaterThan(1));
    expect(calls[1]! - calls[0]!).toBeGreaterThan(950);
  });
});

describe('a lane', () => {
  const claim = (owner: string, transport = 'postgres:1') =>
    claimLane(capture.database.writer, { topic: CUSTOMERS, owner, transport });
  const expire = () => installation.sql("UPDATE capture.lane SET expires_at = now() - interval '1 second'");

  it('is its owner’s until the lease expires, and at once again after a restart', async () => {
    expect(await claim('one')).toMatchObject({ position: 0n, generation: '1' });
    expect(await claim('two')).toBeNull();
    expect(await claim('one')).toMatchObject({ generation: '2' });
    await expire();
    expect(await claim('two')).toMatchObject({ generation: '3' });
  });

  it('is not moved by one whose lease was taken over', async () => {
    const mine = (await claim('one'))!;
    await expire();
    const taken = (await claim('two'))!;
    expect(await moveLane(capture.database.writer, { ...mine, position: 7n })).toBeNull();
    expect(await laneOf()).toMatchObject({ position: '0', owner: 'two' });
    expect(await moveLane(capture.database.writer, { ...taken, position: 5n })).toMatchObject({ position: 5n });
  });
});

describe('a topic', () => {
  const truncate = () =>
    installation.sql('DELETE FROM transport.message WHERE topic = $1 AND "offset" > 0', [CUSTOMERS]);

  it('that lost its end is published again from the start, and readers end with the same', async () => {
    await identifyMany(12);
    relay(capture, 'one');
    await published(12);
    await truncate();
    await identifyMany(3, 12);
    await published(15);
    await hasNoGap();
    await readAll(15);
  });

  it('that lost its end while nothing happens is filled again all the same', async () => {
    await identifyMany(12);
    relay(capture, 'one');
    await published(12);
    await installation.sql('DELETE FROM transport.message');
    await eventually(async () => expect(await sequences()).toEqual(numbers(12)));
  });

  it('that lost its end while a batch was on its way is published again from the start', async () => {
    for (let nth = 0; nth < 4; nth += 1) await identify(capture, 'Meier', `Meier ${nth}`);
    let cuts = 0;
    const publish: Transport['publish'] = async (topic, messages) => {
      if (messages.length === 1 && (cuts += 1) === 1) await truncate();
      return capture.transport.publish(topic, messages);
    };
    relay(capture, 'one', { publish });
    await published(4);
    await identify(capture, 'Meier', 'Meier 4');
    await eventually(async () => expect(await sequences()).toEqual([1, 1, 2, 3, 4, 5, 5]));
  });

  it('that is refused stops its own lane only, and shows why until it is taken again', async () => {
    let isRefused = true;
    const publish: Transport['publish'] = (topic, messages) =>
      topic === CUSTOMERS && isRefused
        ? Promise.reject(new Error('not authorized to write to the topic'))
        : capture.transport.publish(topic, messages);
    relay(capture, 'one', { publish });
    await identifyMany(2);
    await say(capture, 'Wang', 'a review');
    await published(3, ITEMS);
    await eventually(async () =>
      expect(await laneOf()).toMatchObject({ position: '0', failure: 'not authorized to write to the topic' }),
    );
    isRefused = false;
    await published(3);
    expect(await laneOf()).toMatchObject({ failure: null });
  });

  it('of another transport begins at the first event, and nothing doubles', async () => {
    await identifyMany(4);
    const first = relay(capture, 'one');
    await published(4);
    await readAll(4);
    await first.stop();
    await installation.sql('UPDATE transport.store SET id = gen_random_uuid()');
    await installation.sql('TRUNCATE transport.message');
    relay(capture, 'one');
    await identifyMany(2, 4);
    await eventually(async () => expect(await sequences()).toEqual(numbers(6)));
    await readAll(6);
  });
});
