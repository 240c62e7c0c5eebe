import { eventsOn, type ServiceName } from '@ckm/contracts';
import type { EventStore, StoredEvent } from '@ckm/event-store';
import { counter, type Logger } from '@ckm/telemetry';
import type { Pool } from 'pg';
import { Bell } from './bell.js';
import { nextBatch } from './lane-batch.js';
import { claimLane, holdingLane, type Lane, moveLane, noteFailure } from './lane.js';
import { divergentPartitionIn } from './log-divergence.js';
import { traced } from './traced.js';
import { sleep } from './transport/sleep.js';
import type { Message, Transport } from './transport/transport.js';

const BATCH = 1_000;
const IDLE_MS = 1_000;
const AFTER_FAILURE_MS = 1_000;
/** In idle turns of a second each; a lease lasts three times as long. */
const CHECK_EVERY = 5;

const published = counter('ckm_relay_published_total', 'Events published, repeats included');

export interface RelayOptions {
  service: ServiceName;
  store: EventStore;
  pool: Pool;
  transport: Transport;
  /** Names this process in the lease. The same after a restart, so that the process does not wait for its own lease to expire. */
  owner: string;
  log: Logger;
  /** Called with `topic/partition` when that ends with an event which the log does not hold; until that is mended nothing is published to the topic. */
  onDivergence?: (partition: string) => void;
}

/** The lane after a part of a batch was published, and the events that are left. */
interface Sent {
  lane: Lane;
  left: StoredEvent[];
}

/** Publishes one topic: reads the log behind the lane's position, publishes, waits for the acks, moves the lane. */
export class LaneRunner {
  private lane: Lane | null = null;
  private idleTurns = 0;
  /** Whether the topic may have been truncated since its end was compared with the lane. */
  private rested = true;
  private isDoubtful = false;
  /** How many messages are published at once; fewer after a failure. */
  private most = BATCH;
  private readonly stopping = new AbortController();
  private readonly bell = new Bell();

  constructor(
    readonly topic: string,
    private readonly options: RelayOptions,
  ) {}

  wake(): void {
    this.bell.ring();
  }

  /** To be called for each new session: it may be on another server, whose log may lack what was published. The lane is claimed anew. */
  doubt(): void {
    this.isDoubtful = true;
  }

  stop(): void {
    this.stopping.abort();
    this.bell.ring();
  }

  async run(): Promise<void> {
    while (!this.stopping.signal.aborted) await this.turn().catch(error => this.failed(error));
  }

  /** Publishes one batch, or rests when there is none. */
  private async turn(): Promise<void> {
    const { store } = this.options;
    this.bell.reset();
    this.lane ??= await this.claim();
    const { lane } = this;
    if (lane === null) return this.bell.rest(IDLE_MS);
    const events = await store.readLog(lane.position, BATCH, eventsOn(this.topic));
    // Checked after the read: a session that was opened for it has called `doubt` by now.
    if (this.isDoubtful) return this.letGo();
    const last = events.at(-1);
    if (last === undefined) return this.idle(lane);
    const isSent = await this.sendAll(lane, events, last.position);
    if (isSent && last.position - lane.position < BATCH) await this.idle(this.lane);
  }

  /** Publishes in parts, and moves the lane after each. Resolves to false when it did not reach the end. */
  private async sendAll(lane: Lane, events: StoredEvent[], end: bigint): Promise<boolean> {
    const types = eventsOn(this.topic);
    let sent: Sent = { lane, left: events.filter(event => types.includes(event.type)) };
    do {
      const moved = await this.publish(sent, end);
      this.lane = await moveLane(this.options.pool, moved?.lane ?? fromTheStart(lane));
      if (moved === null || this.lane === null) return false;
      sent = moved;
    } while (sent.left.length > 0 && !this.isDoubtful && !this.stopping.signal.aborted);
    return sent.left.length === 0;
  }

