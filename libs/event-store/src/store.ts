import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { DomainEvent, EventName } from '@ckm/contracts';
import { domainEvent, type Decider, type RecordedEvent } from '@ckm/event-sourcing';
import type { ClientBase } from 'pg';
import type { Queryable } from './append.js';
import type { Database } from './database.js';
import { entryOf } from './entry.js';
import type { AppendRequest, AppendResult, EventStore, Handled, Sealer, StoredEvent } from './event-store.js';
import { type Appended, GroupCommit } from './group-commit.js';
import { CommandBatch } from './handle-all.js';
import { batched } from './batched.js';
import { isRepeat, type Sealed, sealRequest } from './repeat.js';
import { knownOnly, loadLog, loadStreams, streamKey, streamName, type StreamName } from './stored.js';
import { keyedMutex } from './keyed-mutex.js';

const MAX_ATTEMPTS = 100;

export interface EventStoreOptions {
  database: Database;
  sealer: Sealer;
}

/** The event store of a service; several processes may have one open on the same log. */
export function openEventStore({ database, sealer }: EventStoreOptions): EventStore {
  const { writer } = database;
  const listeners = new Set<{ listener: () => void; types?: readonly EventName[] }>();
  const appended = (those: Appended): void => {
    for (const { listener, types } of listeners)
      // Later, so that a listener's error cannot look like the append's.
      if (types?.some(type => those.has(type)) ?? true) queueMicrotask(listener);
  };
  const group = new GroupCommit(writer, appended);
  const mutex = keyedMutex();
  // Writers of one stream side by side would only make each other decide again.
  const inTurn = async <T>(tenantId: string, streamId: string, work: () => Promise<T>): Promise<T> =>
    mutex(streamKey(streamName(tenantId, streamId)), work);
  const uncommitted = new WeakMap<ClientBase, Appended>();
  database.onCommit(client => {
    const those = uncommitted.get(client);
    uncommitted.delete(client);
    if (those) appended(those);
  });

  const load = batched<StreamName, StoredEvent[]>(async streams => {
    const named = new Map(streams.map(one => [streamKey(one), one]));
    const histories = new Map([...named.keys()].map((key): [string, StoredEvent[]] => [key, []]));
    for (const event of await loadStreams(writer, [...named.values()])) histories.get(streamKey(event))!.push(event);
    return streams.map(one => histories.get(streamKey(one))!);
  });
  const readStream = async (tenantId: string, streamId: string): Promise<RecordedEvent[]> =>
    sealer.open(knownOnly(await load(streamName(tenantId, streamId))));

  const appendSealed = async ({ context, streamId, expected, events }: AppendRequest): Promise<AppendResult> => {
    if (events.length === 0) throw new Error('nothing to append');
    const stream = streamName(context.tenantId, streamId);
    const sealed = await sealer.seal(context.tenantId, events, context.keyIds);
    const entries = events.map((event, index) =>
      entryOf({ id: randomUUID(), streamId: stream.streamId, context, event, sealed: sealed[index] }),
    );
    return group.append({ ...stream, expected, entries });
  };

  const append = async (request: AppendRequest): Promise<AppendResult> =>
    appendSealed({ ...request, context: await sealRequest(sealer, request.context) });

  async function decide<C, S, E extends DomainEvent>(
    context: Sealed,
    decider: Decider<C, S, E>,
    streamId: string,
    command: C,
  ): Promise<Handled<E>> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const history = await readStream(context.tenantId, streamId);
      const version = history.length;
      if (isRepeat(context, history)) return { events: [], version };
      const state = history.reduce(
        (past, event) => decider.evolve(past, domainEvent(event) as E),
        decider.initialState,
      );
      const events = decider.decide(command, state);
      if (events.length === 0) return { events, version };
      const result = await appendSealed({ context, streamId, expected: version, events });
      if (result.outcome === 'appended') return { events, version: result.version };
      await delay(Math.random() * Math.min(attempt, 10));
    }
    throw new Error(`stream ${streamId} was changed ${MAX_ATTEMPTS} times while one command was decided`);
  }

  return {
    append: request => inTurn(request.context.tenantId, request.streamId, () => append(request)),
    readStream,
    handle: (context, decider, streamId, command) =>
      inTurn(context.tenantId, streamId, async () =>
        decide(await sealRequest(sealer, context), decider, streamId, command),
      ),
    handleAll: async (client, commands) => {
      const batch = new CommandBatch(client, sealer);
      const outcomes = await batch.handle(commands);
      const before = uncommitted.get(client) ?? [];
      if (batch.appended.size > 0) uncommitted.set(client, new Set([...before, ...batch.appended]));
      return outcomes;
    },
    readLog: (after, limit, types) => loadLog(writer, after, { limit, types }),
    head: async () => {
      const { rows } = await writer.query<{ head: string }>('SELECT coalesce(max(position), 0) AS head FROM events');
      return BigInt(rows[0]!.head);
    },
    epoch: () => epochOf(writer),
    onAppend: (listener, types) => {
      const one = { listener, types };
      listeners.add(one);
      return () => listeners.delete(one);
    },
  };
}

async function epochOf(queryable: Queryable): Promise<string> {
  const { rows } = await queryable.query<{ epoch: string }>('SELECT epoch FROM log_epoch');
  return rows[0]!.epoch;
}
