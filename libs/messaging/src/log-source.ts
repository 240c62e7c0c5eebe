import type { EventName } from '@ckm/contracts';
import type { EventStore, StoredEvent } from '@ckm/event-store';
import type { Logger } from '@ckm/telemetry';
import { Bell } from './bell.js';
import { OWN_LOG } from './slice.js';
import { type Delivery, Track } from './transport/track.js';
import { sleep, STOP_MS, waitAtMost } from './transport/sleep.js';
import { Semaphore } from './transport/semaphore.js';
import type { Transport } from './transport/transport.js';
import { OwnMessage } from './wire.js';

const IDLE_MS = 1_000;
const AFTER_FAILURE_MS = 1_000;

/**
 * A service's own log as a topic of one partition: the event at position n has the offset n − 1.
 * @param types the events that are delivered, and whose append wakes it; of others only the last one read is, within a second. Default: all
 */
export const logSource = (
  store: EventStore,
  log: Logger,
  types?: readonly EventName[],
): Pick<Transport, 'consume' | 'identity'> => ({
  identity: () => Promise.resolve(OWN_LOG),
  consume: options => {
    const tell = (line: string, error: unknown): void => log.warn({ err: error }, line);
    const track = new Track(OWN_LOG, 0, { ...options, slots: new Semaphore(1), log: tell });
    const bell = new Bell();
    const stopListening = store.onAppend(() => bell.ring(), types);
    const most = options.maxMessages ?? 500;
    const turn = async (): Promise<void> => {
      bell.reset();
      const from = track.position!;
      const events = await store.readLog(from, most, types);
      const next = events.at(-1)?.position ?? from;
      const isLast = next - from < most;
      if (events.length > 0) await track.deliver(await deliveryOf(store, from, events, isLast));
      if (isLast && track.position === next) await bell.rest(IDLE_MS);
    };
    const run = async (): Promise<void> => {
      await track.assign();
      while (!track.isLost) {
        await turn().catch(error => {
          tell('the own log could not be read', error);
          track.restFor(AFTER_FAILURE_MS);
        });
        // Not `bell.rest`: the pause that the handler asked for is kept, whatever is appended.
        await sleep(track.restMs, track.signal);
      }
      stopListening();
    };
    const reading = run();
    return Promise.resolve({
      stop: () => {
        track.revoke();
        bell.ring();
        return waitAtMost(STOP_MS, reading);
      },
    });
  },
});

/** The topics by where they are read: the service's own log, or the transport. */
export const roadsOf = (
  topics: string[],
  { store, transport, log, types }: { store: EventStore; transport: Transport; log: Logger; types?: EventName[] },
): [Pick<Transport, 'consume' | 'identity'>, string[]][] =>
  [
    [logSource(store, log, types), topics.filter(topic => topic === OWN_LOG)] as const,
    [transport, topics.filter(topic => topic !== OWN_LOG)] as const,
  ].flatMap(([road, names]) => (names.length > 0 ? [[road, names]] : []));

async function deliveryOf(store: EventStore, from: bigint, events: StoredEvent[], isLast: boolean): Promise<Delivery> {
  const next = events.at(-1)!.position;
  const epoch = await store.epoch();
  const messages = events.map((event, nth) => new OwnMessage(event, epoch, events[nth - 1]?.position ?? from));
  return { from, next, end: isLast ? next : await store.head(), messages };
}
