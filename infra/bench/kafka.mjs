// Our Kafka transport beside kafkajs alone: the same messages to the same broker, and back.
import { randomUUID } from 'node:crypto';
import { missingForLocalKafka, startLocalKafka } from '@ckm/backing-services';
import { kafkaTransport } from '@ckm/messaging/kafka';
import kafkajs from 'kafkajs';
import { inRounds, medianOf, ratio, table } from './rounds.mjs';

const MESSAGES = 20_000;
const PER_SEND = 500;
const PARTITIONS = 12;
const ROUNDS = 5;
const VALUE = Buffer.from(JSON.stringify({ text: 'Der Einzug nimmt zwei Blätter auf einmal. '.repeat(10) }));

export async function kafka(say) {
  const missing = await missingForLocalKafka();
  if (missing) return `Not measured: ${missing}`;
  const broker = await startLocalKafka();
  const { brokers } = broker;
  const ours = kafkaTransport({ brokers, clientId: 'bench' });
  const client = new kafkajs.Kafka({ brokers, clientId: 'bare', logLevel: kafkajs.logLevel.NOTHING });
  const producer = client.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
  await producer.connect();
  const topics = { ckm: [], kafkajs: [] };
  const newTopic = async of => {
    const name = `bench-${randomUUID()}`;
    await ours.ensureTopics([{ name, partitions: PARTITIONS }]);
    topics[of].push(name);
    return name;
  };
  const produced = await inRounds(
    {
      ckm: async () => producing(await newTopic('ckm'), (topic, messages) => ours.publish(topic, messages)),
      kafkajs: async () =>
        producing(await newTopic('kafkajs'), (topic, messages) => producer.send({ topic, acks: -1, messages })),
    },
    { rounds: ROUNDS, say: line => say(`produce, ${line}`) },
  );
  const next = { ckm: 0, kafkajs: 0 };
  const consumed = await inRounds(
    {
      ckm: () => consumingOurs(ours, topics.ckm[next.ckm++]),
      kafkajs: () => consumingKafkajs(client, topics.kafkajs[next.kafkajs++]),
    },
    { rounds: ROUNDS, say: line => say(`consume, ${line}`) },
  );
  await producer.disconnect();
  await ours.close();
  await broker.stop();
  const row = (name, { ckm, kafkajs: theirs }) => [
    name,
    medianOf(ckm, 'perSecond'),
    medianOf(theirs, 'perSecond'),
    ratio(ckm, theirs, 'perSecond'),
  ];
  return `${MESSAGES.toLocaleString('en-GB')} messages of ${VALUE.length} bytes over ${PARTITIONS} partitions, ${PER_SEND} a send, ${ROUNDS} rounds; both idempotent and \`acks=-1\`. Consuming is measured from the first message to the last, without the time to join the group.\n\n${table(['', 'ckm /s', 'kafkajs /s', '×'], [row('produce', produced), row('consume', consumed)])}`;
}

async function producing(topic, send) {
  const began = performance.now();
  for (let nth = 0; nth < MESSAGES; nth += PER_SEND)
    await send(
      topic,
      Array.from({ length: PER_SEND }, (_, i) => ({
        key: Buffer.from(`key-${(nth + i) % 997}`),
        headers: { ce_id: Buffer.from(String(nth + i)), ce_type: Buffer.from('KnowledgeItemCaptured') },
        value: VALUE,
      })),
    );
  return { perSecond: MESSAGES / ((performance.now() - began) / 1_000) };
}

/** Counts messages; the clock starts at the first. */
function counter() {
  let count = 0;
  let began = 0;
  let done;
  const all = new Promise(resolve => (done = resolve));
  return {
    all,
    saw: more => {
      began ||= performance.now();
      count += more;
      if (count >= MESSAGES) done({ perSecond: MESSAGES / ((performance.now() - began) / 1_000) });
    },
  };
}

async function consumingOurs(transport, topic) {
  const { saw, all } = counter();
  const consumption = await transport.consume({
    group: `bench-${randomUUID()}`,
    topics: [topic],
    startAt: () => Promise.resolve(0n),
    onBatch: ({ messages, next }) => {
      saw(messages.length);
      return Promise.resolve({ next });
    },
  });
  const found = await all;
  await consumption.stop();
  return found;
}

async function consumingKafkajs(client, topic) {
  const { saw, all } = counter();
  const consumer = client.consumer({ groupId: `bench-${randomUUID()}` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: 4,
    eachBatch: ({ batch, resolveOffset }) => {
      saw(batch.messages.length);
      resolveOffset(batch.messages.at(-1).offset);
      return Promise.resolve();
    },
  });
  const found = await all;
  await consumer.disconnect();
  return found;
}
