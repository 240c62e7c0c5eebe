import { sleep } from './sleep.js';
import type { Semaphore } from './semaphore.js';
import type { ConsumeOptions, Received } from './transport.js';

/** Gets a line about what failed and is tried again; never the content of a message. */
export type Log = (line: string, error?: unknown) => void;

/** What the transport read behind a position; the fields are those of `Batch`. */
export interface Delivery {
  from: bigint;
  next: bigint;
  end: bigint;
  messages: Received[];
}

export interface TrackOptions extends ConsumeOptions {
  slots: Semaphore;
  log: Log;
}

const AFTER_ERROR_MS = 1_000;

/** One partition of one consumption: its position, its pauses, and its deliveries to the handler. */
export class Track {
  /** The next offset to deliver; null until `startAt` has answered. */
  position: bigint | null = null;
  /** Whether `startAt` was called; before that the partition waits for the handler of an earlier track. */
  hasTurn = false;
  /** How often the handler has ended, with an answer or an error. */
  answers = 0;
  private restUntil = 0;
  private readonly lost = new AbortController();

  constructor(
    readonly topic: string,
    readonly partition: number,
    private readonly options: TrackOptions,
  ) {}

  get name(): string {
    return `${this.topic}/${this.partition}`;
  }

  /** Aborted by `revoke`. */
  get signal(): AbortSignal {
    return this.lost.signal;
  }

  get isLost(): boolean {
    return this.signal.aborted;
  }

  /** How long this partition must still be left alone. */
  get restMs(): number {
    return Math.max(0, this.restUntil - performance.now());
  }

  restFor(ms: number): void {
    this.restUntil = performance.now() + ms;
  }

  /** The partition was lost, or the consumption stops: nothing is delivered any more. */
  revoke(): void {
    this.lost.abort();
  }

  /** Calls `startAt` until it answers. Never rejects. */
  async assign(): Promise<void> {
    this.hasTurn = true;
    while (!this.isLost && this.position === null) {
      try {
        this.position = await this.options.startAt(this.topic, this.partition);
      } catch (error) {
        this.options.log(`${this.name}: where to start is not known yet`, error);
        await sleep(AFTER_ERROR_MS, this.signal);
      }
    }
  }

  /** Delivers a batch to the handler, and moves to the offset it answers. Never rejects: after an error the position stays, for a second. */
  async deliver(delivery: Delivery): Promise<void> {
    try {
      await this.options.slots.run(() => this.handle(delivery));
    } catch (error) {
      this.options.log(`${this.name}: the handler failed, the batch comes again`, error);
      this.restFor(AFTER_ERROR_MS);
      this.answers += 1;
    }
  }

  private async handle(delivery: Delivery): Promise<void> {
    if (this.isLost) return;
    const { topic, partition } = this;
    const { next, afterMs = 0 } = await this.options.onBatch({
      topic,
      partition,
      ...delivery,
      signal: this.signal,
      keepAlive: () => new Promise(resolve => setImmediate(resolve)),
    });
    if (next < 0n) throw new Error(`the handler answered ${next} as the next offset`);
    // A handler that keeps a position which is out of range is told so again, but not at once.
    const isStubborn = delivery.messages.length === 0 && next !== delivery.next;
    this.restFor(isStubborn ? Math.max(afterMs, AFTER_ERROR_MS) : afterMs);
    this.position = next;
    this.answers += 1;
  }
}

/** The batch without messages that tells a handler that its position is out of range; null when it is not. */
export function outOfRange(position: bigint, { first, end }: { first: bigint; end: bigint }): Delivery | null {
  if (position > end) return { from: end, next: end, end, messages: [] };
  return position < first ? { from: first, next: first, end, messages: [] } : null;
}
