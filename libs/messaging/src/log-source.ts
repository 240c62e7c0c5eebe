import type { EventStore } from '@ckm/event-store';
import type { Logger } from '@ckm/telemetry';
import { Bell } from './bell.js';
import { OWN_LOG } from './slice.js';
import { rest } from './transport/patience.js';
import type { Batch, ConsumeOptions, Consumption, Next, Transport } from './transport/transport.js';
import { toMessage } from './wire.js';

const IDLE_MS = 1_000;
const AFTER_FAILURE_MS = 1_000;

/** A service's own log as a topic of one partition. Offsets begin at 0, positions at 1. */
export const logSource = (store: EventStore, log: Logger): Pick<Transport, 'consume' | 'identity'> => ({
  identity: () => Promise.resolve(OWN_LOG),
  consume: async options => {
    const reader = new LogReader(store, options, log);
    const reading = reader.run(await options.startAt(OWN_LOG, 0));
    return { stop: () => reader.stop().then(() => reading) } satisfies Consumption;
  },
});

class LogReader {
  private readonly stopping = new AbortController();
  private readonly bell = new Bell();

  constructor(
    private readonly store: EventStore,
    private readonly options: ConsumeOptions,
    private readonly log: Logger,
  ) {}

  stop(): Promise<void> {
    this.stopping.abort();
    this.bell.ring();
    return Promise.resolve();
  }

  async run(start: bigint): Promise<void> {
    const stopListening = this.store.onAppend(() => this.bell.ring());
    let from = start;
    while (!this.stopping.signal.aborted) {
      const turn = await this.turn(from).catch(error => this.failed(error, from));
      from = turn.next;
      // Only a new event's bell is answered: what the handler asks for is given.
      await rest(turn.afterMs ?? 0, this.stopping.signal);
    }
    stopListening();
  }

  private async turn(from: bigint): Promise<Next> {
    const batch = await this.read(from);
    if (batch) return this.options.onBatch(batch);
    await this.bell.rest(IDLE_MS);
    return { next: from };
  }

  private async read(from: bigint): Promise<Batch | null> {
    this.bell.reset();
    const { maxMessages = 500 } = this.options;
    const events = await this.store.readLog(from, maxMessages);
    const last = events.at(-1);
    if (last === undefined) return null;
    const epoch = await this.store.epoch();
    return {
      topic: OWN_LOG,
      partition: 0,
      from,
      next: last.position,
      end: events.length < maxMessages ? last.position : await this.store.head(),
      messages: events.map(event => ({
        ...toMessage(event, { epoch, previous: event.position - 1n }),
        offset: event.position - 1n,
        timestamp: event.recordedAt.getTime(),
      })),
      signal: this.stopping.signal,
      keepAlive: () => new Promise(resolve => setImmediate(resolve)),
    };
  }

  private failed(error: unknown, from: bigint): Next {
    this.log.warn({ err: error }, 'the own log is read again from the same event');
    return { next: from, afterMs: AFTER_FAILURE_MS };
  }
}
