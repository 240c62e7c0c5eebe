import { postgresTransport, type Transport } from '@ckm/messaging';
import { kafkaTransport } from '@ckm/messaging/kafka';
import { Pool } from 'pg';
import { PARTS, type Part } from '../faults/holds.js';
import { until } from '../site/until.js';

const SCHEMAS = [...PARTS];

/** An event as it lies in the log; `data` and `meta` are the bytes that were written. */
export interface Logged {
  position: number;
  tenantId: string;
  streamId: string;
  version: number;
  id: string;
  type: string;
  schemaVersion: number;
  data: string;
  meta: string;
  digest: Buffer;
}

export interface Block {
  last: number;
  hash: Buffer;
}

export interface OnTopic {
  topic: string;
  key: string;
  sequence: number;
}

/** What came to somebody whom knowledge is shared with. */
export interface Arrival {
  /** Of the message: the same again is a repeat. */
  id: string;
  itemId: string;
  /** Within one of these the order is kept; null where none is promised. */
  lane: number | null;
}

export interface Receiver {
  name: string;
  /** What it asked for; empty: everything. */
  query: { language?: string; signalType?: string; theme?: string };
  /** As they came, repeats included. */
  arrivals: Arrival[];
}

/** What can be counted from rows when everything has come to rest. */
export interface Seen {
  /** Event id → item id. */
  acknowledged: Map<string, string>;
  logs: Record<Part, Logged[]>;
  blocks: Record<Part, Block[]>;
  /** Items that the feed shows, and whether it shows what they mean. */
  feed: { itemId: string; isRead: boolean }[];
  /** Ids of the rows of the view. */
  evidence: string[];
  opportunities: string[];
  /** `consumer topic: cause` */
  aside: string[];
  /** Per topic in the order of each partition, repeats included. */
  topics: OnTopic[];
  receivers: Receiver[];
  sums: Sums;
}

/** What the services themselves count. */
export interface Sums {
  /** Captured, and nobody was told. */
  unanswered: number;
  /** `intake`, `sharing.item_feed`, … → whether it comes out even. */
  balanced: Record<string, boolean>;
}

const LOG = `SELECT position::int, tenant_id AS "tenantId", stream_id AS "streamId", version, event_id AS id, type,
  schema_version AS "schemaVersion", data::text, meta::text, digest FROM`;

/** @param brokers where the topics are; null: in the database */
export async function lookAt(
  { databaseUrl, brokers }: { databaseUrl: string; brokers: string[] | null },
  told: Pick<Seen, 'acknowledged' | 'sums' | 'receivers'>,
): Promise<Seen> {
  const pool = new Pool({ connectionString: databaseUrl, max: 2 });
  pool.on('error', () => undefined);
  const transport = brokers ? kafkaTransport({ brokers, clientId: 'chaos' }) : postgresTransport({ pool });
  const rows = async <T extends object>(sql: string): Promise<T[]> => (await pool.query<T>(sql)).rows;
  const ids = async (sql: string): Promise<string[]> => (await rows<{ id: string }>(sql)).map(({ id }) => id);
  const each = async <T>(ask: (schema: Part) => Promise<T[]>): Promise<Record<Part, T[]>> =>
    Object.fromEntries(await Promise.all(SCHEMAS.map(async part => [part, await ask(part)]))) as Record<Part, T[]>;
  try {
    const names = (await Promise.all(SCHEMAS.map(part => ids(`SELECT topic AS id FROM ${part}.lane`)))).flat();
    const aside = await each(part =>
      ids(`SELECT array_to_string(slices, ', ') || ' ' || topic || ': ' || cause AS id FROM ${part}.parked
        UNION ALL SELECT topic || ': ' || code || ' ' || detail FROM ${part}.quarantine`),
    );
    return {
      ...told,
      logs: await each(part => rows<Logged>(`${LOG} ${part}.events ORDER BY position`)),
      blocks: await each(part => rows<Block>(`SELECT last_position::int AS last, hash FROM ${part}.block ORDER BY 1`)),
      feed: await rows(`SELECT item_id AS "itemId", sentiment_label IS NOT NULL AS "isRead" FROM sharing.item_feed`),
      evidence: await ids('SELECT evidence_id AS id FROM innovation.evidence'),
      opportunities: await ids('SELECT opportunity_id AS id FROM innovation.opportunity'),
      aside: Object.values(aside).flat(),
      topics: await onTopics(transport, names),
    };
  } finally {
    await transport.close();
    await pool.end();
  }
}

async function onTopics(transport: Transport, topics: string[]): Promise<OnTopic[]> {
  const missing = new Map<string, bigint>();
  for (const topic of topics)
    for (const { partition, first, end } of await transport.bounds(topic))
      if (end > first) missing.set(`${topic}/${partition}`, end);
  const found: OnTopic[] = [];
  const consumption = await transport.consume({
    group: `chaos-${process.pid}-${Date.now()}`,
    topics,
    startAt: () => Promise.resolve(0n),
    onBatch: ({ topic, partition, messages, next }) => {
      for (const { key, headers } of messages)
        found.push({ topic, key: textOf(key), sequence: Number(textOf(headers.ce_sequence)) });
      if (next >= (missing.get(`${topic}/${partition}`) ?? 0n)) missing.delete(`${topic}/${partition}`);
      return Promise.resolve({ next });
    },
  });
  await until('the end of every topic', 300_000, () => missing.size === 0 || undefined);
  await consumption.stop();
  return found;
}

const textOf = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString();
