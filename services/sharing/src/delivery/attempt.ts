import type { Service } from '@ckm/service';
import { type SpanKind, startSpan } from '@ckm/telemetry';
import type { Attempt, Delivery } from './sending.js';

/** Sends in a span of each delivery's trace. `send` tells what went wrong; what it throws is no attempt. */
export async function attemptTo<A extends Pick<Attempt, 'status' | 'error'>>(
  { now }: Service,
  { name, kind, deliveries }: { name: string; kind: SpanKind; deliveries: Delivery[] },
  send: () => Promise<A>,
): Promise<{ answer: A; attempt: Attempt }> {
  const at = now();
  const began = performance.now();
  const spans = deliveries.map(({ traceparent: parent }) => startSpan(name, { kind, parent }));
  const answer = await send().catch((error: unknown) => {
    spans.forEach(span => span.end(error));
    throw error;
  });
  spans.forEach(span => span.end(answer.error ?? undefined));
  const { status, error } = answer;
  return { answer, attempt: { at, status, error, tookMs: Math.round(performance.now() - began) } };
}
