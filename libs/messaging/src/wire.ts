import { contractOf, type EventName, isEventName } from '@ckm/contracts';
import type { StoredEvent } from '@ckm/event-store';
import type { Message } from './transport/transport.js';

/** Where a message stands in its producer's log, and which one came before it in this partition. */
export interface Place {
  /** Names the log; sequences of two logs cannot be compared. */
  epoch: string;
  sequence: bigint;
  /** The sequence before it in this topic and partition, 0 for the first. A reader that has not seen it has a gap. */
  previous: bigint;
}

export interface WireEvent {
  event: StoredEvent;
  place: Place;
}

/** CloudEvents 1.0, Kafka binary mode: the value is the data, everything else stands in `ce_` headers. */
export function toMessage(event: StoredEvent, { epoch, previous }: Omit<Place, 'sequence'>): Message {
  const contract = contractOf(event.type);
  return {
    key: Buffer.from(contract.key(event.data as never)),
    value: Buffer.from(JSON.stringify(event.data)),
    headers: bytes({
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: event.id,
      ce_source: `/ckm/${contract.service}`,
      ce_type: `ckm.${event.type}.v${event.schemaVersion}`,
      ce_subject: event.streamId,
      ce_time: event.recordedAt.toISOString(),
      ce_tenantid: event.tenantId,
      ce_streamversion: String(event.version),
      ce_sequence: padded(event.position),
      ce_previous: padded(previous),
      ce_logepoch: epoch,
      ce_actor: event.meta.actor,
      ce_correlationid: event.meta.correlationId,
      ce_causationid: event.meta.causationId,
      ce_traceparent: event.meta.traceparent,
    }),
  };
}

const TYPE = /^ckm\.([A-Za-z]+)\.v(\d+)$/;

/** @throws when the message is none of ours, or of a version that this code does not know */
export function fromMessage({ headers, value }: Message): WireEvent {
  const header = (name: string): string | null => (headers[name] ? Buffer.from(headers[name]).toString() : null);
  const needed = (name: string): string => {
    const found = header(name);
    if (found === null) throw new Error(`the message has no ${name}`);
    return found;
  };
  const [type, schemaVersion] = typeOf(needed('ce_type'));
  const event: StoredEvent = {
    id: needed('ce_id'),
    type,
    schemaVersion,
    data: JSON.parse(Buffer.from(value).toString()) as unknown,
    tenantId: needed('ce_tenantid'),
    streamId: needed('ce_subject'),
    version: Number(needed('ce_streamversion')),
    position: BigInt(needed('ce_sequence')),
    recordedAt: new Date(needed('ce_time')),
    meta: {
      actor: needed('ce_actor'),
      correlationId: needed('ce_correlationid'),
      causationId: header('ce_causationid'),
      traceparent: header('ce_traceparent'),
    },
  };
  return {
    event,
    place: { epoch: needed('ce_logepoch'), sequence: event.position, previous: BigInt(needed('ce_previous')) },
  };
}

function typeOf(header: string): [EventName, number] {
  const [, name = '', version = ''] = TYPE.exec(header) ?? [];
  if (!isEventName(name)) throw new Error(`unknown event type ${header}`);
  if (Number(version) > contractOf(name).version) throw new Error(`unknown version ${header}`);
  return [name, Number(version)];
}

const padded = (sequence: bigint): string => String(sequence).padStart(20, '0');

const bytes = (headers: Record<string, string | null>): Record<string, Uint8Array> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [[name, Buffer.from(value)]])),
  );
