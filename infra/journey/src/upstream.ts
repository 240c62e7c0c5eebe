import { join } from 'node:path';
import { findKafka, startPostgres } from '@ckm/backing-services';
import { postgresTransport } from '@ckm/messaging';
import { Kafka, logLevel } from 'kafkajs';
import pg from 'pg';
import type { Installation } from './installation.js';

const TOPIC = 'ckm.customer-events.v1';

export interface UpstreamRecord {
  /** Null only on Kafka. */
  key: string | null;
  headers: Record<string, string | Buffer>;
  value: string | Uint8Array;
}

/** A system that publishes its customers' events on our topic. */
export interface Upstream {
  send(...records: UpstreamRecord[]): Promise<void>;
  close(): Promise<void>;
}

/** What carries the events of an installation. */
export interface Road {
  name: 'PostgreSQL' | 'Kafka';
  /** Settings of the installation. */
  env: Record<string, string>;
  upstreamOf(installation: Installation): Promise<Upstream>;
}

/** The same sentences on each road; where no broker can be had, those on Kafka are skipped, with the reason in the name. */
export async function describeOnEachRoad(name: string, tests: (road: Road) => void): Promise<void> {
  describe(`${name} on PostgreSQL`, () => tests({ name: 'PostgreSQL', env: {}, upstreamOf: upstreamOverPostgres }));
  const kafka = await ownKafka();
  if ('brokers' in kafka)
    describe(`${name} on Kafka`, () => {
      afterAll(kafka.stop);
      tests(kafka.road);
    });
  else describe.skip(`${name} on Kafka (${kafka.skipped})`, () => tests(roadOverKafka([])));
}

/** The names of topics are fixed and a topic holds one log only: no broker that others use, not even that of other specs. */
export async function ownKafka(): Promise<
  { brokers: string[]; road: Road; stop: () => Promise<void> } | { skipped: string }
> {
  delete process.env.KAFKA_BROKERS;
  const kafka = await findKafka();
  return 'brokers' in kafka ? { ...kafka, road: roadOverKafka(kafka.brokers) } : kafka;
}

const roadOverKafka = (brokers: string[]): Road => ({
  name: 'Kafka',
  env: { TRANSPORT: 'kafka', KAFKA_BROKERS: brokers.join() },
  upstreamOf: () => upstreamOverKafka(brokers),
});

async function upstreamOverKafka(brokers: string[]): Promise<Upstream> {
  const producer = new Kafka({ brokers, clientId: 'crm', logLevel: logLevel.NOTHING }).producer();
  await producer.connect();
  return {
    send: async (...records) =>
      void (await producer.send({
        topic: TOPIC,
        messages: records.map(({ key, headers, value }) => ({ key, headers, value: Buffer.from(value) })),
      })),
    close: () => producer.disconnect(),
  };
}

export async function upstreamOverPostgres({ home }: Installation): Promise<Upstream> {
  // It runs already: this only tells where.
  const { url } = await startPostgres({ dataDirectory: join(home, 'postgres') });
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const transport = postgresTransport({ pool });
  return {
    send: async (...records) =>
      void (await transport.publish(
        TOPIC,
        records.map(({ key, headers, value }) => ({
          key: key === null ? null : Buffer.from(key),
          headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)])),
          value: Buffer.from(value),
        })),
      )),
    close: async () => {
      await transport.close();
      await pool.end();
    },
  };
}
