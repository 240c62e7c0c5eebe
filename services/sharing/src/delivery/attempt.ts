import type { Service } from '@ckm/service';
import { type SpanKind, startSpan } from '@ckm/telemetry';
import type { Delivery } from './due-deliveries.js';
import type { Attempt } from './outcome.js';
import { deleteSent, recordSent } from './sent-of.js';

interface Result extends Pick<Attempt, 'status' | 'error'> {
  /** The message may have arrived, whatever came back. */
  reached: boolean;
}

/**
 * Sends a message, in a span of each delivery's trace. The place it goes to is recorded before it goes: a process that dies while sending
 * cannot record it afterwards.
 * @param send resolves with what went wrong; when it rejects, nothing was sent and it does not count as an attempt
 */
export async function attemptTo<T extends Result>(
  service: Service,
  { name, kind, ...message }: { name: string; kind: SpanKind; deliveries: Delivery[]; place: string; words: boolean },
  send: () => Promise<T>,
): Promise<{ answer: T; attempt: Attempt }> {
  const sent = { ...message, at: service.now() };
  await service.transaction(client => recordSent(client, sent));
  const began = performance.now();
  const spans = message.deliveries.map(({ traceparent: parent }) => startSpan(name, { kind, parent }));
  const end = async (reached: boolean, error: unknown): Promise<void> => {
    spans.forEach(span => span.end(error ?? undefined));
    if (!reached) await service.transaction(client => deleteSent(client, sent));
  };
  const answer = await send().catch(async (error: unknown) => {
    await end(false, error);
    throw error;
  });
  const tookMs = Math.round(performance.now() - began);
  await end(answer.reached, answer.error);
  return { answer, attempt: { at: sent.at, status: answer.status, error: answer.error, tookMs } };
}
