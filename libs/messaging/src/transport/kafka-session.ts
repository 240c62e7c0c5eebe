import type { Batch as KafkaBatch, Consumer, Kafka } from 'kafkajs';
import type { KafkaAdmin } from './kafka-admin.js';
import { outOfRange, Track, type TrackOptions } from './track.js';
import { deliveriesOf } from './kafka-records.js';
import { sleep, STOP_MS, waitAtMost } from './sleep.js';

export interface SessionOptions extends TrackOptions {
  admin: KafkaAdmin;
  /** The last work on each partition, of earlier sessions too: two never run side by side. */
  works: Map<string, Promise<void>>;
}

/** A track, and what is known of its partition in kafkajs. */
export interface HeldTrack {
  readonly track: Track;
  /** Whether kafkajs may fetch; otherwise the partition is paused: its handler is at work, or it rests. */
  isFree: boolean;
  /** Offset to which kafkajs has skipped, beyond the position, over transaction markers and compacted records. */
  skippedTo?: bigint;
  resuming?: NodeJS.Timeout;
  committedAt: number;
}

const HANDLER_PATIENCE_MS = 1_000;
const DISCONNECT_MS = 5_000;
const SECOND_LOOK_MS = 500;
const RETRY_MS = 1_000;
const RETRIES = { retries: 15, initialRetryTime: 100, maxRetryTime: 2_000 };
const COMMIT_EVERY_MS = 1_000;

/**
 * One kafkajs consumer from its start to its end. A partition is paused while its handler works, and afterwards continues where a seek says.
 * A handler that takes long is not waited for, so that other partitions and the heartbeats go on.
 */
export class KafkaSession {
  /** Rejects when the consumer cannot be started. */
  readonly started: Promise<void>;
  /** Resolves when the consumer is over, by a crash or `abandon`. */
  readonly over: Promise<void>;
  abandon!: () => void;
  hasJoined = false;
  private held = new Map<string, HeldTrack>();
  private isStopping = false;
  private stopped: Promise<void> | undefined;
  private readonly consumer: Consumer;

  constructor(
    kafka: Kafka,
    private readonly options: SessionOptions,
  ) {
    this.over = new Promise(resolve => (this.abandon = resolve));
    this.consumer = kafka.consumer({
      groupId: options.group,
      allowAutoTopicCreation: false,
      sessionTimeout: 10_000,
      rebalanceTimeout: 10_000,
      heartbeatInterval: 1_000,
      maxWaitTimeInMs: 100,
      metadataMaxAge: 60_000,
      retry: { ...RETRIES, restartOnFailure: () => Promise.resolve(false) },
    });
    const { GROUP_JOIN, CRASH, START_BATCH_PROCESS } = this.consumer.events;
    this.consumer.on(CRASH, () => this.abandon());
    this.consumer.on(GROUP_JOIN, ({ payload }) => this.join(payload.memberAssignment));
    this.consumer.on(START_BATCH_PROCESS, ({ payload }) => {
      if (payload.batchSize > 0) return;
      const held = this.held.get(`${payload.topic}/${payload.partition}`);
      if (held) held.skippedTo = BigInt(payload.lastOffset) + 1n;
    });
    this.started = this.start();
  }

  private async start(): Promise<void> {
    const rules = { autoCommit: false, eachBatchAutoResolve: false, partitionsConsumedConcurrently: 4 };
    await this.consumer.connect();
    if (!this.isStopping) await this.consumer.subscribe({ topics: this.options.topics, fromBeginning: true });
    if (!this.isStopping) await this.consumer.run({ ...rules, eachBatch: ({ batch }) => this.take(batch) });
  }

  tracks(): HeldTrack[] {
    return [...this.held.values()];
  }

  /** Called by kafkajs, not awaited, before it fetches: partitions are paused until it is known where they start. */
  private join(assignment: Record<string, number[]>): void {
    this.lose();
    if (this.isStopping) return;
    this.hasJoined = true;
    for (const [topic, partitions] of Object.entries(assignment))
      for (const partition of partitions) {
        const track = new Track(topic, partition, this.options);
        const held = { track, isFree: false, committedAt: 0 };
        this.held.set(track.name, held);
        void this.occupy(held, async () => {
          await track.assign();
          await this.inspect(held);
        });
      }
  }

