import { describeWithKafka } from '@ckm/backing-services';
import { Kafka, logLevel } from 'kafkajs';
import {
  eventually,
  gate,
  keyIn,
  Listener,
  message,
  newGroup,
  newTopic,
  numbered,
  pause,
  type Road,
} from './contract/road.js';
import { kafkaTransport, type KafkaTransportOptions } from './kafka-transport.js';
import { transportContract } from './transport.contract.js';
import type { Transport } from './transport.js';

function kafkaRoad(
  brokers: string[],
): Road & { client: Kafka; open: (options?: Partial<KafkaTransportOptions>) => Transport } {
  const transports: Transport[] = [];
  const client = new Kafka({ brokers, logLevel: logLevel.NOTHING });
  const admin = client.admin();
  const open = (options: Partial<KafkaTransportOptions> = {}) => {
    // A short watch, so that partitions that nothing comes from are looked at every second.
    const transport = kafkaTransport({ brokers, clientId: 'contract', watchdogMs: 4_000, ...options });
    transports.push(transport);
    return transport;
  };
  return {
    client,
    open,
    transport: open(),
    another: () => open(),
    makeAnew: async topic => {
      await admin.connect();
      await admin.deleteTopics({ topics: [topic] });
      await eventually(async () => !(await admin.listTopics()).includes(topic));
      // kafkajs asks for the leader at once, and gives up where the broker has yet to hear of the topic.
      await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: false });
      await eventually(async () => (await admin.listTopics()).includes(topic));
    },
    behead: async (topic, partition, below) => {
      await admin.connect();
      await admin.fetchTopicOffsets(topic); // makes it known
      await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: String(below) }] });
    },
    close: async () => {
      await Promise.all(transports.map(transport => transport.close()));
      await admin.disconnect();
    },
  };
}

