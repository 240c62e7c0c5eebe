import { lowWatermark } from '@ckm/messaging';
import type { Service } from '@ckm/service';
import { feed } from '../feed/feed.view.js';
import { type Content, contentsOf } from './contents.js';
import type { Delivery } from './due-deliveries.js';
import type { LeasedSubscription } from './lease.js';
import type { Outcome } from './outcome.js';

const LOOK_AGAIN_MS = 1_000;
/** Longer than the events of an item need to reach the feed on a healthy installation. */
const PARK_AFTER_MS = 3_600_000;

/**
 * Deliveries whose item is not in the feed yet wait for it, and so does the rest of their message; after an hour those that nothing can
 * bring any more are parked. @returns null when every item is in the feed
 */
export async function postponeUnshown(
  service: Service,
  leased: LeasedSubscription,
  { deliveries, contents }: { deliveries: Delivery[]; contents: Content[] },
): Promise<Outcome | null> {
  const now = service.now();
  const unshown = deliveries.filter((_, i) => contents[i] === 'not-shown');
  if (unshown.length === 0) return null;
  const late = unshown.filter(({ sharedAt }) => now.getTime() - sharedAt.getTime() > PARK_AFTER_MS);
  const lost = await lostOf(service, leased, late);
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

/**
 * None while the tenant has parked messages of the feed, which may be about these items. The second look sees what was redriven meanwhile.
 */
async function lostOf(service: Service, leased: LeasedSubscription, late: Delivery[]): Promise<Delivery[]> {
  if (late.length === 0) return [];
  const { byTenant: parkedOf } = await service.transaction(client => lowWatermark(client, feed));
  if (Object.hasOwn(parkedOf, leased.tenantId)) return [];
  const contents = await contentsOf(service, leased, late);
  return late.filter((_, i) => contents[i] === 'not-shown');
}
