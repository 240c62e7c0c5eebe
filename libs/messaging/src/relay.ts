import { contractOf, PARTITIONS, topicsOf, type ServiceName } from '@ckm/contracts';
import type { EventStore, StoredEvent } from '@ckm/event-store';
import { counter, type Logger, SpanKind, startSpan } from '@ckm/telemetry';
import type { Pool } from 'pg';
import { claimLane, type Lane, moveLane, noteFailure } from './lane.js';
import { partitionOf } from './transport/partition.js';
import type { Message, Transport } from './transport/transport.js';
import { toMessage } from './wire.js';

const BATCH = 1_000;
const IDLE_MS = 1_000;
const AFTER_FAILURE_MS = 1_000;

const published = counter('ckm_relay_published_total', 'Events published, repeats included');

export interface RelayOptions {
  service: ServiceName;
  store: EventStore;
  pool: Pool;
  transport: Transport;
  /** Names this process in the lease; the same after a restart, so that it need not wait for its own lease. */
  owner: string;
  log: Logger;
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
  const stopListening = options.store.onAppend(() => lanes.forEach(lane => lane.wake()));
  return {
    stop: async () => {
      stopListening();
      lanes.forEach(lane => lane.stop());
      await Promise.all(running);
    },
  };
}

class LaneRunner {
  private lane: Lane | null = null;
  private stopped = false;
  private woken = false;
  private wakeUp: () => void = () => {};

  constructor(
    private readonly topic: string,
    private readonly options: RelayOptions,
  ) {}

  wake(): void {
    this.woken = true;
    this.wakeUp();
  }

  stop(): void {
    this.stopped = true;
    this.wakeUp();
  }

  async run(): Promise<void> {
    while (!this.stopped) {
      this.woken = false;
      const wait = await this.turn().catch(error => this.failed(error));
      if (wait > 0 && !this.woken) await this.rest(wait);
    }
  }

  /** One batch. Returns how long to rest. */
  private async turn(): Promise<number> {
    const { store, transport, pool, owner } = this.options;
    const lane = (this.lane ??= await claimLane(pool, {
      topic: this.topic,
      owner,
      transport: await transport.identity(),
    }));
    if (lane === null) return IDLE_MS;
    const events = await store.readLog(lane.position, BATCH);
    const last = events.at(-1);
    if (last === undefined) return IDLE_MS;
    const ours = events.filter(event => contractOf(event.type).topic === this.topic);
    const again = ours.length > 0 && (await this.truncated(lane));
    this.lane = await moveLane(
      pool,
      again ? fromTheStart(lane) : { ...(await this.publish(lane, ours)), position: last.position },
    );
    return 0;
  }

  private async publish(lane: Lane, events: StoredEvent[]): Promise<Lane> {
    const { transport, store } = this.options;
    if (events.length === 0) return lane;
    const epoch = await store.epoch();
    const lastSequences = [...lane.lastSequences];
    const messages = events.map((event): Message => {
      const key = Buffer.from(contractOf(event.type).key(event.data as never));
      const partition = partitionOf(key, PARTITIONS);
      const message = toMessage(event, { epoch, previous: lastSequences[partition] ?? 0n });
      lastSequences[partition] = event.position;
      return message;
    });
    const written = await this.traced(events, () => transport.publish(this.topic, messages));
    const ends = [...lane.ends];
    for (const { partition, lastOffset } of written) ends[partition] = lastOffset + 1n;
    published.add(messages.length, { topic: this.topic });
    return { ...lane, lastSequences: filled(lastSequences), ends: filled(ends) };
  }

  /** The topic holds less than was acknowledged: it was truncated or made anew, and everything is published again. */
  private async truncated(lane: Lane): Promise<boolean> {
    const bounds = await this.options.transport.bounds(this.topic);
    const shorter = bounds.some(({ partition, end }) => end < (lane.ends[partition] ?? 0n));
    if (shorter) this.options.log.warn({ topic: this.topic }, 'topic-truncated: publishing again from the first event');
    return shorter;
  }

  private async traced<T>(events: StoredEvent[], publish: () => Promise<T>): Promise<T> {
    const name = `send ${this.topic}`;
    const kind = SpanKind.PRODUCER;
    const parents = events.map(event => event.meta.traceparent);
    const spans = [
      startSpan(name, { kind, links: parents, attributes: { 'messaging.batch.message_count': events.length } }),
      ...parents.filter(parent => parent !== null).map(parent => startSpan(name, { kind, parent })),
    ];
    try {
      const result = await publish();
      spans.forEach(span => span.end());
      return result;
    } catch (error) {
      spans.forEach(span => span.end(error));
      throw error;
    }
  }

  private async failed(error: unknown): Promise<number> {
    this.lane = null;
    this.options.log.warn({ topic: this.topic, err: error }, 'the lane stopped and will try again');
    await noteFailure(this.options.pool, this.topic, error).catch(() =>
      this.options.log.warn('the failure could not be noted'),
    );
    return AFTER_FAILURE_MS;
  }

  private rest(ms: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, ms);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

const fromTheStart = (lane: Lane): Lane => ({ ...lane, position: 0n, lastSequences: [], ends: [] });

const filled = (list: (bigint | undefined)[]): bigint[] => Array.from(list, value => value ?? 0n);
