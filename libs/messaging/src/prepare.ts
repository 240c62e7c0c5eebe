import { DOMAIN_TOPICS } from '@ckm/contracts';
import type { Privacy } from '@ckm/privacy';
import { type OpenSpan, SpanKind, startSpan } from '@ckm/telemetry';
import { type Checkpoint, verdict } from './checkpoint.js';
import { type Effects, type Incoming, OWN_LOG, type Slice } from './slice.js';
import type { Batch, Received } from './transport/transport.js';
import { fromMessage, type Place, placeOf } from './wire.js';

const KEEP_ALIVE_EVERY_MS = 100;

/** A message with what each slice that does not know it will do about it, before any transaction begins. */
export interface Prepared {
  received: Received;
  /** Null on topics that are not ours, and of a message that is none of ours. */
  place: Place | null;
  effects: Map<string, Effects>;
  /** The keys that gave words here; none where they are gone. */
  openedWith: string[];
  span: OpenSpan | null;
  /** Why it could not be prepared. */
  error: Error | null;
}

export interface Preparing {
  slices: Slice[];
  /** Where they stood a moment ago. */
  checkpoints: Checkpoint[];
  privacy: Privacy;
  /** Keys of forgotten persons that may still be remembered. */
  gone: ReadonlySet<string>;
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

export async function prepareOne(topic: string, received: Received, options: Preparing): Promise<Prepared> {
  const prepared: Prepared = { received, place: null, effects: new Map(), openedWith: [], span: null, error: null };
  try {
    if (isOurs(topic)) prepared.place = placeOf(received);
    const known = options.checkpoints.filter(one => verdict(one, received.offset, prepared.place) === 'known');
    const slices = options.slices.filter(slice => !known.some(one => one.slice === slice.name));
    if (slices.length > 0) await think(topic, prepared, { ...options, slices });
  } catch (error) {
    prepared.error = asError(error);
  }
  return prepared;
}

async function think(topic: string, prepared: Prepared, { slices, privacy, gone, now }: Preparing): Promise<void> {
  const { received, effects } = prepared;
  const sealed = prepared.place === null ? null : fromMessage(received).event;
  slices.forEach(slice => effects.set(slice.name, {}));
  const asking = slices.filter(slice => sealed === null || slice.events.includes(sealed.type));
  if (asking.length === 0) return;
  const [event = null] = sealed === null ? [] : await privacy.open([sealed], gone);
  if (event !== null && !event.erased) prepared.openedWith = event.keyIds;
  prepared.span = startSpan(`process ${topic}`, { kind: SpanKind.CONSUMER, parent: traceHeader(received) });
  const incoming: Incoming = { topic, received, event, traceparent: prepared.span.traceparent };
  for (const slice of asking) effects.set(slice.name, await slice.effectsOf(incoming, now()));
}

/** What comes from elsewhere has no place in a log of ours. */
const isOurs = (topic: string): boolean => topic === OWN_LOG || DOMAIN_TOPICS.includes(topic);

/** A record of ours carries its creation context in its CloudEvents header, an upstream one may carry W3C's own. */
function traceHeader({ headers }: Received): string | null {
  const bytes = headers.ce_traceparent ?? headers.traceparent;
  return bytes ? Buffer.from(bytes).toString() : null;
}

export const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
