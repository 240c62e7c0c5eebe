import type { Service } from '@ckm/service';
import { SpanKind } from '@ckm/telemetry';
import { attemptTo } from './attempt.js';
import { tryAgainAt } from './back-off.js';
import { contentsOf, contentsToSend, type Sendable } from './contents.js';
import type { Delivery, Held, Outcome } from './sending.js';
import { type Answer, callWebhook, type CallOptions } from './webhook-call.js';
import { notShown } from './waiting.js';

/** The secret that this subscription's messages are signed with; kept nowhere. */
export const secretOf = (service: Service, { tenantId, subscriptionId }: Pick<Held, 'tenantId' | 'subscriptionId'>) =>
  service.privacy.secretFor(tenantId, `webhook ${subscriptionId}`);

/**
 * Sends one message: a delivery, or those of a digest.
 * @returns what becomes of them, and whether the receiver wants nothing any more
 */
export async function sendByWebhook(
  service: Service,
  held: Held,
  { deliveries, options }: { deliveries: Delivery[]; options: CallOptions },
): Promise<{ outcomes: Outcome[]; refusesAll: boolean }> {
  const contents = await contentsOf(service, held, deliveries);
  const waiting = await notShown(service, held, { deliveries, contents });
  if (waiting) return { outcomes: [waiting], refusesAll: false };
  const gone = deliveries.filter((_, i) => contents[i] === 'gone');
  const ready = deliveries.filter((_, i) => contents[i] !== 'gone');
  const outcomes: Outcome[] = [{ deliveries: gone, state: 'ended', attempt: null }];
  const [first] = ready;
  if (!first) return { outcomes, refusesAll: false };
  const { url, words } = held;
  const going = { name: 'send webhook', kind: SpanKind.CLIENT, deliveries: ready, place: url ?? '', words };
  const { answer, attempt } = await attemptTo(service, going, async () => {
    const secret = await secretOf(service, held);
    const body = bodyOf(first, held, await contentsToSend(service, held, ready));
    return callWebhook({ url: going.place, id: first.messageId, body, secret, at: service.now() }, options);
  });
  const outcome: Outcome =
    answer.error !== null && options.stopping.aborted
      ? { deliveries: ready, state: 'pending', nextAt: attempt.at, attempt: null }
      : { deliveries: ready, ...verdict(service, first, answer), attempt };
  return { outcomes: [...outcomes, outcome], refusesAll: answer.status === 410 };
}

/** A digest says which hour or day it is of. */
function bodyOf({ messageId, windowEnd }: Delivery, { subscriptionId }: Held, contents: Sendable[]): string {
  if (windowEnd === null) return JSON.stringify(contents[0]);
  return JSON.stringify({ deliveryId: messageId, subscriptionId, until: windowEnd.toISOString(), items: contents });
}

function verdict({ now, random }: Service, first: Delivery, answer: Answer): Pick<Outcome, 'state' | 'nextAt'> {
  if (answer.error === null) return { state: 'delivered' };
  // It waits, with the subscription, until somebody resumes that; a test does not.
  if (answer.status === 410) return first.itemId === null ? { state: 'parked' } : { state: 'pending', nextAt: now() };
  const nextAt = tryAgainAt(first, answer, now(), random());
  return nextAt ? { state: 'pending', nextAt } : { state: 'parked' };
}
