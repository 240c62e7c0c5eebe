import type { DomainEvent, EventName, EventMap } from '@ckm/contracts';

/** Metadata of an event: who caused it, why, and in which trace. */
export interface Meta {
  /** The token's subject, or `system:<slice>`. */
  actor: string;
  /** The same for everything that one request caused. */
  correlationId: string;
  /** The id of the event that caused it; null for a request. */
  causationId: string | null;
  /** W3C trace context of its creation; never rewritten. */
  traceparent: string | null;
  /** The idempotent request that it was caused by: its id, and a digest of its body. */
  keyed?: { id: string; digest: string };
}

/** A recorded event, read from the own log or from a topic. Personal fields are open; those whose key is gone are null. */
export interface Recorded<Name extends EventName = EventName> {
  id: string;
  type: Name;
  data: EventMap[Name];
  tenantId: string;
  streamId: string;
  /** Its version in its stream: gapless from 1. */
  version: number;
  /** Of its type's contract. */
  schemaVersion: number;
  /** Its position in its producer's log: gapless from 1, in commit order. */
  position: bigint;
  recordedAt: Date;
  meta: Meta;
  /** The ids of the keys that its personal fields are sealed under, whether or not the keys still exist. */
  keyIds: string[];
  /** Whether a personal field could not be opened because its person was forgotten. */
  erased: boolean;
}

export type RecordedEvent<Name extends EventName = EventName> = { [N in Name]: Recorded<N> }[Name];

/** The event as deciders see it. */
export const domainEvent = (event: Recorded): DomainEvent => ({ type: event.type, data: event.data }) as DomainEvent;
