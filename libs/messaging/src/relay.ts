import { eventsOn, PARTITIONS, topicsOf, type ServiceName } from '@ckm/contracts';
import type { EventStore, StoredEvent } from '@ckm/event-store';
import { counter, type Logger } from '@ckm/telemetry';
import type { Pool } from 'pg';
import { Bell } from './bell.js';
import { claimLane, type Lane, moveLane, noteFailure } from './lane.js';
import { strangeIn } from './log-of-topics.js';
import { traced } from './traced.js';
import { rest } from './transport/patience.js';
import { partitionOf } from './transport/partition.js';
import type { Message, Transport } from './transport/transport.js';
import { keyOf, toMessage } from './wire.js';

const BATCH = 1_000;
const IDLE_MS = 1_000;
const AFTER_FAILURE_MS = 1_000;
/** In idle turns; a lease is three times as long. */
const LOOK_EVERY = 5;

const published = counter('ckm_relay_published_total', 'Events published, repeats included');

export interface RelayOptions {
  service: ServiceName;
  store: EventStore;
  pool: Pool;
  transport: Transport;
  /** Names this process in the lease; the same after a restart, so that it need not wait for its own lease. */
  owner: string;
  log: Logger;
  /** Told which partition ends with what the log does not hold, as long as that is so: nothing is sent to its topic. */
  onStrange?: (partition: string) => void;
}

export interface Relay {
  /** Finishes the batch in hand. */
  stop(): Promise<void>;
}

/**
 * The log is the outbox: each domain topic of the service has a lane that reads the log behind its checkpoint, publishes, waits for the
 * acks and moves the checkpoint. What was published and not noted is published again; readers drop the repeat by its sequence.
 */
export function startRelay(options: RelayOptions): Relay {
  const lanes = topicsOf(options.service).map(topic => new LaneRunner(topic, options));
  const running = lanes.map(lane => lane.run());
  // A lane that nothing was appended for looks when it has rested: it has only to note how far it is.
  const stopListening = lanes.map(lane => options.store.onAppend(() => lane.wake(), eventsOn(lane.topic)));
  const doubt = () => lanes.forEach(lane => lane.doubt());
  options.pool.on('connect', doubt);
  return {
    stop: async () => {
      options.pool.off('connect', doubt);
      stopListening.forEach(stop => stop());
      lanes.forEach(lane => lane.stop());
      await Promise.all(running);
    },
  };
}

class LaneRunner {
  private lane: Lane | null = null;
  private idleTurns = 0;
  /** Since the topic was looked at last. */
  private rested = true;
  private isDoubtful = false;
  private readonly stopping = new AbortController();
  private readonly bell = new Bell();

  constructor(
    readonly topic: string,
    private readonly options: RelayOptions,
  ) {}

  wake(): void {
    this.bell.ring();
  }

  /** A new session may be on another server, whose log may lack what was sent: what is known of the lane counts no more. */
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

  /** One batch, or a rest when there is none. */
  private async turn(): Promise<void> {
    const { store, pool } = this.options;
    this.bell.reset();
    this.lane ??= await this.claim();
    const { lane } = this;
    if (lane === null) return this.bell.rest(IDLE_MS);
    const types = eventsOn(this.topic);
    const events = await store.readLog(lane.position, BATCH, types);
    // Only now: the session that they were read in has told of itself.
    if (this.isDoubtful) return this.letGo();
    const last = events.at(-1);
    if (last === undefined) return this.idle(lane);
    const ours = events.filter(event => types.includes(event.type));
    const moved = await this.publish(lane, ours);
    this.lane = await moveLane(pool, moved === null ? fromTheStart(lane) : { ...moved, position: last.position });
    if (moved !== null && last.position - lane.position < BATCH) await this.idle(this.lane);
  }

  /** Null while another process holds it, or the topic ends with what the log does not hold. */
  private async claim(): Promise<Lane | null> {
    const { store, transport, pool, owner, onStrange } = this.options;
    // Before the first question, which may be what makes the new session.
    this.isDoubtful = false;
    const lane = await claimLane(pool, { topic: this.topic, owner, transport: await transport.identity() });
    const strange = lane && (await strangeIn(this.topic, { store, transport }));
    if (strange === null) return lane;
    onStrange?.(strange);
    return null;
  }

  private letGo(): void {
    this.lane = null;
    this.rested = true;
  }

  /** Now and then it looks whether the topic still holds what was published, and keeps its lease. */
  private async idle(lane: Lane | null): Promise<void> {
    this.idleTurns += 1;
    this.rested = true;
    if (lane && this.idleTurns % LOOK_EVERY === 0)
      this.lane = await moveLane(this.options.pool, (await this.truncated(lane)) ? fromTheStart(lane) : lane);
    await this.bell.rest(IDLE_MS);
  }

  /** Null when the topic lost something that was acknowledged, before or meanwhile. */
  private async publish(lane: Lane, events: StoredEvent[]): Promise<Lane | null> {
    if (events.length === 0) return lane;
    // From one batch to the next the acks tell.
    if (this.rested && (await this.truncated(lane))) return null;
    this.rested = false;
    const epoch = await this.options.store.epoch();
    const lastSequences = [...lane.lastSequences];
    const ends = [...lane.ends];
    const messages = events.map((event): Message => {
      const partition = partitionOf(keyOf(event), PARTITIONS);
      const message = toMessage(event, { epoch, previous: lastSequences[partition] ?? 0n });
      lastSequences[partition] = event.position;
      ends[partition] = (ends[partition] ?? 0n) + 1n;
      return message;
    });
    const written = await traced(this.topic, events, () => this.options.transport.publish(this.topic, messages));
    published.add(messages.length, { topic: this.topic });
    const shorter = written.some(({ partition, lastOffset }) => lastOffset + 1n < (ends[partition] ?? 0n));
    for (const { partition, lastOffset } of written) ends[partition] = lastOffset + 1n;
    return shorter ? this.lost() : { ...lane, lastSequences: filled(lastSequences), ends: filled(ends) };
  }

  /** The topic holds less than was acknowledged: it was truncated or made anew, and everything is published again. */
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
    // However many events come meanwhile: what is refused now is not asked for at once again.
    await rest(AFTER_FAILURE_MS, this.stopping.signal);
  }
}

const fromTheStart = (lane: Lane): Lane => ({ ...lane, position: 0n, lastSequences: [], ends: [] });

const filled = (list: (bigint | undefined)[]): bigint[] => Array.from(list, value => value ?? 0n);
