import type { Service } from '@ckm/service';
import { SpanKind } from '@ckm/telemetry';
import { attemptTo } from './attempt.js';
import { nextAttemptAt } from './back-off.js';
import { contentsOf, contentsToSend, type Sendable, withoutGone } from './contents.js';
import type { Delivery } from './due-deliveries.js';
import type { LeasedSubscription } from './lease.js';
import type { Outcome } from './outcome.js';
import { type Answer, callWebhook, type CallOptions } from './webhook-call.js';
import { postponeUnshown } from './unshown.js';

/** The secret that this subscription's messages are signed with: derived, not stored. */
export const secretOf = (
  service: Service,
  { tenantId, subscriptionId }: Pick<LeasedSubscription, 'tenantId' | 'subscriptionId'>,
) => service.privacy.secretFor(tenantId, `webhook ${subscriptionId}`);

/**
 * Sends one message: a delivery, or those of a digest.
 * @returns what becomes of the deliveries, and whether the receiver wants no more messages (410)
 */
export async function sendByWebhook(
  service: Service,
  leased: LeasedSubscription,
  { deliveries, options }: { deliveries: Delivery[]; options: CallOptions },
): Promise<{ outcomes: Outcome[]; refusesAll: boolean }> {
  const contents = await contentsOf(service, leased, deliveries);
  const postponed = await postponeUnshown(service, leased, { deliveries, contents });
  if (postponed) return { outcomes: [postponed], refusesAll: false };
  const { ready, gone } = withoutGone(deliveries, contents);
  const outcomes: Outcome[] = [{ deliveries: gone, state: 'ended', attempt: null }];
  const [first] = ready;
  if (!first) return { outcomes, refusesAll: false };
  const { url, words } = leased;
  const message = { name: 'send webhook', kind: SpanKind.CLIENT, deliveries: ready, place: url ?? '', words };
  const { answer, attempt } = await attemptTo(service, message, async () => {
    const secret = await secretOf(service, leased);
    const body = bodyOf(first, leased, await contentsToSend(service, leased, ready));
    return callWebhook({ url: message.place, id: first.messageId, body, secret, at: service.now() }, options);
  });
  const outcome: Outcome =
    answer.error !== null && options.stopping.aborted
      ? { deliveries: ready, state: 'pending', nextAt: attempt.at, attempt: null }
      : { deliveries: ready, ...verdict(service, first, answer), attempt };
  return { outcomes: [...outcomes, outcome], refusesAll: answer.status === 410 };
}

/** A digest also says when its hour or day ended. */
function bodyOf(
  { messageId, windowEnd }: Delivery,
  { subscriptionId }: LeasedSubscription,
  contents: Sendable[],
): string {
  if (windowEnd === null) return JSON.stringify(contents[0]);
  return JSON.stringify({ deliveryId: messageId, subscriptionId, until: windowEnd.toISOString(), items: contents });
}

function verdict({ now, random }: Service, first: Delivery, answer: Answer): Pick<Outcome, 'state' | 'nextAt'> {
  if (answer.error === null) return { state: 'delivered' };
  // The subscription is paused, and the delivery waits until somebody resumes it; a test does not wait.
  if (answer.status === 410) return first.itemId === null ? { state: 'parked' } : { state: 'pending', nextAt: now() };
  const nextAt = nextAttemptAt(first, answer, now(), random());
  return nextAt ? { state: 'pending', nextAt } : { state: 'parked' };
}
