import { prepared } from '@ckm/event-store';
import type { Pool } from 'pg';
import type { Log } from './track.js';
import { PartitionCounts } from './partition-counts.js';
import { bufferOf, cut, place, type Placed } from './placed.js';
import { PostgresConsumption } from './postgres-consumption.js';
import { CHANNEL, PostgresHints } from './postgres-hints.js';
import { headersOf, receivedFrom, type MessageRow } from './postgres-rows.js';
import {
  TopicMismatch,
  TopicMissing,
  type ConsumeOptions,
  type Consumption,
  type Message,
  type PartitionBounds,
  type Received,
  type TopicSpec,
  type Transport,
} from './transport.js';

export interface PostgresTransportOptions {
  /** Owned by the caller: `close` leaves it open. Once something is consumed, one of its connections listens for hints. */
  pool: Pool;
  log?: Log;
  /** How often consumptions poll without a hint. Default 250. */
  idleMs?: number;
}

const IDLE_MS = 250;
const STATEMENT_BYTES = 4_000_000;
const UNDEFINED_OBJECT = '42704';
// PostgreSQL sends equal notifications of one transaction once, however many rows there are.
const PUBLISH = `SELECT *, pg_notify('${CHANNEL}', $1) FROM transport.publish($1, $2, $3, $4, $5)`;
const BOUNDS = `SELECT p.partition,
    coalesce((SELECT min(m."offset") FROM transport.message m WHERE m.topic = p.topic AND m.partition = p.partition), 0) AS first,
    coalesce((SELECT max(m."offset") + 1 FROM transport.message m WHERE m.topic = p.topic AND m.partition = p.partition), 0) AS end
  FROM transport.partition p WHERE p.topic = $1 ORDER BY p.partition`;

/** A transport that keeps topics in tables of PostgreSQL, for installations without a broker. */
export const postgresTransport = (options: PostgresTransportOptions): Transport => new PostgresTransport(options);

class PostgresTransport implements Transport {
  private readonly pool: Pool;
  private readonly log: Log;
  private readonly counts = new PartitionCounts(topics => this.partitionsOf(topics));
  private readonly consumptions = new Set<PostgresConsumption>();
  private readonly hints: PostgresHints;
  private readonly idleMs: number;

  constructor({ pool, log = () => undefined, idleMs = IDLE_MS }: PostgresTransportOptions) {
    this.pool = pool;
    this.log = log;
    this.idleMs = idleMs;
    this.hints = new PostgresHints(pool, log);
    // Without a listener the loss of an idle connection would end the process.
    pool.on('error', error => log('a connection to the transport database ended', error));
  }

  async publish(topic: string, messages: Message[]): Promise<{ partition: number; lastOffset: bigint }[]> {
    const written = new Map<number, bigint>();
    for (const run of cut(place(messages, await this.counts.of(topic)), STATEMENT_BYTES))
      for (const { to_partition, last_offset } of await this.write(topic, run))
        written.set(to_partition, BigInt(last_offset));
    return [...written].map(([partition, lastOffset]) => ({ partition, lastOffset }));
  }

  private async write(topic: string, run: Placed[]): Promise<{ to_partition: number; last_offset: string }[]> {
    try {
      const { rows } = await this.pool.query<{ to_partition: number; last_offset: string }>(
        prepared(PUBLISH, [
          topic,
          run.map(({ partition }) => partition),
          run.map(({ key }) => bufferOf(key)),
          run.map(({ message }) => headersOf(message.headers)),
          run.map(({ message }) => bufferOf(message.value)),
        ]),
      );
      return rows;
    } catch (error) {
      this.counts.forget(topic);
      if ((error as { code?: string }).code === UNDEFINED_OBJECT) throw new TopicMissing(topic);
      throw error;
    }
  }

  private async partitionsOf(topics: string[]): Promise<Map<string, number>> {
    const { rows } = await this.pool.query<{ name: string; partitions: number }>(
      `SELECT name, partitions FROM transport.topic WHERE name = ANY ($1)`,
      [topics],
    );
    return new Map(rows.map(({ name, partitions }) => [name, partitions]));
  }

  async identity(): Promise<string> {
    const { rows } = await this.pool.query<{ id: string }>(`SELECT id FROM transport.store`);
    return `postgres:${rows[0]!.id}`;
  }

  async bounds(topic: string): Promise<PartitionBounds[]> {
    const sql = prepared(BOUNDS, [topic]);
    const { rows } = await this.pool.query<{ partition: number; first: string; end: string }>(sql);
    if (rows.length === 0) throw new TopicMissing(topic);
    return rows.map(({ partition, first, end }) => ({ partition, first: BigInt(first), end: BigInt(end) }));
  }

  async last(topic: string, partition: number): Promise<Received | null> {
    await this.counts.of(topic);
    const { rows } = await this.pool.query<MessageRow>(
      `SELECT "offset", key, headers, value, written_at FROM transport.message
      WHERE topic = $1 AND partition = $2 ORDER BY "offset" DESC LIMIT 1`,
      [topic, partition],
    );
    return rows[0] ? receivedFrom(rows[0]) : null;
  }

  consume(options: ConsumeOptions): Promise<Consumption> {
    const { pool, hints, log, idleMs } = this;
    const consumption = new PostgresConsumption(pool, hints, { ...options, log, idleMs });
    this.consumptions.add(consumption);
    // Forgotten when it has stopped: its handler may hold much memory.
    return Promise.resolve({ stop: () => consumption.stop().finally(() => this.consumptions.delete(consumption)) });
  }

  async empty(topic: string): Promise<void> {
    await this.pool.query('DELETE FROM transport.message WHERE topic = $1', [topic]);
  }

  async ensureTopics(topics: TopicSpec[]): Promise<void> {
    await this.pool.query(
      `WITH made AS (
        INSERT INTO transport.topic SELECT * FROM unnest($1::text[], $2::integer[])
        ON CONFLICT (name) DO NOTHING RETURNING name, partitions)
      INSERT INTO transport.partition SELECT name, generate_series(0, partitions - 1) FROM made`,
      [topics.map(({ name }) => name), topics.map(({ partitions }) => partitions)],
    );
    const found = await this.partitionsOf(topics.map(({ name }) => name));
    for (const { name, partitions } of topics)
      if (found.get(name) !== partitions) throw new TopicMismatch(name, partitions, found.get(name)!);
    for (const { name, retentionMs } of topics) if (retentionMs !== undefined) await this.prune(name, retentionMs);
  }

  /** Deletes messages that are too old. Of the last message of a partition an empty row stays, from which offsets go on. */
  private async prune(topic: string, retentionMs: number): Promise<void> {
    const old = `m.topic = $1 AND m.written_at < clock_timestamp() - $2 * interval '1 millisecond'`;
    await this.pool.query(
      `DELETE FROM transport.message m
      USING (SELECT partition, max("offset") AS last FROM transport.message WHERE topic = $1 GROUP BY partition) head
      WHERE ${old} AND m.partition = head.partition AND m."offset" < head.last`,
      [topic, retentionMs],
    );
    await this.pool.query(
      `UPDATE transport.message m SET value = '', headers = '{}' WHERE ${old} AND octet_length(m.value) > 0`,
      [topic, retentionMs],
    );
  }

  async close(): Promise<void> {
    await Promise.all([...this.consumptions].map(consumption => consumption.stop()));
    await this.hints.close();
  }
}
