import { sleep } from './transport/sleep.js';
import type { ConsumeOptions } from './transport/transport.js';

const LATE_MS = 200;
const REMEMBERED_MS = 1_000;

/** How that is read which nobody waits for: a partition at a time, on one connection, and not so much at once that the process is held up. */
const GENTLY = { maxMessages: 250, maxConcurrency: 1 };

/** Whether live readers are late: who reads notes it, who can wait asks. */
export class Lateness {
  private until = -Infinity;

  /** @param now in milliseconds */
  constructor(private readonly now = () => performance.now()) {}

  /** @param waitedMs how long the first message of a batch had waited when it was done */
  note(waitedMs: number): void {
    if (waitedMs > LATE_MS) this.until = this.now() + REMEMBERED_MS;
  }

  /** How long who can wait rests after work: while others are late, as long as it took. Half of whatever there is is left to them. */
  restAfter(tookMs: number): number {
    return this.now() < this.until ? tookMs : 0;
  }
}

export interface Pacing {
  /** Where a live reader notes how late it is. */
  tells?: Lateness;
  /** Whom a reader lets go first that nobody waits for. */
  yieldsTo?: Lateness;
}

/** A reader's handler at its pace. */
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
