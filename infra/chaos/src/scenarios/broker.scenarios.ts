import { setTimeout as rest } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { disturb, restartKafka } from '../faults/inflict.js';
import type { Conditions } from '../faults/proxy.js';
import type { Broker } from '../site/broker.js';
import { A_FEW, type Scenario, type Scenarios } from './scenario.js';

/** A hole must last longer than a request waits for its answer (15 s), or nobody notices it. */
const disturbed = (
  does: string,
  conditions: Partial<Conditions>,
  forMs: [byHand: number, inTest: number],
): Scenario => ({
  does,
  promise: 'what was sent and what was not is found out: nothing is missing, nothing is done twice',
  on: 'kafka',
  trouble: async ({ broker, upstream, lasting }) => {
    await upstream.untilAcknowledged(A_FEW);
    await disturb((broker as Broker).proxy, { ...conditions, forMs: lasting(...forMs) });
    await upstream.untilAcknowledged(A_FEW);
  },
});

export const BROKER_SCENARIOS: Scenarios = {
  'broker-down': {
    does: 'the broker is away for five minutes',
    promise: 'capture goes on and stays ready; the log keeps what is to be sent',
    on: 'kafka',
    trouble: async ({ broker, installation, upstream, lasting, claim }) => {
      const { kafka } = broker as Broker;
      await kafka.kill();
      await rest(lasting(300_000, 10_000));
      await upstream.untilAcknowledged(A_FEW);
      const { PORT } = (await installation.processOf('capture'))?.env ?? {};
      const answer = await fetch(`http://127.0.0.1:${PORT}/readyz`);
      claim('capture is ready without a broker', answer.status === 200);
      await kafka.restart();
    },
  },
  'broker-killed': {
    does: 'kill -9 of the broker, five times; it starts again on its log',
    promise: 'what it had not kept is sent again',
    on: 'kafka',
    trouble: async ({ broker, upstream }) => {
      for (let nth = 0; nth < 5; nth += 1) {
        await upstream.untilAcknowledged(A_FEW);
        await restartKafka(broker as Broker, 500);
      }
    },
  },
  'broker-hole': disturbed(
    'for 60 s nothing comes back from the broker, and nobody is told',
    { holes: ['from'] },
    [60_000, 20_000],
  ),
  'broker-deaf': disturbed(
    'for 60 s nothing reaches the broker, and nobody is told',
    { holes: ['to'] },
    [60_000, 20_000],
  ),
  'broker-slow': disturbed(
    'for two minutes the broker is 500 ms away, at 32 kB/s',
    { delayMs: 500, bytesPerSecond: 32_000 },
    [120_000, 10_000],
  ),
  'rebalance-storm': {
    does: 'for two minutes a stranger joins and leaves every group of consumers, again and again',
    promise: 'whoever holds a partition reads on from where the rows stand',
    on: 'kafka',
    trouble: async ({ broker, upstream, lasting, claim }) => {
      const end = Date.now() + lasting(120_000, 15_000);
      const kafka = new Kafka({ ...(broker as Broker), clientId: 'stranger', logLevel: logLevel.NOTHING });
      const groups = await groupsOf(kafka);
      claim('there are groups to join', groups.length > 0);
      while (Date.now() < end) await Promise.all(groups.map(group => joinAndLeave(kafka, group)));
      await upstream.untilAcknowledged(A_FEW);
    },
  },
};

async function groupsOf(kafka: Kafka): Promise<string[]> {
  const admin = kafka.admin();
  await admin.connect();
  const { groups } = await admin.listGroups();
  await admin.disconnect();
  return groups.map(({ groupId }) => groupId).filter(name => name.startsWith('ckm.'));
}

async function joinAndLeave(kafka: Kafka, groupId: string): Promise<void> {
  const consumer = kafka.consumer({ groupId, sessionTimeout: 10_000, rebalanceTimeout: 10_000 });
  await consumer.connect();
  await consumer.subscribe({ topic: 'ckm.customer-events.v1' });
  // It reads nothing and commits nothing.
  await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: () => Promise.resolve() });
  await rest(2_000);
  await consumer.disconnect();
}
