import { lowWatermark } from '@ckm/messaging';
import type { Service } from '@ckm/service';
import { feed } from '../feed/feed.view.js';
import { type Content, contentsOf } from './contents.js';
import type { Delivery, Held, Outcome } from './sending.js';

const LOOK_AGAIN_MS = 1_000;
/** Longer than a healthy road needs. */
const WAIT_MS = 3_600_000;

/** Those whose item is not in the feed yet wait for it, and the others of their message with them; null when there are none. */
export async function notShown(
  service: Service,
  held: Held,
  { deliveries, contents }: { deliveries: Delivery[]; contents: Content[] },
): Promise<Outcome | null> {
  const now = service.now();
  const waits = deliveries.filter((_, i) => contents[i] === 'not-shown');
  if (waits.length === 0) return null;
  const late = waits.filter(({ sharedAt }) => now.getTime() - sharedAt.getTime() > WAIT_MS);
  const lost = await lostOf(service, held, late);
  if (lost.length > 0)
    return {
      deliveries: lost,
      state: 'parked',
      attempt: { at: now, status: null, error: 'the item is not shown', tookMs: 0 },
    };
  return {
    deliveries,
    state: 'pending',
    nextAt: new Date(now.getTime() + LOOK_AGAIN_MS),
    attempt: null,
  };
}

/** While something is parked on its way into the feed, they may be what it holds; what was redriven since then is shown by the second look. */
async function lostOf(service: Service, held: Held, late: Delivery[]): Promise<Delivery[]> {
  if (late.length === 0) return [];
  const { byTenant } = await service.transaction(client => lowWatermark(client, feed));
  if (Object.hasOwn(byTenant, held.tenantId)) return [];
  const contents = await contentsOf(service, held, late);
  return late.filter((_, i) => contents[i] === 'not-shown');
}
