import { join } from 'node:path';
import { eventually, startPostgres } from '@ckm/backing-services';
import { Kafka, logLevel } from 'kafkajs';
import pg from 'pg';
import type { Installation } from './installation.js';
import type { Road } from './upstream.js';

export interface TeamRecord {
  key: string;
  headers: Record<string, string>;
  value: Record<string, unknown>;
}

/** What stands on a team's topic, read as the team's own program would: by kafkajs, or by SQL. Waits for so many. */
export const readTeamTopic = (road: Road, ckm: Installation, topic: { name: string; count: number }) =>
  road.env.KAFKA_BROKERS ? readByKafkajs(road.env.KAFKA_BROKERS.split(','), topic) : readBySql(ckm, topic);

async function readByKafkajs(
  brokers: string[],
  { name, count }: { name: string; count: number },
): Promise<TeamRecord[]> {
  const kafka = new Kafka({ brokers, clientId: 'the-team', logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: `team-${Date.now()}` });
  const found: TeamRecord[] = [];
  await consumer.connect();
  // The team may come before its topic is made.
  await eventually(() => consumer.subscribe({ topic: name, fromBeginning: true }));
  await consumer.run({
    eachMessage: ({ message: { key, headers = {}, value } }) => {
      found.push({
        key: String(key),
        headers: texts(headers),
        value: JSON.parse(String(value)) as TeamRecord['value'],
      });
      return Promise.resolve();
    },
  });
  try {
    await eventually(() => atLeast(count, found));
  } finally {
    await consumer.disconnect();
  }
  return found;
}

async function readBySql(
  { home }: Installation,
  { name, count }: { name: string; count: number },
): Promise<TeamRecord[]> {
  const { url } = await startPostgres({ dataDirectory: join(home, 'postgres') });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await eventually(async () => {
      const { rows } = await client.query<{ key: Buffer; headers: Record<string, string>; value: Buffer }>(
        'SELECT key, headers, value FROM transport.message WHERE topic = $1 ORDER BY partition, "offset"',
        [name],
      );
      return atLeast(
        count,
        rows.map(({ key, headers, value }) => ({
          key: key.toString(),
          headers: texts(decoded(headers)),
          value: JSON.parse(value.toString()) as TeamRecord['value'],
        })),
      );
    });
  } finally {
    await client.end();
  }
}

function atLeast<T>(count: number, found: T[]): T[] {
  if (found.length < count) throw new Error(`${found.length} of ${count} records are there`);
  return found;
}

const decoded = (headers: Record<string, string>): Record<string, Buffer> =>
  Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, Buffer.from(text, 'latin1')]));

const texts = (headers: object): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
