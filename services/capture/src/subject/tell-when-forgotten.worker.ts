import { rest } from '@ckm/messaging';
import { KEY_CACHE_MS, type Tombstone, uuid5 } from '@ckm/privacy';
import type { Service, Worker } from '@ckm/service';
import { v7 } from 'uuid';
import { subject } from './subject.decider.js';

/** So long after a key was deleted nobody remembers it any more. */
export const SETTLES_MS = KEY_CACHE_MS + 1_000;
const LOOK_EVERY_MS = 1_000;

/** Tells the services who was forgotten, once every key is forgotten too. Goes on from the tombstones after whatever end. */
export function tellWhenForgotten(service: Service): Worker {
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await tellOfForgotten(service).catch((error: unknown) =>
        service.log.warn({ err: error }, 'the services will be told later who was forgotten'),
      );
      await rest(LOOK_EVERY_MS, stopping.signal);
    }
  };
  const running = run();
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}

export async function tellOfForgotten({
  tombstones,
  events,
  now,
}: Pick<Service, 'tombstones' | 'events' | 'now'>): Promise<void> {
  const settled = now().getTime() - SETTLES_MS;
  for (const tombstone of await tombstones.untold()) {
    if (tombstone.at.getTime() > settled) continue;
    const { tenantId, subject: customerId, erasureId, keyIds } = tombstone;
    const streamId = uuid5(tenantId, 'subject', customerId, erasureId);
    await events.handle(contextOf(tombstone, now()), subject, streamId, { erasureId, customerId, keyIds });
    await tombstones.told(erasureId);
  }
}

const contextOf = ({ tenantId, actor }: Tombstone, now: Date) => ({
  tenantId,
  actor,
  now,
  correlationId: v7(),
  causationId: null,
  traceparent: null,
});
