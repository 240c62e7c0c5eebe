import type { EventStore } from '@ckm/event-store';
import { OWN_LOG } from './slice.js';
import type { Batch, ConsumeOptions, Consumption, Transport } from './transport/transport.js';
import { toMessage } from './wire.js';

const IDLE_MS = 1_000;
const AFTER_FAILURE_MS = 1_000;

/** A service's own log as a topic of one partition: offset = position. */
export const logSource = (store: EventStore): Pick<Transport, 'consume' | 'identity'> => ({
  identity: () => Promise.resolve(OWN_LOG),
  consume: async options => {
    const reader = new LogReader(store, options);
    const reading = reader.run(await options.startAt(OWN_LOG, 0));
    return { stop: () => reader.stop().then(() => reading) } satisfies Consumption;
  },
});

class LogReader {
  private readonly stopping = new AbortController();
  private wakeUp: () => void = () => {};
  private woken = false;

  constructor(
    private readonly store: EventStore,
    private readonly options: ConsumeOptions,
  ) {}

  stop(): Promise<void> {
    this.stopping.abort();
    this.wakeUp();
    return Promise.resolve();
  }

  async run(start: bigint): Promise<void> {
    const stopListening = this.store.onAppend(() => {
      this.woken = true;
      this.wakeUp();
    });
    let next = start;
    while (!this.stopping.signal.aborted) {
      this.woken = false;
      const turn = await this.turn(next).catch(() => ({ next, afterMs: AFTER_FAILURE_MS }));
      next = turn.next;
      if (turn.afterMs > 0 && !this.woken) await this.rest(turn.afterMs);
    }
    stopListening();
  }

  private async turn(from: bigint): Promise<{ next: bigint; afterMs: number }> {
    // Positions begin at 1.
    const events = await this.store.readLog(from > 0n ? from - 1n : 0n, this.options.maxMessages ?? 500);
    const last = events.at(-1);
    if (last === undefined) return { next: from, afterMs: IDLE_MS };
    const epoch = await this.store.epoch();
    const batch: Batch = {
      topic: OWN_LOG,
      partition: 0,
      from,
      next: last.position + 1n,
      end: (await this.store.head()) + 1n,
      messages: events.map(event => ({
        ...toMessage(event, { epoch, previous: event.position - 1n }),
        offset: event.position,
        timestamp: event.recordedAt.getTime(),
      })),
      signal: this.stopping.signal,
      keepAlive: () => Promise.resolve(),
    };
    return { afterMs: 0, ...(await this.options.onBatch(batch)) };
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