await describeWithKafka('on Kafka', ({ brokers }) => {
  transportContract('the Kafka transport', () => Promise.resolve(kafkaRoad(brokers)));

  describe('the Kafka transport alone', () => {
    let road: ReturnType<typeof kafkaRoad>;
    beforeAll(() => void (road = kafkaRoad(brokers)));
    afterAll(() => road.close());

    it.each([
      ['for ever', {}, '-1'],
      ['as long as is said', { retentionMs: 2_592_000_000 }, '2592000000'],
    ])('makes topics that are kept %s and take large messages', async (_, kept, retention) => {
      const topic = `contract-${newGroup()}`;
      await road.transport.ensureTopics([{ name: topic, partitions: 1, ...kept }]);
      const admin = road.client.admin();
      await admin.connect();
      const { resources } = await admin.describeConfigs({
        includeSynonyms: false,
        resources: [{ type: 2, name: topic, configNames: ['retention.ms', 'max.message.bytes'] }],
      });
      await admin.disconnect();

      const values = resources[0]!.configEntries.map(({ configName, configValue }) => [configName, configValue]);
      expect(Object.fromEntries(values)).toEqual({ 'retention.ms': retention, 'max.message.bytes': '2097152' });
    });

    describe('tells how topics that others made are set otherwise:', () => {
      const admin = () => road.client.admin();
      const made = async (settings: Record<string, string>) => {
        const topic = `contract-${newGroup()}`;
        const configEntries = Object.entries(settings).map(([name, value]) => ({ name, value }));
        const creator = admin();
        await creator.connect();
        await creator.createTopics({ topics: [{ topic, numPartitions: 1, configEntries }] });
        await creator.disconnect();
        return topic;
      };
      const tellsOf = (name: string, isFromElsewhere = false) =>
        road.transport.misconfigured!([{ name, partitions: 1, isFromElsewhere }]);

      it('ours, not kept for ever', async () => {
        const topic = await made({ 'retention.ms': '604800000', 'cleanup.policy': 'compact', 'retention.bytes': '9' });
        expect(await tellsOf(topic)).toEqual([
          `${topic}: retention.ms is 604800000, not -1`,
          `${topic}: retention.bytes is 9, not -1`,
          `${topic}: cleanup.policy is compact, not delete`,
        ]);
      });

      it('one that is filled from elsewhere, with times of its own', async () => {
        const topic = await made({ 'message.timestamp.type': 'CreateTime' });
        expect(await tellsOf(topic, true)).toEqual([
          `${topic}: message.timestamp.type is CreateTime, not LogAppendTime`,
        ]);
      });

      it('and nothing of those that we made, or that are not there', async () => {
        const topic = await newTopic(road.transport);
        for (const name of [topic, `${topic}-none`])
          expect([await tellsOf(name), await tellsOf(name, true)]).toEqual([[], []]);
      });
    });

    it('tells a handler that hangs that its partition went to another consumer', async () => {
      const topic = await newTopic(road.transport, 2);
      const group = newGroup();
      await road.transport.publish(topic, [...numbered(keyIn(0, 2), 1), ...numbered(keyIn(1, 2), 1)]);
      const told = gate();
      const hangs = new Listener(async ({ signal, next }) => {
        signal.addEventListener('abort', told.open);
        await told.opened;
        return { next };
      });
      await hangs.listen(road.transport, { topics: [topic], group });
      await hangs.untilCount(2);
      const takesOver = await new Listener().listen(road.another(), { topics: [topic], group });
      await told.opened;
      await takesOver.untilCount(1);
      await Promise.all([hangs.stop(), takesOver.stop()]);
    });

    it('has left its group when it is stopped while it joins', async () => {
      const topic = await newTopic(road.transport);
      const group = newGroup();
      await road.transport.publish(topic, numbered('k', 1));
      const admin = road.client.admin();
      await admin.connect();
      const look = async () => (await admin.describeGroups([group])).groups[0]!;
      const [works, letGo] = [gate(), gate()];
      // Who joins waits for this one, which does not hear of others while it works.
      const slow = road.client.consumer({ groupId: group });
      await slow.connect();
      await slow.subscribe({ topics: [topic], fromBeginning: true });
      await slow.run({ eachBatch: () => Promise.resolve(works.open()).then(() => letGo.opened) });
      await works.opened;
      const listener = await new Listener().listen(road.transport, { topics: [topic], group });
      await eventually(async () => (await look()).state === 'PreparingRebalance');
      const stopped = Promise.all([listener.stop(), listener.stop(), slow.disconnect()]);
      letGo.open();
      await stopped;

      expect((await look()).members).toEqual([]);
      await admin.disconnect();
    });

    it('passes over what belongs to transactions, aborted ones too', async () => {
      const topic = await newTopic(road.transport);
      const producer = road.client.producer({ transactionalId: topic, maxInFlightRequests: 1, idempotent: true });
      await producer.connect();
      for (const [value, isKept] of [
        ['a', true],
        ['lost', false],
        ['b', true],
      ] as const) {
        const transaction = await producer.transaction();
        await transaction.send({ topic, messages: [{ key: 'k', value }] });
        await (isKept ? transaction.commit() : transaction.abort());
      }
      await producer.disconnect();
      await eventually(async () => (await road.transport.bounds(topic))[0]?.end === 6n);
      expect(Buffer.from((await road.transport.last(topic, 0))!.value).toString()).toBe('b');

      const listener = await new Listener().listen(road.transport, { topics: [topic] });
      await listener.untilCount(2);
      expect(listener.batches.at(-1)?.next).toBe(6n);
      await road.transport.publish(topic, [message('k', 'c')]);
      await listener.untilCount(3);
      await listener.stop();

      expect(listener.values).toEqual(['a', 'b', 'c']);
      const [first, ...later] = listener.batches;
      expect(first?.from).toBe(0n);
      later.forEach(({ from }, nth) => expect(from).toBe(listener.batches[nth]!.next));
    });

    it('does not take a partition that ends with a mark of a transaction for a stuck one', async () => {
      const lines: string[] = [];
      const transport = road.open({ watchdogMs: 800, log: line => lines.push(line) });
      const topic = await newTopic(transport);
      const producer = road.client.producer({ transactionalId: topic, maxInFlightRequests: 1, idempotent: true });
      await producer.connect();
      const transaction = await producer.transaction();
      await transaction.send({ topic, messages: [{ key: 'k', value: 'v' }] });
      await transaction.commit();
      await producer.disconnect();
      await eventually(async () => (await transport.bounds(topic))[0]?.end === 2n);

      const listener = await new Listener().listen(transport, { topics: [topic], startAt: 1n });
      await pause(3_000);
      await transport.publish(topic, [message('k', 'next')]);
      await listener.untilCount(1);
      await listener.stop();

      expect(listener.batches[0]).toMatchObject({ from: 1n, next: 3n, end: 3n });
      expect(lines.filter(line => line.includes('no progress'))).toEqual([]);
    });

    it('shows at once, without waiting for the watch, that the start is lost', async () => {
      const transport = road.open({ watchdogMs: 60_000 });
      const topic = await newTopic(transport);
      const begun = performance.now();
      const listener = await new Listener().listen(transport, { topics: [topic], startAt: 5n });
      await listener.until(({ batches }) => batches.length > 0);
      expect(performance.now() - begun).toBeLessThan(4_000);
      await listener.stop();
    });

    it('shows that everything was deleted while the partition rested', async () => {
      const transport = road.open({ watchdogMs: 60_000 });
      const topic = await newTopic(transport);
      await transport.publish(topic, numbered('k', 3));
      const rests = new Listener(({ from, next }, earlier) =>
        earlier === 0 ? { next: from, afterMs: 1_000 } : { next },
      );
      await rests.listen(transport, { topics: [topic] });
      await rests.untilCount(3);
      await road.behead(topic, 0, 3n);
      await rests.until(({ batches }) => batches.length === 2);
      await rests.stop();

      expect(rests.batches[1]).toMatchObject({ from: 3n, next: 3n, end: 3n, messages: [] });
    });

    it('shows how far a group is to those who look with the tools of Kafka', async () => {
      const topic = await newTopic(road.transport);
      const group = newGroup();
      const admin = road.client.admin();
      await admin.connect();
      await road.transport.publish(topic, numbered('k', 5));
      const listener = await new Listener().listen(road.transport, { topics: [topic], group });
      await eventually(async () => {
        const [offsets] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
        return offsets?.partitions[0]?.offset === '5';
      });
      await listener.stop();
      await admin.disconnect();
    });

    it('replaces a consumer that makes no progress, and says when that does not help', async () => {
      const stuck = gate();
      const lines: string[] = [];
      const transport = road.open({ watchdogMs: 1_000, onStuck: stuck.open, log: line => lines.push(line) });
      const topic = await newTopic(transport);
      await transport.publish(topic, numbered('k', 1));
      const { opened, open } = gate();
      const hangs = new Listener(({ next }) => opened.then(() => ({ next })));
      await hangs.listen(transport, { topics: [topic] });
      await stuck.opened;

      expect(hangs.batches).toHaveLength(1);
      expect(hangs.batches[0]!.signal.aborted).toBe(true);
      const complaints = lines.filter(line => line.includes('makes no progress'));
      expect(complaints).toHaveLength(2);
      open();
    });

    it('does not take a handler that rests or fails for a stuck one', async () => {
      let isStuck = false;
      const lines: string[] = [];
      const transport = road.open({ watchdogMs: 800, onStuck: () => (isStuck = true), log: line => lines.push(line) });
      const topic = await newTopic(transport, 2);
      await transport.publish(topic, [...numbered(keyIn(0, 2), 1), ...numbered(keyIn(1, 2), 1)]);
      const waits = new Listener(({ partition, from }) => {
        if (partition === 1) throw new Error('on purpose');
        return { next: from, afterMs: 100 };
      });
      await waits.listen(transport, { topics: [topic] });
      await waits.untilCount(25);
      await waits.stop();

      expect(isStuck).toBe(false);
      expect(lines.filter(line => line.includes('no progress'))).toEqual([]);
    });
  });
});
