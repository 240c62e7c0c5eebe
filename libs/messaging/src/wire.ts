import { contractOf, type EventName, isEventName, UUID } from '@ckm/contracts';
import type { StoredEvent } from '@ckm/event-store';
import { bufferOf } from './transport/placed.js';
import type { Message, Received } from './transport/transport.js';

/** The place of a message in its producer's log, with the message before it in the same partition. */
export interface Place {
  /** Names the log: sequences of two logs cannot be compared. */
  epoch: string;
  /** The event's position in the log. */
  sequence: bigint;
  /** The sequence before it in this topic and partition, 0 for the first. A consumer that has not applied it has a gap. */
  previous: bigint;
}

/** The message key of an event, in UTF-8: events of one key stay in order. */
export const keyOf = ({ type, data }: Pick<StoredEvent, 'type' | 'data'>): Buffer =>
  Buffer.from(contractOf(type).key(data as never));

/** An event as a CloudEvent 1.0 in Kafka's binary mode: the value is the data, all else is in `ce_` headers. */
export function toMessage(event: StoredEvent, { epoch, previous }: Omit<Place, 'sequence'>): Message {
  return {
    key: keyOf(event),
    value: Buffer.from(JSON.stringify(event.data)),
    headers: bytes({
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: event.id,
      ce_source: `/ckm/${contractOf(event.type).service}`,
      ce_type: typeHeader(event),
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

/** An event that its own service reads from the log. It is serialised only if it is parked. */
export class OwnMessage implements Received {
  readonly offset: bigint;
  readonly timestamp: number;
  readonly place: Place;
  private bytes: Message | null = null;

  constructor(
    readonly event: StoredEvent,
    epoch: string,
    previous: bigint,
  ) {
    this.offset = event.position - 1n;
    this.timestamp = event.recordedAt.getTime();
    this.place = { epoch, sequence: event.position, previous };
  }

  get key(): Message['key'] {
    return this.message.key;
  }

  get headers(): Message['headers'] {
    return this.message.headers;
  }

  get value(): Message['value'] {
    return this.message.value;
  }

  private get message(): Message {
    return (this.bytes ??= toMessage(this.event, this.place));
  }
}

const typeHeader = ({ type, schemaVersion }: StoredEvent): string => `ckm.${type}.v${schemaVersion}`;
const TYPE = /^ckm\.([A-Za-z]+)\.v([1-9]\d*)$/;
/** Twenty digits whose number fits into a bigint of PostgreSQL. */
const SEQUENCE = /^00\d{18}$/;

/**
 * The place of a message. It is read without the event: a message that this code cannot read still has a place, so that the messages behind
 * it are no gap.
 * @throws when the message has none, because no service of ours published it
 */
export function placeOf(message: Message): Place {
  if (message instanceof OwnMessage) return message.place;
  return {
    epoch: needed(message, 'ce_logepoch', UUID),
    sequence: BigInt(needed(message, 'ce_sequence', SEQUENCE)),
    previous: BigInt(needed(message, 'ce_previous', SEQUENCE)),
  };
}

/** Whether it is an event of the own log that newer code wrote before this code came back: no slice can ask for it. */
export const isUnknown = (message: Message): boolean =>
  message instanceof OwnMessage && !isEventName(message.event.type);

/** As `placeOf`, but null when there is none. */
export function placeIn(message: Message): Place | null {
  try {
    return placeOf(message);
  } catch {
    return null;
  }
}

/** Event type and version. @throws when the message is none of ours, or this code does not know its type or version */
export function typeIn(message: Message): [EventName, number] {
  const header = message instanceof OwnMessage ? typeHeader(message.event) : needed(message, 'ce_type');
  const [, name = '', version = ''] = TYPE.exec(header) ?? [];
  if (!isEventName(name)) throw new Error(`unknown event type ${header}`);
  if (Number(version) > contractOf(name).version) throw new Error(`unknown version ${header}`);
  return [name, Number(version)];
}

/** The event of a message, personal fields sealed. @throws as `placeOf` and `typeIn`, or when a header is missing or the value is no JSON */
export function fromMessage(message: Message, { sequence } = placeOf(message)): StoredEvent {
  const [type, schemaVersion] = typeIn(message);
  if (message instanceof OwnMessage) return message.event;
  return {
    id: needed(message, 'ce_id'),
    type,
    schemaVersion,
    data: JSON.parse(bufferOf(message.value).toString()) as unknown,
    tenantId: needed(message, 'ce_tenantid'),
    streamId: needed(message, 'ce_subject'),
    version: Number(needed(message, 'ce_streamversion')),
    position: sequence,
    recordedAt: new Date(needed(message, 'ce_time')),
    meta: {
      actor: needed(message, 'ce_actor'),
      correlationId: needed(message, 'ce_correlationid'),
      causationId: header(message, 'ce_causationid'),
      traceparent: header(message, 'ce_traceparent'),
    },
  };
}

function header({ headers }: Message, name: string): string | null {
  const found = headers[name];
  return found ? bufferOf(found).toString() : null;
}

function needed(message: Message, name: string, form = /^/): string {
  const found = header(message, name);
  if (found === null) throw new Error(`the message has no ${name}`);
  if (!form.test(found)) throw new Error(`the message's ${name} is none: ${found}`);
  return found;
}

const padded = (sequence: bigint): string => String(sequence).padStart(20, '0');

function bytes(headers: Record<string, string | null>): Record<string, Uint8Array> {
  const known: Record<string, Uint8Array> = {};
  for (const [name, value] of Object.entries(headers)) if (value !== null) known[name] = Buffer.from(value);
  return known;
}
