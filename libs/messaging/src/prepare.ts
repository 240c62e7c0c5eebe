import { UPSTREAM_TOPIC } from '@ckm/contracts';
import type { Privacy } from '@ckm/privacy';
import { type OpenSpan, SpanKind, startSpan } from '@ckm/telemetry';
import type { Effects, Incoming, Slice } from './slice.js';
import type { Batch, Received } from './transport/transport.js';
import { fromMessage, type Place } from './wire.js';

const KEEP_ALIVE_EVERY_MS = 100;

/** A message with what each slice will do about it, before any transaction begins. */
export interface Prepared {
  received: Received;
  /** Null on topics that are not ours. */
  place: Place | null;
  effects: Map<string, Effects>;
  span: OpenSpan | null;
  /** Why it could not be prepared. */
  error: Error | null;
}

export interface Preparing {
  slices: Slice[];
  privacy: Privacy;
  now: () => Date;
}

/** Reads, opens and thinks, as long as it takes; the partition is kept meanwhile. */
export async function prepare(batch: Batch, messages: Received[], options: Preparing): Promise<Prepared[]> {
  const prepared: Prepared[] = [];
  let alive = options.now().getTime();
  for (const received of messages) {
    if (batch.signal.aborted) break;
    prepared.push(await prepareOne(batch.topic, received, options));
    if (options.now().getTime() - alive < KEEP_ALIVE_EVERY_MS) continue;
    await batch.keepAlive();
    alive = options.now().getTime();
  }
  return prepared;
}

async function prepareOne(topic: string, received: Received, { slices, privacy, now }: Preparing): Promise<Prepared> {
  const prepared: Prepared = { received, place: null, effects: new Map(), span: null, error: null };
  try {
    const incoming: Incoming = { received, event: null, traceparent: traceHeader(received) };
    if (topic !== UPSTREAM_TOPIC) {
      const wire = fromMessage(received);
      prepared.place = wire.place;
      [incoming.event = null] = await privacy.open([wire.event]);
    }
    prepared.span = startSpan(`process ${topic}`, { kind: SpanKind.CONSUMER, parent: incoming.traceparent });
    incoming.traceparent = prepared.span.traceparent;
    for (const slice of slices) prepared.effects.set(slice.name, await slice.effectsOf(incoming, now()));
  } catch (error) {
    prepared.error = asError(error);
  }
  return prepared;
}

/** A record of ours carries its creation context in its CloudEvents header, an upstream one may carry W3C's own. */
function traceHeader({ headers }: Received): string | null {
  const bytes = headers.ce_traceparent ?? headers.traceparent;
  return bytes ? Buffer.from(bytes).toString() : null;
}

export const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
