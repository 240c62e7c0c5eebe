import type { EventName } from '@ckm/contracts';
import type { EventStore, StoredEvent } from '@ckm/event-store';
import { silent } from './fixture/installation.js';
import { logSource } from './log-source.js';
import type { Batch, Consumption, Next } from './transport/transport.js';

const EPOCH = '0b1c2d3e-4f50-4617-8a9b-acbdcedf0011';
const CUSTOMER = 'a3b1c9d2-4e5f-5678-9abc-def012345678';
const LONG_BEFORE_AN_IDLE_LOOK = 300;

/** A log in memory. */
class Log {
  readonly events: StoredEvent[] = [];
  reads = 0;
  /** Told after the events were read, before they are answered. */
  onRead: () => void = () => undefined;
  private listener: () => void = () => undefined;

  append(): void {
    const position = BigInt(this.events.length + 1);
    const meta = { actor: 'crm', correlationId: 'a', causationId: null, traceparent: null };
    const data = { customerId: CUSTOMER };
    const event = {
      id: `event ${position}`,
      type: 'CustomerIdentified' as const,
      schemaVersion: 1,
      data,
      meta,
      position,
    };
    const stream = { tenantId: 'acme', streamId: CUSTOMER, version: Number(position) };
    this.events.push({ ...event, ...stream, recordedAt: new Date('2026-03-04T07:12:33Z') });
    this.listener();
  }

  ring(): void {
    this.listener();
  }

  readonly store = {
    readLog: (after: bigint, limit: number) => {
      this.reads += 1;
      const found = this.events.slice(Number(after), Number(after) + limit);
      this.onRead();
      return Promise.resolve(found);
    },
    head: () => Promise.resolve(BigInt(this.events.length)),
    epoch: () => Promise.resolve(EPOCH),
    onAppend: (listener: () => void, types?: EventName[]) => {
      this.listener = () => (types?.includes('CustomerIdentified') ?? true) && listener();
      return () => undefined;
    },
  } as unknown as EventStore;
}

let log: Log;
let consumption: Consumption | undefined;
let batches: Batch[];
beforeEach(() => {
  log = new Log();
  batches = [];
});
afterEach(() => consumption?.stop());

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
async function listen(
  answer: (batch: Batch) => Next = ({ next }) => ({ next }),
  startAt = 0n,
  types?: EventName[],
): Promise<void> {
  consumption = await logSource(log.store, silent, types).consume({
    group: 'live',
    topics: ['log'],
    startAt: () => Promise.resolve(startAt),
    maxMessages: 2,
    onBatch: batch => {
      batches.push(batch);
      return Promise.resolve(answer(batch));
    },
  });
}
const offsets = () => batches.map(({ messages }) => messages.map(({ offset }) => Number(offset)));

describe('the own log', () => {
  it('is a topic of one partition, read from where the handler stands', async () => {
    for (let nth = 0; nth < 5; nth += 1) log.append();
    await listen(undefined, 1n);
    await pause(50);
    expect(offsets()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(batches.map(({ from, next, end }) => [from, next, end])).toEqual([
      [1n, 3n, 5n],
      [3n, 5n, 5n],
    ]);
  });

  it('wakes at once when something is appended', async () => {
    await listen();
    await pause(20);
    log.append();
    await pause(LONG_BEFORE_AN_IDLE_LOOK);
    expect(offsets()).toEqual([[0]]);
  });

  it('takes what nobody asks for when it has rested, all at once', async () => {
    log.append();
    log.onRead = () => {
      log.onRead = () => undefined;
      log.append();
    };
    await listen(undefined, 0n, ['SubjectErased']);
    await pause(LONG_BEFORE_AN_IDLE_LOOK);
    log.append();
    await pause(LONG_BEFORE_AN_IDLE_LOOK);
    expect(offsets()).toEqual([[0]]);
    await pause(1_000);
    expect(offsets()).toEqual([[0], [1, 2]]);
  });

  it('does not oversleep what is appended while it looks', async () => {
    log.onRead = () => {
      log.onRead = () => undefined;
      log.append();
    };
    await listen();
    await pause(LONG_BEFORE_AN_IDLE_LOOK);
    expect(offsets()).toEqual([[0]]);
  });

  it('leaves the handler alone as long as it asked for, however much is appended', async () => {
    log.append();
    await listen(({ from }) => ({ next: from, afterMs: 600 }));
    for (let nth = 0; nth < 5; nth += 1) {
      await pause(10);
      log.append();
    }
    expect(batches).toHaveLength(1);
    await pause(800);
    expect(batches).toHaveLength(2);
  });

  it('delivers the same again a second after an error, not at once', async () => {
    log.append();
    let failures = 0;
    await listen(({ next }) => {
      if ((failures += 1) === 1) throw new Error('the database restarts');
      return { next };
    });
    await pause(LONG_BEFORE_AN_IDLE_LOOK);
    log.ring();
    expect(offsets()).toEqual([[0]]);
    await pause(1_000);
    expect(offsets()).toEqual([[0], [0]]);
  });

  it('stops at once while it rests', async () => {
    await listen();
    await pause(20);
    const asked = performance.now();
    await consumption!.stop();
    expect(performance.now() - asked).toBeLessThan(LONG_BEFORE_AN_IDLE_LOOK);
    const { reads } = log;
    log.append();
    await pause(20);
    expect(log.reads).toBe(reads);
  });
});
