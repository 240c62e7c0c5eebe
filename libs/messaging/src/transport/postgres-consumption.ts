import { prepared } from '@ckm/event-store';
import type { Pool } from 'pg';
import { Bell } from '../bell.js';
import { absence, Lane, type Delivery, type LaneOptions, type Log } from './lane.js';
import { rest, STOP_MS, within } from './patience.js';
import type { PostgresHints } from './postgres-hints.js';
import { receivedFrom, type MessageRow } from './postgres-rows.js';
import { Slots } from './slots.js';
import type { ConsumeOptions, Consumption } from './transport.js';

const RETRY_MS = 1_000;
/** As much of one partition is read at once, or one message: a poll asks for all partitions together. */
const BATCH_BYTES = 1_000_000;

const PARTITION = `transport.message m WHERE m.topic = want.topic AND m.partition = want.partition`;
// OFFSET 0: asked once for a lane, not again for each of its messages; where a lane stands at the end nothing else is.
const POLL = `
  SELECT want.lane, head.first, tail.end, found.*
  FROM unnest($1::text[], $2::integer[], $3::bigint[]) WITH ORDINALITY AS want(topic, partition, position, lane)
  CROSS JOIN LATERAL (
    SELECT coalesce((SELECT m."offset" + 1 FROM ${PARTITION} ORDER BY m."offset" DESC LIMIT 1), 0) AS end OFFSET 0) tail
  CROSS JOIN LATERAL (
    SELECT coalesce((SELECT m."offset" FROM ${PARTITION} ORDER BY m."offset" LIMIT 1), 0) AS first OFFSET 0) head
  LEFT JOIN LATERAL (
    SELECT "offset", key, headers, value, written_at FROM (
      SELECT *, sum(octet_length(value)) OVER (ORDER BY "offset") - octet_length(value) AS bytes_before FROM (
        SELECT m.* FROM ${PARTITION} AND m."offset" >= want.position ORDER BY m."offset" LIMIT $4) behind) counted
    WHERE bytes_before < ${BATCH_BYTES}) found ON want.position >= head.first
  WHERE tail.end <> want.position
  ORDER BY want.lane, found."offset"`;

type FoundRow = { lane: string; first: string; end: string } & (MessageRow | { offset: null });

/** Polls all partitions of its topics in one statement, when something was published and now and then. Every consumption sees every partition; the handler's claim decides. */
export class PostgresConsumption implements Consumption {
  private lanes: Lane[] = [];
  private readonly inHand = new Map<Lane, Promise<void>>();
  private readonly stopping = new AbortController();
  private readonly options: LaneOptions & { idleMs: number };
  private readonly polling: Promise<void>;
  private stopped: Promise<void> | undefined;
  private readonly bell = new Bell();
  private readonly stopListening: () => void;
  /** How often it was told that something was published. */
  private told = 0;

  constructor(
    private readonly pool: Pool,
    hints: PostgresHints,
    options: ConsumeOptions & { log: Log; idleMs: number },
  ) {
    this.stopListening = hints.on(options.topics, () => {
      this.told += 1;
      this.bell.ring();
    });
    this.options = { ...options, slots: new Slots(options.sideBySide) };
    this.polling = this.poll();
  }

  stop(): Promise<void> {
    return (this.stopped ??= this.end());
  }

  private async end(): Promise<void> {
    this.stopping.abort();
    this.stopListening();
    for (const lane of this.lanes) lane.giveUp();
    this.bell.ring();
    await within(STOP_MS, Promise.all([this.polling, ...this.inHand.values()]));
  }

  private async poll(): Promise<void> {
    await this.untilDone('the topics are not there yet', () => this.findLanes());
    while (!this.stopping.signal.aborted) {
      this.bell.reset();
      await this.untilDone('the poll failed', () => this.deliverWhatIsThere());
      const { idleMs } = this.options;
      await this.bell.rest(Math.min(idleMs, ...this.lanes.map(({ restMs }) => restMs || idleMs)));
    }
  }

  private async untilDone(complaint: string, work: () => Promise<void>): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        return await work();
      } catch (error) {
        this.options.log(`${this.options.topics.join(', ')}: ${complaint}`, error);
        await rest(RETRY_MS, this.stopping.signal);
      }
    }
  }

  private async findLanes(): Promise<void> {
    const { rows } = await this.pool.query<{ topic: string; partition: number }>(
      `SELECT topic, partition FROM transport.partition WHERE topic = ANY ($1) ORDER BY topic, partition`,
      [this.options.topics],
    );
    const missing = this.options.topics.filter(topic => !rows.some(row => row.topic === topic));
    if (missing.length > 0) throw new Error(`missing: ${missing.join(', ')}`);
    this.lanes = rows.map(({ topic, partition }) => new Lane(topic, partition, this.options));
    if (this.stopping.signal.aborted) this.lanes.forEach(lane => lane.giveUp());
    for (const lane of this.lanes) this.take(lane, () => lane.takeUp());
  }

  /** The lane is not polled before the work has ended; then at once, unless it stands where nothing can be. */
  private take(lane: Lane, work: () => Promise<void>, isAtEnd = () => false): void {
    const done = work().then(() => {
      this.inHand.delete(lane);
      if (!isAtEnd()) this.bell.ring();
    });
    this.inHand.set(lane, done);
  }

  private async deliverWhatIsThere(): Promise<void> {
    const ready = this.lanes.filter(lane => !this.inHand.has(lane) && lane.restMs === 0);
    if (ready.length === 0) return;
    const { told } = this;
    for (const [lane, delivery] of await this.read(ready)) {
      const isAtEnd = (): boolean => lane.position === delivery.end && lane.restMs === 0 && this.told === told;
      this.take(lane, () => lane.deliver(delivery), isAtEnd);
    }
  }

  private async read(ready: Lane[]): Promise<[Lane, Delivery][]> {
    const places = [ready.map(lane => lane.topic), ready.map(lane => lane.partition), ready.map(lane => lane.position)];
    const values = [...places, this.options.maxMessages ?? 500];
    const { rows } = await this.pool.query<FoundRow>(prepared(POLL, values));
    const perLane = new Map<Lane, FoundRow[]>();
    for (const row of rows) {
      const lane = ready[Number(row.lane) - 1]!;
      const found = perLane.get(lane);
      if (found) found.push(row);
      else perLane.set(lane, [row]);
    }
    return [...perLane].map(([lane, found]) => [lane, deliveryOf(lane, found)]);
  }
}

function deliveryOf(lane: Lane, rows: FoundRow[]): Delivery {
  const position = lane.position!;
  const end = BigInt(rows[0]!.end);
  const gone = absence(position, { first: BigInt(rows[0]!.first), end });
  if (gone) return gone;
  const messages = rows.flatMap(row => (row.offset === null ? [] : [receivedFrom(row)]));
  return { from: position, next: messages.at(-1)!.offset + 1n, end, messages };
}
