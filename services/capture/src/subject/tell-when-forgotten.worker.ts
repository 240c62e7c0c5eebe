import { KEY_CACHE_MS, type Tombstone, uuid5 } from '@ckm/privacy';
import { type Service, startWorker, type Worker } from '@ckm/service';
import { v7 } from 'uuid';
import { subject } from './subject.decider.js';

/** So long after a key was deleted no process has it in its cache any more. */
export const SETTLES_MS = KEY_CACHE_MS + 1_000;
const LOOK_EVERY_MS = 1_000;

/** Tells the services who was forgotten, once no cache holds the key. After a crash it goes on from the tombstones. */
export function tellWhenForgotten(service: Service): Worker {
  const turn = tellOfForgotten(service);
  return startWorker(service, 'tell-when-forgotten', () => turn().then(() => false), { everyMs: LOOK_EVERY_MS });
}

type Telling = Pick<Service, 'tombstones' | 'events' | 'now'>;

/**
 * One turn of the worker. When one erasure cannot be told, the others still are, and then the turn throws.
 * @param clock a monotonic clock in milliseconds: if the host's clock were set ahead, a key could count as gone that is still cached
 */
export function tellOfForgotten(service: Telling, clock = () => performance.now()): () => Promise<void> {
  /** Erasure → when this process first saw its tombstone; the key was deleted by then. */
  let seen = new Map<string, number>();
  return async () => {
    const untold = await service.tombstones.unannounced();
    const now = clock();
    seen = new Map(untold.map(({ erasureId }) => [erasureId, seen.get(erasureId) ?? now]));
    const failures: unknown[] = [];
    for (const tombstone of untold)
      if (now - (seen.get(tombstone.erasureId) ?? now) >= SETTLES_MS)
        await tell(service, tombstone).catch(error => failures.push(error));
    if (failures.length > 0) throw failures[0];
  };
}

async function tell({ tombstones, events, now }: Telling, tombstone: Tombstone): Promise<void> {
  const { tenantId, subject: customerId, erasureId, keyIds } = tombstone;
  const streamId = uuid5(tenantId, 'subject', customerId, erasureId);
  await events.handle(contextOf(tombstone, now()), subject, streamId, { erasureId, customerId, keyIds });
  await tombstones.markAnnounced(erasureId);
}

const contextOf = ({ tenantId, actor }: Tombstone, now: Date) => ({
  tenantId,
  actor,
  now,
  correlationId: v7(),
  causationId: null,
  traceparent: null,
});
