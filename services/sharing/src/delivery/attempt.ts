import type { Service } from '@ckm/service';
import { type SpanKind, startSpan } from '@ckm/telemetry';
import type { Attempt, Delivery } from './sending.js';
import { forgetSent, noteSent } from './sent-of.js';

/** What an attempt came to. `reached`: it may have arrived, whatever came back. */
interface Tried extends Pick<Attempt, 'status' | 'error'> {
  reached: boolean;
}

/**
 * Sends in a span of each delivery's trace. Where it goes stands in a row before it goes: whoever dies meanwhile cannot tell any more.
 * `send` tells what went wrong; what it throws is no attempt.
 */
export async function attemptTo<T extends Tried>(
  service: Service,
  { name, kind, ...going }: { name: string; kind: SpanKind; deliveries: Delivery[]; place: string; words: boolean },
  send: () => Promise<T>,
): Promise<{ answer: T; attempt: Attempt }> {
  const sent = { ...going, at: service.now() };
  await service.transaction(client => noteSent(client, sent));
  const began = performance.now();
  const spans = going.deliveries.map(({ traceparent: parent }) => startSpan(name, { kind, parent }));
  const end = async (reached: boolean, error: unknown): Promise<void> => {
    spans.forEach(span => span.end(error ?? undefined));
    if (!reached) await service.transaction(client => forgetSent(client, sent));
  };
  const answer = await send().catch(async (error: unknown) => {
    await end(false, error);
    throw error;
  });
  const tookMs = Math.round(performance.now() - began);
  await end(answer.reached, answer.error);
  return { answer, attempt: { at: sent.at, status: answer.status, error: answer.error, tookMs } };
}
