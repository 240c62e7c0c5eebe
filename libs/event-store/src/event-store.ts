import type { DomainEvent, EventName } from '@ckm/contracts';
import type { Decider, Handling, Meta, RecordedEvent, Rejection } from '@ckm/event-sourcing';
import type { ClientBase } from 'pg';

/** On whose behalf something is written, when, and in which trace. */
export interface Context {
  tenantId: string;
  /** The token's subject, or `system:<slice>`. */
  actor: string;
  now: Date;
  correlationId: string;
  causationId: string | null;
  /** W3C trace context. */
  traceparent: string | null;
  /** An idempotent request: sent again it appends nothing; its id with another digest is refused (`idempotency-key-reused`). */
  keyed?: Meta['keyed'] | null;
  /** The only keys that personal fields may be sealed under. Absent: each under its person's current key. */
  keyIds?: string[];
}

/**
 * For the context of whatever quotes or summarises somebody's words: it is sealed under the keys that those words were opened with, and so
 * forgotten with them, even if the person has come back since and has a new key.
 */
export const sealedUnder = ({ keyIds }: { keyIds: string[] }): Pick<Context, 'keyIds'> =>
  keyIds.length > 0 ? { keyIds } : {};

/** The version a stream must have: `none`, it must be new; `any`, append behind whatever is there; or exactly this number. */
export type Expected = 'none' | 'any' | number;

export interface AppendRequest {
  context: Context;
  streamId: string;
  expected: Expected;
  /** At least one. Their personal fields come open and are sealed here. */
  events: DomainEvent[];
}

export interface AppendResult {
  /** `conflict`: the stream has another version than expected, and nothing was written. */
  outcome: 'appended' | 'conflict';
  /** Of the stream now. */
  version: number;
  /** Position of the first event; null on a conflict. */
  position: bigint | null;
}

/** The result of a command. */
export interface Handled<Event extends DomainEvent = DomainEvent> {
  /** None when everything was already so, or the request was handled before. */
  events: Event[];
  /** Of the stream now. */
  version: number;
}

/** In a batch a rejection is an answer to one command, not an error of all. */
export type Outcome = Handled | Rejection;

/** An event as it is stored: personal fields sealed, `data` parsed. */
export type StoredEvent = Omit<RecordedEvent, 'data' | 'keyIds' | 'erased'> & { data: unknown };

export interface EventStore {
  /**
   * Loads the stream, decides, appends; after a conflict it loads and decides again. Resolves when durable, and waits through an outage.
   * @throws Rejection the decider's, `event-too-large` or `idempotency-key-reused`
   * @throws HistoryUnknown
   */
  handle<C, S, E extends DomainEvent>(
    context: Context,
    decider: Decider<C, S, E>,
    streamId: string,
    command: C,
  ): Promise<Handled<E>>;

  /**
   * Appends without a decision: services write through `handle` or `handleAll` only. Appends that come while one commits form the next
   * commit together. Resolves when durable, and waits through an outage.
   * @throws EventTooLarge
   */
  append(request: AppendRequest): Promise<AppendResult>;

  /**
   * Handles commands in order inside the caller's transaction, each seeing the events of those before it: one load of all streams, one
   * append. Call it last: an append takes the log's lock, which is held until the caller commits.
   * @returns one outcome per command, in order
   * @throws HistoryUnknown, or what a decider throws besides a `Rejection`: the caller must roll back
   */
  handleAll(client: ClientBase, commands: { context: Context; handling: Handling }[]): Promise<Outcome[]>;

  /** The events of one stream in order, personal fields opened. @throws HistoryUnknown */
  readStream(tenantId: string, streamId: string): Promise<RecordedEvent[]>;

  /**
   * Events after a position, in order, as they are stored.
   * @param types of the next `limit` events only those of these types, and the last one of whatever type: its position says how far was read
   */
  readLog(after: bigint, limit: number, types?: readonly EventName[]): Promise<StoredEvent[]>;

  /** The position of the newest event; 0 when there is none. */
  head(): Promise<bigint>;

  /** A UUID that names this log. A log that goes on from a restored dump begins a new epoch. */
  epoch(): Promise<string>;

  /**
   * Calls the listener after each append that this process committed.
   * @param types only when an event of one of these types was appended. Default: any
   * @returns how to stop
   */
  onAppend(listener: () => void, types?: readonly EventName[]): () => void;
}

/** What the store needs to keep personal fields sealed; `Privacy` of libs/privacy is one. */
export interface Sealer {
  /** The events' data, sealed. @param under the only keys that may be used; absent: each person's current key */
  seal(tenantId: string, events: DomainEvent[], under?: string[]): Promise<unknown[]>;
  open(events: StoredEvent[]): Promise<RecordedEvent[]>;
  /** A keyed hash: the same for the same value, and useless without the tenant's key. */
  sameness(tenantId: string, value: unknown): Promise<string>;
}
