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

/** `none`: the stream must be new. `any`: behind whatever is there. A number: exactly that version. */
export type Expected = 'none' | 'any' | number;

export interface AppendRequest {
  context: Context;
  streamId: string;
  expected: Expected;
  /** At least one. Their personal fields are sealed on the way in. */
  events: DomainEvent[];
}

/** `conflict`: the stream stands elsewhere than expected, at `version`; nothing was written. */
export interface AppendResult {
  outcome: 'appended' | 'conflict';
  version: number;
  /** Position of the first event; null on a conflict. */
  position: bigint | null;
}

/** What a command came to: its events (none when it was already so). */
export interface Handled<Event extends DomainEvent = DomainEvent> {
  events: Event[];
  version: number;
}

/** Inside a batch a no is an answer, not an error. */
export type Outcome = Handled | Rejection;

/** An event as it lies in the log: personal fields sealed, `data` parsed. */
export type StoredEvent = Omit<RecordedEvent, 'data' | 'keyIds' | 'erased'> & { data: unknown };

export interface EventStore {
  /**
   * Load, decide, append; a lost race is loaded and decided again. Throws the decider's `Rejection`,
   * or `idempotency-key-reused`; `HistoryUnknown`, as whatever loads a stream. Resolves when durable.
   */
  handle<C, S, E extends DomainEvent>(
    context: Context,
    decider: Decider<C, S, E>,
    streamId: string,
    command: C,
  ): Promise<Handled<E>>;

  /**
   * Decides nothing: whatever a service writes goes through `handle` or `handleAll`. Appends that come while one commits form the next
   * commit together. Resolves when durable.
   */
  append(request: AppendRequest): Promise<AppendResult>;

  /**
   * Handles commands in order inside the caller's transaction: one load of all streams, one append. To be called late: what it
   * appends takes the log's lock, held until the caller commits; what follows is to be short, and sees a log that nobody else changes.
   */
  handleAll(client: ClientBase, commands: { context: Context; handling: Handling }[]): Promise<Outcome[]>;

  /** The events of one stream in order, personal fields opened. */
  readStream(tenantId: string, streamId: string): Promise<RecordedEvent[]>;

  /**
   * Events after a position, in order, as they lie in the log.
   * @param types of the next `limit` only these, and the last one, whatever it is: it tells how far was read
   */
  readLog(after: bigint, limit: number, types?: readonly EventName[]): Promise<StoredEvent[]>;

  head(): Promise<bigint>;

  /** Names this log: one that is restored to an older state gets another name. */
  epoch(): Promise<string>;

  /**
   * Called after each commit of this process; returns how to stop.
   * @param types when one of these was appended; any when absent
   */
  onAppend(listener: () => void, types?: readonly EventName[]): () => void;
}

/** What the store needs to keep personal fields sealed. */
export interface Sealer {
  seal(tenantId: string, events: DomainEvent[], under?: string[]): Promise<unknown[]>;
  open(events: StoredEvent[]): Promise<RecordedEvent[]>;
  /** The same for the same value; tells nothing without the tenant's key. */
  sameness(tenantId: string, value: unknown): Promise<string>;
}
