import { grouped } from '@ckm/event-sourcing';
import { prepared } from '@ckm/event-store';
import type { Pool } from 'pg';
import { Bell } from '../bell.js';
import { outOfRange, Track, type Delivery, type TrackOptions, type Log } from './track.js';
import { sleep, STOP_MS, waitAtMost } from './sleep.js';
import type { PostgresHints } from './postgres-hints.js';
import { receivedFrom, type MessageRow } from './postgres-rows.js';
import { Semaphore } from './semaphore.js';
import type { ConsumeOptions, Consumption } from './transport.js';

const RETRY_MS = 1_000;
/** Bytes read of one partition in a poll, which asks for all partitions; one message is read in any case. */
const BATCH_BYTES = 1_000_000;

const PARTITION = `transport.message m WHERE m.topic = want.topic AND m.partition = want.partition`;
// OFFSET 0 keeps the subqueries from being evaluated for each message: once for a track. A track at the end is not read further.
const POLL = `
  SELECT want.track, head.first, tail.end, found.*
  FROM unnest($1::text[], $2::integer[], $3::bigint[]) WITH ORDINALITY AS want(topic, partition, position, track)
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
  ORDER BY want.track, found."offset"`;

type FoundRow = { track: string; first: string; end: string } & (MessageRow | { offset: null });

/**
 * Polls all partitions of its topics in one statement: when a hint says that something was published, and now and then. Every consumption
 * reads every partition; the handler's claim of the checkpoint decides who applies a batch.
 */
export class PostgresConsumption implements Consumption {
  private tracks: Track[] = [];
  private readonly inHand = new Map<Track, Promise<void>>();
  private readonly stopping = new AbortController();
  private readonly options: TrackOptions & { idleMs: number };
  private readonly polling: Promise<void>;
  private stopped: Promise<void> | undefined;
  private readonly bell = new Bell();
  private readonly stopListening: () => void;
  /** Number of hints so far. */
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
    this.options = { ...options, slots: new Semaphore(options.maxConcurrency) };
    this.polling = this.poll();
  }

  stop(): Promise<void> {
    return (this.stopped ??= this.end());
  }

  private async end(): Promise<void> {
    this.stopping.abort();
    this.stopListening();
    for (const track of this.tracks) track.revoke();
    this.bell.ring();
    await waitAtMost(STOP_MS, Promise.all([this.polling, ...this.inHand.values()]));
  }

  private async poll(): Promise<void> {
    await this.untilDone('the topics are not there yet', () => this.findTracks());
    while (!this.stopping.signal.aborted) {
      this.bell.reset();
      await this.untilDone('the poll failed', () => this.deliverWhatIsThere());
      const { idleMs } = this.options;
      await this.bell.rest(Math.min(idleMs, ...this.tracks.map(({ restMs }) => restMs || idleMs)));
    }
  }

  private async untilDone(complaint: string, work: () => Promise<void>): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        return await work();
      } catch (error) {
        this.options.log(`${this.options.topics.join(', ')}: ${complaint}`, error);
        await sleep(RETRY_MS, this.stopping.signal);
      }
    }
  }

  private async findTracks(): Promise<void> {
    const { rows } = await this.pool.query<{ topic: string; partition: number }>(
      `SELECT topic, partition FROM transport.partition WHERE topic = ANY ($1) ORDER BY topic, partition`,
      [this.options.topics],
    );
    const missing = this.options.topics.filter(topic => !rows.some(row => row.topic === topic));
    if (missing.length > 0) throw new Error(`missing: ${missing.join(', ')}`);
    this.tracks = rows.map(({ topic, partition }) => new Track(topic, partition, this.options));
    if (this.stopping.signal.aborted) this.tracks.forEach(track => track.revoke());
    for (const track of this.tracks) this.take(track, () => track.assign());
  }

  /** Keeps the track from being polled until the work has ended. Then it is polled at once, unless it is at the end. */
  private take(track: Track, work: () => Promise<void>, isAtEnd = () => false): void {
    const done = work().then(() => {
      this.inHand.delete(track);
      if (!isAtEnd()) this.bell.ring();
    });
    this.inHand.set(track, done);
  }

  private async deliverWhatIsThere(): Promise<void> {
    const ready = this.tracks.filter(track => !this.inHand.has(track) && track.restMs === 0);
    if (ready.length === 0) return;
    const { told } = this;
    for (const [track, delivery] of await this.read(ready)) {
      const isAtEnd = (): boolean => track.position === delivery.end && track.restMs === 0 && this.told === told;
      this.take(track, () => track.deliver(delivery), isAtEnd);
    }
  }

  private async read(ready: Track[]): Promise<[Track, Delivery][]> {
    const places = [
      ready.map(track => track.topic),
      ready.map(track => track.partition),
      ready.map(track => track.position),
    ];
    const values = [...places, this.options.maxMessages ?? 500];
    const { rows } = await this.pool.query<FoundRow>(prepared(POLL, values));
    const perTrack = grouped(rows, row => ready[Number(row.track) - 1]!);
    return [...perTrack].map(([track, found]) => [track, deliveryOf(track, found)]);
  }
}

function deliveryOf(track: Track, rows: FoundRow[]): Delivery {
  const position = track.position!;
  const end = BigInt(rows[0]!.end);
  const gone = outOfRange(position, { first: BigInt(rows[0]!.first), end });
  if (gone) return gone;
  const messages = rows.flatMap(row => (row.offset === null ? [] : [receivedFrom(row)]));
  return { from: position, next: messages.at(-1)!.offset + 1n, end, messages };
}
