import type { KafkaAdmin } from './kafka-admin.js';
import { kafkaClient, type KafkaConnection } from './kafka-client.js';
import { KafkaSession, type HeldTrack, type SessionOptions } from './kafka-session.js';
import { outOfRange, type Log } from './track.js';
import { sleep } from './sleep.js';
import { Semaphore } from './semaphore.js';
import type { ConsumeOptions, Consumption, PartitionBounds } from './transport.js';

export interface Watch {
  admin: KafkaAdmin;
  watchdogMs: number;
  onStuck(): void;
  log: Log;
}

const REBUILD_AFTER_MS = 1_000;

interface Progress {
  answers: number;
  stuckSince: number;
}

/** Keeps a consumer running, with a watchdog: a consumer that crashed is replaced, and so is one that has work and makes no progress. */
export class KafkaConsumption implements Consumption {
  private session: KafkaSession | undefined;
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;
  private readonly watching: NodeJS.Timeout;
  private stopped: Promise<void> | undefined;
  private isLooking = false;
  private readonly works = new Map<string, Promise<void>>();
  private progress = new Map<string, Progress>();
  /** Partitions for which the consumer was replaced since they last made progress. */
  private readonly warned = new Set<string>();

  constructor(
    private readonly connection: KafkaConnection,
    private readonly options: ConsumeOptions,
    private readonly watch: Watch,
  ) {
    this.running = this.run();
    this.watching = setInterval(() => void this.look(), Math.min(5_000, watch.watchdogMs / 4));
  }

  stop(): Promise<void> {
    return (this.stopped ??= this.end());
  }

  private async end(): Promise<void> {
    clearInterval(this.watching);
    this.stopping.abort();
    await this.session?.stop();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const session = (this.session = new KafkaSession(kafkaClient(this.connection), this.sessionOptions()));
      void session.started.catch((error: unknown) => {
        this.watch.log(`consumer of ${this.options.group}: no start`, error);
        session.abandon();
      });
      await session.over;
      await session.stop();
      await sleep(REBUILD_AFTER_MS, this.stopping.signal);
    }
  }

  private sessionOptions(): SessionOptions {
    const { admin, log } = this.watch;
    return { ...this.options, admin, log, works: this.works, slots: new Semaphore(this.options.maxConcurrency) };
  }

  /** One look at a time: other requests queue behind its own, which take long while the cluster is away. */
  private async look(): Promise<void> {
    const { session } = this;
    if (this.isLooking || !session || this.stopping.signal.aborted) return;
    this.isLooking = true;
    try {
      const perTopic = new Map<string, PartitionBounds[]>();
      for (const topic of this.options.topics) perTopic.set(topic, await this.watch.admin.bounds(topic));
      if (session !== this.session) return;
      for (const held of session.tracks())
        this.judge(session, held, perTopic.get(held.track.topic)![held.track.partition]!);
      this.judgeJoin(session);
    } catch {
      this.progress.clear(); // while the broker is away the consumer is not to blame
    } finally {
      this.isLooking = false;
    }
  }

  private judge(session: KafkaSession, held: HeldTrack, bounds: PartitionBounds): void {
    const { track, skippedTo = 0n } = held;
    if (track.position === null) return this.note(track.name, track.answers, !track.hasTurn);
    if (outOfRange(track.position, bounds)) session.inspectIdle(held);
    const reached = skippedTo > track.position ? skippedTo : track.position;
    this.note(track.name, track.answers, bounds.end > reached && track.restMs === 0);
  }

  private judgeJoin(session: KafkaSession): void {
    this.note('group', session.hasJoined ? 1 : 0, !session.hasJoined);
  }

  private note(name: string, answers: number, hasWork: boolean): void {
    const before = this.progress.get(name);
    const hasMoved = answers !== (before?.answers ?? 0);
    if (hasMoved) this.warned.delete(name);
    if (!hasWork || hasMoved || !before) {
      this.progress.set(name, { answers, stuckSince: performance.now() });
    } else if (performance.now() - before.stuckSince >= this.watch.watchdogMs) this.complain(name);
  }

  private complain(name: string): void {
    this.progress.clear();
    const isAgain = this.warned.has(name);
    this.warned.add(name);
    this.watch.log(
      `${name} of ${this.options.group} makes no progress, ${isAgain ? 'again' : 'the consumer is replaced'}`,
    );
    if (isAgain) this.watch.onStuck();
    else this.session?.abandon();
  }
}
