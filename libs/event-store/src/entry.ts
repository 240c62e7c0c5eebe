import { createHash } from 'node:crypto';
import { contractOf, type DomainEvent, type EventName } from '@ckm/contracts';
import { Rejection, type Meta } from '@ckm/event-sourcing';
import type { Context } from './event-store.js';

/** Far enough below the size of a Kafka message that every event can be published. */
const MAX_EVENT_BYTES = 512 * 1024;

/** An event's data and metadata have more than 512 KB serialised. */
export class EventTooLarge extends Rejection {
  constructor(type: string, bytes: number) {
    super('event-too-large', `${type} has ${bytes} bytes, at most ${MAX_EVENT_BYTES} are accepted`);
    this.name = 'EventTooLarge';
  }
}

/** An event serialised for the log. Its id is fixed before the first attempt to append it, so that a second attempt is recognised. */
export interface Entry {
  id: string;
  type: EventName;
  schemaVersion: number;
  data: string;
  meta: string;
  /** SHA-256, see `digestOf`. */
  digest: Buffer;
  /** Of data and metadata. */
  bytes: number;
}

interface Unwritten {
  id: string;
  streamId: string;
  context: Context;
  event: DomainEvent;
  /** The event's data, personal fields sealed. */
  sealed: unknown;
}

/** @throws EventTooLarge */
export function entryOf({ id, streamId, context, event, sealed }: Unwritten): Entry {
  const { actor, correlationId, causationId, traceparent, keyed } = context;
  const meta = JSON.stringify({
    actor,
    correlationId,
    causationId,
    traceparent,
    ...(keyed && { keyed }),
  } satisfies Meta);
  const data = JSON.stringify(sealed);
  const bytes = Buffer.byteLength(data) + Buffer.byteLength(meta);
  if (bytes > MAX_EVENT_BYTES) throw new EventTooLarge(event.type, bytes);
  const entry = { id, type: event.type, schemaVersion: contractOf(event.type).version, data, meta, bytes };
  return { ...entry, digest: digestOf(context.tenantId, streamId, entry) };
}

/** SHA-256 of a JSON array, which separates its parts: two different events never have the same input. */
export const digestOf = (tenantId: string, streamId: string, entry: Omit<Entry, 'digest' | 'bytes'>): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([tenantId, streamId, entry.id, entry.type, entry.schemaVersion, entry.data, entry.meta]))
    .digest();
