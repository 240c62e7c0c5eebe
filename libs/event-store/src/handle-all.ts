import { randomUUID } from 'node:crypto';
import type { DomainEvent, EventName } from '@ckm/contracts';
import { domainEvent, type Handling, type RecordedEvent, Rejection } from '@ckm/event-sourcing';
import { append, type Queryable, type Write } from './append.js';
import { entryOf, EventTooLarge, type Entry } from './entry.js';
import type { Context, Outcome, Sealer } from './event-store.js';
import { typesOf } from './group-commit.js';
import { isRepeat, type Sealed, sealRequest } from './repeat.js';
import { knownOnly, loadStreams, streamKey, streamName, type StreamName } from './stored.js';

interface PendingCommand {
  /** Its place among the commands, and so that of its outcome. */
  index: number;
  stream: StreamName;
  context: Sealed;
  handling: Handling;
}

interface DecidedEvent {
  by: PendingCommand;
  event: DomainEvent;
}

interface Stream extends StreamName {
  /** As it was loaded. */
  version: number;
  stored: RecordedEvent[];
  /** The stored events and then those that were decided. */
  history: DomainEvent[];
  decided: DecidedEvent[];
  /** The state that the last decider folded from `history`. */
  folded?: { decider: Handling['decider']; state: unknown };
}

/**
 * Decides commands in order inside one transaction; each sees the events of those before it. Streams that others changed since they were
 * loaded are loaded and decided once more: from the first append on this transaction holds the lock of the log.
 */
export class CommandBatch {
  private readonly outcomes: Outcome[] = [];
  /** By the command's index: commands that are refused because an event of theirs is too large. */
  private readonly tooLarge = new Map<number, EventTooLarge>();
  private locked = false;
  readonly appended = new Set<EventName>();

  constructor(
    private readonly client: Queryable,
    private readonly sealer: Sealer,
  ) {}

  async handle(commands: { context: Context; handling: Handling }[]): Promise<Outcome[]> {
    const contexts = await Promise.all(commands.map(({ context }) => sealRequest(this.sealer, context)));
    let pending = commands.map(({ handling }, index): PendingCommand => {
      const context = contexts[index]!;
      return { index, context, handling, stream: streamName(context.tenantId, handling.streamId) };
    });
    while (pending.length > 0) {
      const streams = await this.load(pending);
      for (const one of pending) this.outcomes[one.index] = this.decide(one, streams.get(streamKey(one.stream))!);
      const again = await this.write([...streams.values()]);
      pending = pending.filter(({ stream }) => again.has(streamKey(stream)));
    }
    return this.outcomes;
  }

  private async load(commands: PendingCommand[]): Promise<Map<string, Stream>> {
    const streams = new Map<string, Stream>();
    for (const { stream } of commands)
      streams.set(streamKey(stream), { ...stream, version: 0, stored: [], history: [], decided: [] });
    const stored = await loadStreams(this.client, [...streams.values()]);
    for (const event of await this.sealer.open(knownOnly(stored))) {
      const stream = streams.get(streamKey(event))!;
      stream.stored.push(event);
      stream.history.push(domainEvent(event));
      stream.version = event.version;
    }
    return streams;
  }

  private decide(command: PendingCommand, stream: Stream): Outcome {
    const refusal = this.tooLarge.get(command.index);
    if (refusal) return refusal;
    const { decider } = command.handling;
    if (stream.folded?.decider !== decider)
      stream.folded = {
        decider,
        state: stream.history.reduce((state, event) => decider.evolve(state, event), decider.initialState),
      };
    const { folded } = stream;
    try {
      if (isRepeat(command.context, stream.stored)) return { events: [], version: stream.version };
      const events = decider.decide(command.handling.command, folded.state);
      for (const event of events) {
        folded.state = decider.evolve(folded.state, event);
        stream.history.push(event);
        stream.decided.push({ by: command, event });
      }
      return { events, version: stream.version + stream.decided.length };
    } catch (error) {
      if (error instanceof Rejection) return error;
      throw error;
    }
  }

  /** @returns the streams that must be loaded and decided again */
  private async write(streams: Stream[]): Promise<Set<string>> {
    const changed = streams.filter(({ decided }) => decided.length > 0);
    if (changed.length === 0) return new Set();
    const writes = await this.writesOf(changed);
    if (!writes) return new Set(streams.map(streamKey));
    const results = await append(this.client, writes);
    const isConflict = (index: number): boolean => results[index]!.outcome === 'conflict';
    const conflicting = changed.filter((_, index) => isConflict(index));
    if (conflicting.length > 0 && this.locked) throw new Error('somebody else appended under the lock of the log');
    this.locked = true;
    typesOf(writes.filter((_, index) => !isConflict(index))).forEach(type => this.appended.add(type));
    return new Set(conflicting.map(streamKey));
  }

  /** Null when an event is too large: its command is refused, and all are decided again without it. */
  private async writesOf(streams: Stream[]): Promise<Write[] | null> {
    const refused = this.tooLarge.size;
    // All at once, so that the sealer can ask the vault for their keys in one round trip.
    const writes = await Promise.all(
      streams.map(async ({ tenantId, streamId, version, decided }): Promise<Write> => {
        const entries = await Promise.all(decided.map(one => this.entryOf(one)));
        return { tenantId, streamId, expected: version, entries: entries.filter(entry => entry !== null) };
      }),
    );
    return this.tooLarge.size > refused ? null : writes;
  }

  /** Null when it is too large; its command is then noted in `tooLarge`. */
  private async entryOf({ by: { index, context, stream }, event }: DecidedEvent): Promise<Entry | null> {
    const [sealed] = await this.sealer.seal(context.tenantId, [event], context.keyIds);
    try {
      return entryOf({ id: randomUUID(), streamId: stream.streamId, context, event, sealed });
    } catch (error) {
      if (!(error instanceof EventTooLarge)) throw error;
      this.tooLarge.set(index, error);
      return null;
    }
  }
}
