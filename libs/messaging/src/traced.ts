import type { StoredEvent } from '@ckm/event-store';
import { SpanKind, startSpan } from '@ckm/telemetry';

/** Runs `send` with a span of its own, and a span in the trace of each event. */
export async function traced<T>(topic: string, events: StoredEvent[], send: () => Promise<T>): Promise<T> {
  const name = `send ${topic}`;
  const kind = SpanKind.PRODUCER;
  const parents = events.map(event => event.meta.traceparent);
  const spans = [
    startSpan(name, { kind, links: parents, attributes: { 'messaging.batch.message_count': events.length } }),
    ...parents.filter(parent => parent !== null).map(parent => startSpan(name, { kind, parent })),
  ];
  try {
    const result = await send();
    spans.forEach(span => span.end());
    return result;
  } catch (error) {
    spans.forEach(span => span.end(error));
    throw error;
  }
}
