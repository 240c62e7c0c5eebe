import type { DomainEvent, EventName, EventMap } from '@ckm/contracts';

/** Who, why and in which trace. */
export interface Meta {
  /** The token's subject, or `system:<slice>`. */
  actor: string;
  correlationId: string;
  /** The event or request that this one answers. */
  causationId: string | null;
  /** W3C trace context of its creation; never rewritten. */
  traceparent: string | null;
  /** The request that may come again under its client's key. */
  keyed?: { id: string; digest: string };
}

/** An event as it stands in a log, whichever road it came by. Personal fields are open; where the key is gone they are null. */
export interface Recorded<Name extends EventName = EventName> {
  id: string;
  type: Name;
  data: EventMap[Name];
  tenantId: string;
  streamId: string;
  version: number;
  schemaVersion: number;
  /** Its place in its producer's log: gapless from 1, in commit order. */
  position: bigint;
  recordedAt: Date;
  meta: Meta;
  /** Of the keys that its personal fields are sealed under, whether they still open or not. */
  keyIds: string[];
  /** True when a personal field could not be opened because its person was forgotten. */
  erased: boolean;
}

export type RecordedEvent<Name extends EventName = EventName> = { [N in Name]: Recorded<N> }[Name];

export const domainEvent = (event: Recorded): DomainEvent => ({ type: event.type, data: event.data }) as DomainEvent;