  /** Null while another process holds the lane, or the topic ends with an event that the log does not hold. */
  private async claim(): Promise<Lane | null> {
    const { store, transport, pool, owner, onDivergence } = this.options;
    // Before the first query, which may itself open the new session.
    this.isDoubtful = false;
    const lane = await claimLane(pool, { topic: this.topic, owner, transport: await transport.identity() });
    const divergent = lane && (await divergentPartitionIn(this.topic, { store, transport }));
    if (divergent === null) return lane;
    onDivergence?.(divergent);
    return null;
  }

  private letGo(): void {
    this.lane = null;
    this.rested = true;
  }

  /** Every few idle turns: checks that the topic still holds what was published, and renews the lease. */
  private async idle(lane: Lane | null): Promise<void> {
    this.idleTurns += 1;
    this.rested = true;
    if (lane && this.idleTurns % CHECK_EVERY === 0) this.lane = await this.check(lane);
    await this.bell.rest(IDLE_MS);
  }

  /** Null when the lane must be claimed anew: another process has it, or the log now ends before its position. */
  private async check(lane: Lane): Promise<Lane | null> {
    if ((await this.options.store.head()) < lane.position) return null;
    return moveLane(this.options.pool, (await this.truncated(lane)) ? fromTheStart(lane) : lane);
  }

  /**
   * Publishes the first of the events that are left.
   * @param end position up to which the log was read: the lane's position when nothing is left
   * @returns null when the topic has lost something that was acknowledged
   */
  private async publish({ lane, left }: Sent, end: bigint): Promise<Sent | null> {
    if (left.length === 0) return { lane: { ...lane, position: end }, left };
    // Between consecutive batches the offsets of the acks show it.
    if (this.rested && (await this.truncated(lane))) return null;
    this.rested = false;
    const epoch = await this.options.store.epoch();
    const { messages, lastSequences, ends } = nextBatch(lane, left, { epoch, most: this.most });
    const events = left.slice(0, messages.length);
    const written = await holdingLane(this.options.pool, lane, () => this.send(events, messages));
    published.add(messages.length, { topic: this.topic });
    const shorter = written.some(({ partition, lastOffset }) => lastOffset + 1n < (ends[partition] ?? 0n));
    if (shorter) return this.lost();
    for (const { partition, lastOffset } of written) ends[partition] = lastOffset + 1n;
    const after = left.slice(messages.length);
    const position = after.length === 0 ? end : events.at(-1)!.position;
    return { lane: { ...lane, position, lastSequences, ends }, left: after };
  }

  /** A batch that is too large for the transport would fail for ever: half as many messages next time, then ten per cent more each time. */
  private async send(events: StoredEvent[], messages: Message[]): ReturnType<Transport['publish']> {
    const { most } = this;
    this.most = Math.ceil(events.length / 2);
    const written = await traced(this.topic, events, () => this.options.transport.publish(this.topic, messages));
    this.most = Math.min(most + Math.ceil(most / 10), BATCH);
    return written;
  }

  /** Whether the topic holds less than was acknowledged, because it was truncated or created anew: then everything is published again. */
  private async truncated(lane: Lane): Promise<boolean> {
    const bounds = await this.options.transport.bounds(this.topic);
    const shorter = bounds.some(({ partition, end }) => end < (lane.ends[partition] ?? 0n));
    if (shorter) this.lost();
    return shorter;
  }

  private lost(): null {
    this.options.log.warn({ topic: this.topic }, 'topic-truncated: publishing again from the first event');
    return null;
  }

  private async failed(error: unknown): Promise<void> {
    this.letGo();
    this.options.log.warn({ topic: this.topic, err: error }, 'the lane stopped and will try again');
    await noteFailure(this.options.pool, this.topic, error).catch(() =>
      this.options.log.warn('the failure could not be noted'),
    );
    // Not `bell.rest`: new events must not make it try again sooner.
    await sleep(AFTER_FAILURE_MS, this.stopping.signal);
  }
}

const fromTheStart = (lane: Lane): Lane => ({ ...lane, position: 0n, lastSequences: [], ends: [] });
