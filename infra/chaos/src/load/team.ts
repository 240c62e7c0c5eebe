import { Kafka, logLevel } from 'kafkajs';
import { Client } from 'pg';
import type { Arrival } from '../promises/seen.js';
import { until } from '../site/until.js';

const PATIENCE_MS = 120_000;

/** Everything on a team's topic, read as the team's own program would: by kafkajs, or by SQL. */
export const readTeamTopic = (
  topic: string,
  { databaseUrl, brokers }: { databaseUrl: string; brokers: string[] | null },
): Promise<Arrival[]> => (brokers ? readByKafkajs(topic, brokers) : readBySql(topic, databaseUrl));

async function readByKafkajs(topic: string, brokers: string[]): Promise<Arrival[]> {
  const kafka = new Kafka({ brokers, clientId: 'the-team', logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const offsets = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  const missing = new Map(offsets.map(({ partition, high }) => [partition, Number(high)]));
  for (const [partition, high] of missing) if (high === 0) missing.delete(partition);
  const consumer = kafka.consumer({ groupId: `the-team-${Date.now()}` });
  const arrivals: Arrival[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    eachMessage: ({ partition, message: { key, headers = {}, offset } }) => {
      arrivals.push({ id: String(headers.ce_id), itemId: String(key), lane: partition });
      if (Number(offset) + 1 >= (missing.get(partition) ?? 0)) missing.delete(partition);
      return Promise.resolve();
    },
  });
  try {
    await until(`the end of ${topic}`, PATIENCE_MS, () => missing.size === 0 || undefined);
  } finally {
    await consumer.disconnect();
  }
  return arrivals;
}

async function readBySql(topic: string, connectionString: string): Promise<Arrival[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ partition: number; key: Buffer; id: string }>(
      `SELECT partition, key, headers->>'ce_id' AS id FROM transport.message WHERE topic = $1 ORDER BY partition, "offset"`,
      [topic],
    );
    return rows.map(({ partition, key, id }) => ({ id, itemId: key.toString(), lane: partition }));
  } finally {
    await client.end();
  }
}
