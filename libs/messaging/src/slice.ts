import { contractOf, type EventName, type ServiceName } from '@ckm/contracts';
import { changesOf, type Handling, type Reaction, type RecordedEvent, type Rejection } from '@ckm/event-sourcing';
import { type Context, sealedUnder } from '@ckm/event-store';
import type { ClientBase } from 'pg';
import type { Erasure } from './erasure.js';
import type { Projection } from './projection.js';
import type { TableChange } from './row-changes.js';
import type { Received } from './transport/transport.js';

/** A service's own log, read through the same door as a topic. */
export const OWN_LOG = 'log';

/** A record that could not become an event: kept with its bytes, code and cause. */
export interface Quarantined {
  tenantId: string;
  code: string;
  detail: string;
}

export interface Order {
  context: Context;
  handling: Handling;
  /** Makes a refused command a quarantined record; without it a refusal is an outcome, and counted. */
  ifRejected?: (rejection: Rejection) => Quarantined;
}

/** What one message makes one slice do. */
export interface Effects {
  changes?: TableChange[];
  orders?: Order[];
  quarantined?: Quarantined;
  /** A record about a person who was forgotten after it happened: acknowledged, and never taken. */
  forgotten?: true;
  erasure?: Erasure;
}

/** A message on its way into the slices: an event of ours, opened, or a record of an upstream system. */
export interface Incoming {
  /** Where it came from: also of a record that is read again. */
  topic: string;
  received: Received;
  event: RecordedEvent | null;
  /** The trace of what it makes happen. */
  traceparent: string | null;
}

/** What came in, less what lies in the log and in quarantine: that is counted there. */
export interface Tally {
  received: number;
  /** Known already: an answer as before, and nothing new. */
  duplicates: number;
  refused: number;
  /** Of people who were forgotten since. */
  forgotten: number;
}

/** A view or reaction as the consumer runs it; has a checkpoint of its own. */
export interface Slice {
  readonly name: string;
  /** Another version of it took its place: it has no checkpoints, and nothing is done for it. */
  readonly isRetired?: boolean;
  topics: string[];
  /** Of the events on its topics, those that it asks for; the others are not even opened for it. */
  events: EventName[];
  effectsOf(message: Incoming, now: Date): Promise<Effects>;
  /** What comes from outside is never parked, in clear: what it is kept as that three tries failed at. */
  failed?: (record: Received, failure: Error) => Quarantined;
  /** Called in the transaction of the effects. */
  tally?: (client: ClientBase, counts: Tally) => Promise<void>;
}

/** Where a service reads these events: its own in its log, those of others on their topics. */
export const roadsTo = (service: ServiceName, names: EventName[]): string[] => [
  ...new Set(names.map(name => (contractOf(name).service === service ? OWN_LOG : contractOf(name).topic))),
];

export function viewSlice(service: ServiceName, projection: Projection): Slice {
  const { view } = projection;
  const tableChanges = (event: RecordedEvent): TableChange[] => {
    // An event that opens as erased leaves the same row as the erasure itself.
    const tombstone = view.personal && event.erased ? { erased: true } : {};
    return changesOf(view, event).map(({ key, columns }) => ({
      table: projection.table,
      view,
      tenantId: event.tenantId,
      keyIds: view.personal ? event.keyIds : [],
      change: { key, columns: { ...columns, ...tombstone } },
    }));
  };
  const events = Object.keys(view.on) as EventName[];
  return {
    // Another build may have taken its place.
    get name() {
      return projection.table;
    },
    get isRetired() {
      return projection.state === 'retired';
    },
    events,
    topics: roadsTo(service, events),
    effectsOf: ({ event }) => Promise.resolve(event === null ? {} : { changes: tableChanges(event) }),
  };
}

export function reactionSlice(service: ServiceName, reaction: Reaction): Slice {
  return {
    name: reaction.name,
    events: [reaction.on],
    topics: roadsTo(service, [reaction.on]),
    effectsOf: async ({ event, traceparent }, now) => {
      if (event?.type !== reaction.on) return {};
      const handlings = await reaction.react(event);
      const context: Context = {
        tenantId: event.tenantId,
        actor: `system:${reaction.name}`,
        now,
        correlationId: event.meta.correlationId,
        causationId: event.id,
        traceparent,
        ...sealedUnder(event),
      };
      return { orders: handlings.map(handling => ({ context, handling })) };
    },
  };
}

/** Reads records of upstream systems: each becomes a command, a quarantined record or a forgotten one, never nothing. */
export interface Intake {
  name: string;
  topic: string;
  /** @param at when it was received: its person may have been forgotten since */
  read(
    record: Received & { topic: string },
    at: Date,
    traceparent: string | null,
  ): Promise<Order | Quarantined | { forgotten: true }>;
  /** What a record is kept as that this code fails at. Never fails itself. */
  failed(record: Received, failure: Error): Quarantined;
  /** Keeps the count of them, in the transaction of what became of them. */
  tally?: Slice['tally'];
}

export function intakeSlice(intake: Intake): Slice {
  return {
    name: intake.name,
    events: [],
    topics: [intake.topic],
    tally: intake.tally,
    failed: (record, failure) => intake.failed(record, failure),
    effectsOf: async ({ topic, received, traceparent }, now) => {
      const at = new Date(Math.min(received.timestamp, now.getTime()));
      const read = await intake.read({ ...received, topic }, at, traceparent);
      if ('handling' in read) return { orders: [read] };
      return 'forgotten' in read ? read : { quarantined: read };
    },
  };
}
