import { sleep } from './sleep.js';
import type { Semaphore } from './semaphore.js';
import type { ConsumeOptions, Received } from './transport.js';

/** Told what went wrong and is tried again; never a message's content. */
export type Log = (line: string, error?: unknown) => void;

/** What the transport found behind a position. */
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

/** One partition in the hands of one consumption: where it stands, how long it rests, and its deliveries to the handler. */
export class Track {
  /** Null until the handler's side has said where to start. */
  position: bigint | null = null;
  /** Whether the start was asked for; before, the partition waits for a handler that has not let go of it. */
  hasTurn = false;
  /** How often the handler came to an end, with an answer or an error. */
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

  /** Aborted when it is given up. */
  get signal(): AbortSignal {
    return this.lost.signal;
  }

  get isLost(): boolean {
    return this.signal.aborted;
  }

  /** Milliseconds that this partition is still to be left alone. */
  get restMs(): number {
    return Math.max(0, this.restUntil - performance.now());
  }

  restFor(ms: number): void {
    this.restUntil = performance.now() + ms;
  }

  giveUp(): void {
    this.lost.abort();
  }

  /** Asks for the start until it is told. Never rejects. */
  async takeUp(): Promise<void> {
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

  /** Gives a batch to the handler and goes where it says. Never rejects: after an error the position is the old one. */
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
    // Told that its position is gone, a handler that stays there is told again, but not at once.
    const isStubborn = delivery.messages.length === 0 && next !== delivery.next;
    this.restFor(isStubborn ? Math.max(afterMs, AFTER_ERROR_MS) : afterMs);
    this.position = next;
    this.answers += 1;
  }
}

/** The batch without messages for a position that the log does not hold; null when it does. */
export function outOfRange(position: bigint, { first, end }: { first: bigint; end: bigint }): Delivery | null {
  if (position > end) return { from: end, next: end, end, messages: [] };
  return position < first ? { from: first, next: first, end, messages: [] } : null;
}
