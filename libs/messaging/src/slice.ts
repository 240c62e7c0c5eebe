import { contractOf, type EventName, type ServiceName } from '@ckm/contracts';
import { changesOf, type Handling, type Reaction, type RecordedEvent, type Rejection } from '@ckm/event-sourcing';
import { type Context, sealedUnder } from '@ckm/event-store';
import type { ClientBase } from 'pg';
import type { Erasure } from './erasure.js';
import type { Projection } from './projection.js';
import type { TableChange } from './row-changes.js';
import type { Received } from './transport/transport.js';

/** The name of a service's own log, which is read as a topic. */
export const OWN_LOG = 'log';

/** Why a record could not become an event; it is kept with its bytes. */
export interface Quarantined {
  tenantId: string;
  code: string;
  detail: string;
}

/** A command of a reaction or an intake. */
export interface Order {
  context: Context;
  handling: Handling;
  /** Quarantines the record when the command is rejected. Without it a rejection is an outcome, and only counted. */
  ifRejected?: (rejection: Rejection) => Quarantined;
}

/** What one message makes one slice do. */
export interface Effects {
  changes?: TableChange[];
  orders?: Order[];
  quarantined?: Quarantined;
  /** The record is about a person who was forgotten after it happened: it is acknowledged and counted, and nothing is kept. */
  forgotten?: true;
  erasure?: Erasure;
}

/** A message for slices: an event of ours, its personal fields opened, or a record of an upstream system. */
export interface Incoming {
  /** The topic it came from, also when it is read from quarantine. */
  topic: string;
  received: Received;
  /** Null for a record of an upstream system. */
  event: RecordedEvent | null;
  /** W3C trace context for what it causes. */
  traceparent: string | null;
}

/** Counts of received records. How many were captured or quarantined is counted in the log and in quarantine. */
export interface Tally {
  received: number;
  /** Records that were known already. */
  duplicates: number;
  refused: number;
  /** Records about people who were forgotten since. */
  forgotten: number;
}

/** A view, a reaction or an intake as the consumer runs it, with a checkpoint of its own for each partition. */
export interface Slice {
  readonly name: string;
  /** Another version of the view took its place: it has no checkpoints any more, and is not run. */
  readonly isRetired?: boolean;
  topics: string[];
  /** The events of its topics that it handles; others are not opened for it. */
  events: EventName[];
  effectsOf(message: Incoming, now: Date): Promise<Effects>;
  /** For records of other systems, which are not sealed and so never parked: as what a record is quarantined after three failed tries. */
  failed?: (record: Received, failure: Error) => Quarantined;
  /** Adds to the counts, in the transaction of the effects. */
  tally?: (client: ClientBase, counts: Tally) => Promise<void>;
}

/** The topics on which a service reads these events: its own from its log, others from their topics. */
export const roadsTo = (service: ServiceName, names: EventName[]): string[] => [
  ...new Set(names.map(name => (contractOf(name).service === service ? OWN_LOG : contractOf(name).topic))),
];

export function viewSlice(service: ServiceName, projection: Projection): Slice {
  const { view } = projection;
  const tableChanges = (event: RecordedEvent): TableChange[] => {
    // An event that opens as erased must leave the same row as the erasure itself.
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
    // A getter: another build may take its place.
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

/** Reads records of upstream systems: each becomes a command, a quarantined record or one of a forgotten person. */
export interface Intake {
  name: string;
  topic: string;
  /** @param at when the record was received; its person may have been forgotten since */
  read(
    record: Received & { topic: string },
    at: Date,
    traceparent: string | null,
  ): Promise<Order | Quarantined | { forgotten: true }>;
  /** As what a record is quarantined that `read` or its command failed at three times. Must not throw. */
  failed(record: Received, failure: Error): Quarantined;
  /** As `Slice.tally`. */
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
