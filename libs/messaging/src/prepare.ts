import { DOMAIN_TOPICS } from '@ckm/contracts';
import type { RecordedEvent } from '@ckm/event-sourcing';
import type { StoredEvent } from '@ckm/event-store';
import type { Privacy } from '@ckm/privacy';
import { type OpenSpan, SpanKind, startSpan } from '@ckm/telemetry';
import { type Checkpoint, verdict } from './checkpoint.js';
import { type Effects, type Incoming, OWN_LOG, type Slice } from './slice.js';
import type { Batch, Received } from './transport/transport.js';
import { fromMessage, isUnknown, type Place, placeOf, typeIn } from './wire.js';

const KEEP_ALIVE_EVERY_MS = 100;

/** A message with the effects that each slice wants of it; prepared before any transaction begins. */
export interface Prepared {
  received: Received;
  /** Null on topics of other systems, and for a message on ours that none of our services published. */
  place: Place | null;
  /** By slice; slices that have applied it already are not there. */
  effects: Map<string, Effects>;
  /** The keys that its personal fields were opened with; none when a key is gone. */
  openedWith: string[];
  span: OpenSpan | null;
  /** Why it could not be prepared: `effectsFor` throws it. */
  error: Error | null;
}

export interface Preparing {
  slices: Slice[];
  /** As they were a moment ago, without a lock. */
  checkpoints: Checkpoint[];
  privacy: Privacy;
  /** Ids of erased keys that may still be cached. */
  gone: ReadonlySet<string>;
  now: () => Date;
}

/** Decodes messages, opens their personal fields and computes their effects, however long it takes. Ends early when the partition is lost. */
export async function prepare(batch: Batch, messages: Received[], options: Preparing): Promise<Prepared[]> {
  const read = messages.map(received => decode(batch.topic, received, options));
  // All at once, so that their keys are fetched in one round trip.
  await Promise.all(read.map(one => open(one, options)));
  const prepared: Prepared[] = [];
  let alive = performance.now();
  for (const one of read) {
    if (batch.signal.aborted) break;
    prepared.push(await computeEffects(batch.topic, one, options));
    if (performance.now() - alive < KEEP_ALIVE_EVERY_MS) continue;
    await batch.keepAlive();
    alive = performance.now();
  }
  return prepared;
}

export async function prepareOne(topic: string, received: Received, options: Preparing): Promise<Prepared> {
  const read = decode(topic, received, options);
  await open(read, options);
  return computeEffects(topic, read, options);
}

/** A message that is being prepared. */
interface Decoded {
  prepared: Prepared;
  /** Null when no slice needs it. */
  sealed: StoredEvent | null;
  event: RecordedEvent | null;
  /** The slices that compute effects of it. */
  asking: Slice[];
}

function decode(topic: string, received: Received, { slices, checkpoints }: Preparing): Decoded {
  const prepared: Prepared = { received, place: null, effects: new Map(), openedWith: [], span: null, error: null };
  const read: Decoded = { prepared, sealed: null, event: null, asking: [] };
  try {
    if (isOurs(topic)) prepared.place = placeOf(received);
    const known = checkpoints.filter(one => verdict(one, received.offset, prepared.place) === 'known');
    const due = slices.filter(slice => !known.some(one => one.slice === slice.name));
    if (due.length === 0) return read;
    due.forEach(slice => prepared.effects.set(slice.name, {}));
    if (isUnknown(received)) return read;
    const type = prepared.place && typeIn(received)[0];
    read.asking = due.filter(slice => type === null || slice.events.includes(type));
    if (prepared.place && read.asking.length > 0) read.sealed = fromMessage(received, prepared.place);
  } catch (error) {
    prepared.error = asError(error);
  }
  return read;
}

async function open(read: Decoded, { privacy, gone }: Preparing): Promise<void> {
  if (read.sealed === null) return;
  try {
    const [event] = await privacy.open([read.sealed], gone);
    read.event = event!;
    if (!event!.erased) read.prepared.openedWith = event!.keyIds;
  } catch (error) {
    read.prepared.error = asError(error);
  }
}

async function computeEffects(
  topic: string,
  { prepared, event, asking }: Decoded,
  { now }: Preparing,
): Promise<Prepared> {
  if (asking.length === 0 || prepared.error) return prepared;
  const { received, effects } = prepared;
  const parent = event ? event.meta.traceparent : traceHeader(received);
  prepared.span = startSpan(`process ${topic}`, { kind: SpanKind.CONSUMER, parent });
  const incoming: Incoming = { topic, received, event, traceparent: prepared.span.traceparent };
  try {
    for (const slice of asking) effects.set(slice.name, await slice.effectsOf(incoming, now()));
  } catch (error) {
    prepared.error = asError(error);
  }
  return prepared;
}

/** Whether messages have a place in a log of ours: those of other systems have none. */
const isOurs = (topic: string): boolean => topic === OWN_LOG || DOMAIN_TOPICS.includes(topic);

/** The trace context of an upstream record, in the header of CloudEvents or in that of W3C. */
function traceHeader({ headers }: Received): string | null {
  const bytes = headers.ce_traceparent ?? headers.traceparent;
  return bytes ? Buffer.from(bytes).toString() : null;
}

export const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
