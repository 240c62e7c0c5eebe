import type { Content } from './contents.js';
import type { Delivery, Outcome } from './sending.js';

const LOOK_AGAIN_MS = 1_000;
/** Longer than a healthy road needs. What is not shown by then is parked on its way. */
const WAIT_MS = 3_600_000;

/** Those whose item is not in the feed yet wait for it, and the others of their message with them; null when there are none. */
export function notShown(deliveries: Delivery[], contents: Content[], now: Date): Outcome | null {
  const waits = deliveries.filter((_, i) => contents[i] === 'not-shown');
  const late = waits.filter(({ sharedAt }) => now.getTime() - sharedAt.getTime() > WAIT_MS);
  if (late.length > 0)
    return {
      deliveries: late,
      state: 'parked',
      attempt: { at: now, status: null, error: 'the item is not shown', tookMs: 0 },
    };
  if (waits.length === 0) return null;
  return {
    deliveries,
    state: 'pending',
    nextAt: new Date(now.getTime() + LOOK_AGAIN_MS),
    attempt: null,
  };
}
