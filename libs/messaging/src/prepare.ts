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
  const read = messages.map(received => readOne(batch.topic, received, options));
  // Together: whoever opens them gathers the keys that they ask for.
  await Promise.all(read.map(one => open(one, options)));
  const prepared: Prepared[] = [];
  let alive = performance.now();
  for (const one of read) {
    if (batch.signal.aborted) break;
    prepared.push(await think(batch.topic, one, options));
    if (performance.now() - alive < KEEP_ALIVE_EVERY_MS) continue;
    await batch.keepAlive();
    alive = performance.now();
  }
  return prepared;
}

export async function prepareOne(topic: string, received: Received, options: Preparing): Promise<Prepared> {
  const read = readOne(topic, received, options);
  await open(read, options);
  return think(topic, read, options);
}

/** A message on its way to being prepared. */
interface Read {
  prepared: Prepared;
  /** Null where nobody asks for it. */
  sealed: StoredEvent | null;
  event: RecordedEvent | null;
  /** The slices that are to think about it. */
  asking: Slice[];
}

function readOne(topic: string, received: Received, { slices, checkpoints }: Preparing): Read {
  const prepared: Prepared = { received, place: null, effects: new Map(), openedWith: [], span: null, error: null };
  const read: Read = { prepared, sealed: null, event: null, asking: [] };
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

async function open(read: Read, { privacy, gone }: Preparing): Promise<void> {
  if (read.sealed === null) return;
  try {
    const [event] = await privacy.open([read.sealed], gone);
    read.event = event!;
    if (!event!.erased) read.prepared.openedWith = event!.keyIds;
  } catch (error) {
    read.prepared.error = asError(error);
  }
}

async function think(topic: string, { prepared, event, asking }: Read, { now }: Preparing): Promise<Prepared> {
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

/** What comes from elsewhere has no place in a log of ours. */
const isOurs = (topic: string): boolean => topic === OWN_LOG || DOMAIN_TOPICS.includes(topic);

/** An upstream record may carry its context as CloudEvents have it, or as W3C does. */
function traceHeader({ headers }: Received): string | null {
  const bytes = headers.ce_traceparent ?? headers.traceparent;
  return bytes ? Buffer.from(bytes).toString() : null;
}

export const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
