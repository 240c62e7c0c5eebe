import type { Service } from '@ckm/service';
import { SpanKind, startSpan } from '@ckm/telemetry';
import { tryAgainAt } from './back-off.js';
import { type Content, contentsOf } from './contents.js';
import type { Delivery, Held, Outcome } from './sending.js';
import { type Answer, callWebhook, type CallOptions } from './webhook-call.js';
import { notShown } from './waiting.js';

/** The secret that this subscription's messages are signed with; kept nowhere. */
export const secretOf = (service: Service, { tenantId, subscriptionId }: Pick<Held, 'tenantId' | 'subscriptionId'>) =>
  service.privacy.secretFor(tenantId, `webhook ${subscriptionId}`);

/**
 * Sends one message: a delivery, or those of a digest.
 * @returns what becomes of them, and whether the receiver wants nothing any more; no outcome when it was interrupted
 */
export async function sendByWebhook(
  service: Service,
  held: Held,
  { deliveries, options }: { deliveries: Delivery[]; options: CallOptions },
): Promise<{ outcomes: Outcome[]; refusesAll: boolean }> {
  const contents = await contentsOf(service, held, deliveries);
  const waiting = notShown(deliveries, contents, service.now());
  if (waiting) return { outcomes: [waiting], refusesAll: false };
  const gone = deliveries.filter((_, i) => contents[i] === 'gone');
  const sent = deliveries.filter((_, i) => contents[i] !== 'gone');
  const outcomes: Outcome[] = [{ deliveryIds: gone.map(idOf), state: 'ended', attempt: null }];
  const [first] = sent;
  if (!first) return { outcomes, refusesAll: false };
  const at = service.now();
  const began = performance.now();
  const body = bodyOf(
    first,
    held,
    contents.filter(content => content !== 'gone'),
  );
  const answer = await traced(first, async () =>
    callWebhook({ url: held.url ?? '', id: first.messageId, body, secret: await secretOf(service, held) }, options),
  );
  if (options.stopping.aborted) return { outcomes: [], refusesAll: false };
  const attempt = { at, status: answer.status, error: answer.error, tookMs: Math.round(performance.now() - began) };
  const refusesAll = answer.status === 410;
  return {
    outcomes: [...outcomes, { deliveryIds: sent.map(idOf), attempt, ...verdict(service, held, { first, answer }) }],
    refusesAll,
  };
}

const idOf = ({ deliveryId }: Delivery): string => deliveryId;

/** A digest says which hour or day it is of. */
function bodyOf({ messageId, windowEnd }: Delivery, { subscriptionId }: Held, contents: Content[]): string {
  if (windowEnd === null) return JSON.stringify(contents[0]);
  return JSON.stringify({ deliveryId: messageId, subscriptionId, until: windowEnd.toISOString(), items: contents });
}

function verdict(
  { now, random }: Service,
  held: Held,
  { first, answer }: { first: Delivery; answer: Answer },
): Omit<Outcome, 'deliveryIds' | 'attempt'> {
  if (answer.error === null) return { state: 'delivered', sentTo: held.url ?? '', withWords: held.words };
  // It waits, with the subscription, until somebody resumes that; a test does not.
  if (answer.status === 410) return first.itemId === null ? { state: 'parked' } : { state: 'pending', nextAt: now() };
  const nextAt = tryAgainAt(first, answer, now(), random());
  return nextAt ? { state: 'pending', nextAt } : { state: 'parked' };
}

async function traced(first: Delivery, send: () => Promise<Answer>): Promise<Answer> {
  const span = startSpan('send webhook', { kind: SpanKind.CLIENT, parent: first.traceparent });
  const answer = await send();
  span.end(answer.error ?? undefined);
  return answer;
}