  private lose(): void {
    for (const { track, resuming } of this.held.values()) {
      track.revoke();
      clearTimeout(resuming);
    }
    this.held = new Map();
  }

  private async take(batch: KafkaBatch): Promise<void> {
    const held = this.held.get(`${batch.topic}/${batch.partition}`);
    if (held?.isFree)
      await waitAtMost(
        HANDLER_PATIENCE_MS,
        this.occupy(held, () => this.work(held, batch)),
      );
  }

  /** Runs one work per partition at a time, while kafkajs does not fetch the partition. */
  private occupy(held: HeldTrack, work: () => Promise<void>): Promise<void> {
    const { works } = this.options;
    const { name, topic, partition } = held.track;
    held.isFree = false;
    this.consumer.pause([{ topic, partitions: [partition] }]);
    const done = (works.get(name) ?? Promise.resolve()).then(work).then(() => this.release(held));
    works.set(name, done);
    return done;
  }

  private release(held: HeldTrack): void {
    if (held.track.isLost || this.isStopping) return;
    const { restMs, topic, partition, position } = held.track;
    if (restMs > 0) {
      held.resuming = setTimeout(() => this.release(held), restMs);
      return;
    }
    held.isFree = true;
    delete held.skippedTo;
    try {
      this.consumer.seek({ topic, partition, offset: String(position) });
      this.consumer.resume([{ topic, partitions: [partition] }]);
    } catch (error) {
      this.options.log('the consumer is over', error); // the next session takes over
    }
  }

  private async work(held: HeldTrack, batch: KafkaBatch): Promise<void> {
    const from = BigInt((batch as KafkaBatch & { fetchedOffset: string }).fetchedOffset);
    if (from !== held.track.position && from !== held.skippedTo) return this.inspect(held);
    for (const delivery of deliveriesOf(batch, held.track.position!, this.options.maxMessages ?? 500)) {
      await held.track.deliver(delivery);
      if (held.track.position !== delivery.next || held.track.restMs > 0 || held.track.isLost) break;
    }
    this.commitHint(held, BigInt(batch.highWatermark));
  }

  /** Tells the handler when its position is out of range: kafkajs would silently start elsewhere, or wait for ever. */
  async inspect({ track }: HeldTrack): Promise<void> {
    if (track.isLost) return;
    const look = async () =>
      outOfRange(track.position!, await this.options.admin.boundsOf(track.topic, track.partition));
    try {
      if (!(await look())) return;
      // After a change of the leader the new one may know a lower end for a moment.
      await sleep(SECOND_LOOK_MS);
      const gone = await look();
      if (gone) await track.deliver(gone);
    } catch (error) {
      this.options.log(`${track.name}: its bounds are not known`, error);
      track.restFor(RETRY_MS);
    }
  }

  /** The same for a partition from which nothing arrives. */
  inspectIdle(held: HeldTrack): void {
    if (held.isFree && !this.isStopping) void this.occupy(held, () => this.inspect(held));
  }

  /** Commits the offset for Kafka's own tools only; where to go on is decided by the handler's checkpoint. */
  private commitHint(held: HeldTrack, end: bigint): void {
    const { topic, partition, position } = held.track;
    const isDue = performance.now() - held.committedAt > COMMIT_EVERY_MS || position! >= end;
    if (!isDue || held.track.isLost) return;
    held.committedAt = performance.now();
    void this.consumer.commitOffsets([{ topic, partition, offset: String(position) }]).catch(() => undefined);
  }

  stop(): Promise<void> {
    return (this.stopped ??= this.end());
  }

  private async end(): Promise<void> {
    this.isStopping = true;
    this.lose();
    await waitAtMost(STOP_MS, Promise.all(this.options.works.values()));
    // kafkajs cannot stop a consumer that is still joining: it would go on, and hold its partitions.
    const left = this.started.finally(() => this.consumer.disconnect());
    await waitAtMost(DISCONNECT_MS, left);
    this.abandon();
  }
}
