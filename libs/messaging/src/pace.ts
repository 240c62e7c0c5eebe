import { sleep } from './transport/sleep.js';
import type { ConsumeOptions } from './transport/transport.js';

const LATE_MS = 200;
const REMEMBERED_MS = 1_000;

/** For a consumer that nobody waits for: one partition at a time, on one connection, in batches small enough not to block the process. */
const GENTLY = { maxMessages: 250, maxConcurrency: 1 };

/** Whether live consumers are late: they note how long messages have waited, and consumers that can wait ask for it. */
export class Lateness {
  private until = -Infinity;

  /** @param now in milliseconds */
  constructor(private readonly now = () => performance.now()) {}

  /** @param waitedMs age of the first message of a batch when the batch was done; more than 200 counts as late for a second */
  note(waitedMs: number): void {
    if (waitedMs > LATE_MS) this.until = this.now() + REMEMBERED_MS;
  }

  /** The pause after a batch of a consumer that can wait: while others are late as long as the batch took, so that they get half of the time. */
  restAfter(tookMs: number): number {
    return this.now() < this.until ? tookMs : 0;
  }
}

export interface Pacing {
  /** Of a live consumer: where it notes how late it is. */
  tells?: Lateness;
  /** Of a consumer that can wait: the live consumers that go first. */
  yieldsTo?: Lateness;
}

/** The options of a consumption, and its handler with the pauses. */
export const paced = (
  { tells, yieldsTo, now }: Pacing & { now: () => Date },
  read: ConsumeOptions['onBatch'],
): Pick<ConsumeOptions, 'onBatch' | 'maxMessages' | 'maxConcurrency'> => ({
  ...(yieldsTo && GENTLY),
  onBatch: async batch => {
    const began = performance.now();
    const next = await read(batch);
    const [first] = batch.messages;
    if (first) tells?.note(now().getTime() - first.timestamp);
    if (yieldsTo) await sleep(yieldsTo.restAfter(performance.now() - began), batch.signal);
    return next;
  },
});
