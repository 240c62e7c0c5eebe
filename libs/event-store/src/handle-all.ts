import { randomUUID } from 'node:crypto';
import type { DomainEvent, EventName } from '@ckm/contracts';
import { domainEvent, type Handling, type RecordedEvent, Rejection } from '@ckm/event-sourcing';
import { append, type Queryable, type Write } from './append.js';
import { entryOf, EventTooLarge, type Entry } from './entry.js';
import type { Context, Outcome, Sealer } from './event-store.js';
import { typesOf } from './group-commit.js';
import { isRepeat, type Sealed, sealRequest } from './repeat.js';
import { knownOnly, loadStreams, streamKey, streamName, type StreamName } from './stored.js';

interface Numbered {
  number: number;
  stream: StreamName;
  context: Sealed;
  handling: Handling;
}

interface Decided {
  by: Numbered;
  event: DomainEvent;
}

interface Stream extends StreamName {
  version: number;
  stored: RecordedEvent[];
  history: DomainEvent[];
  decided: Decided[];
  folded?: { decider: Handling['decider']; state: unknown };
}

/** Decides commands in order inside one transaction; each sees the events of those before it. */
export class CommandBatch {
  private readonly outcomes: Outcome[] = [];
  private readonly tooLarge = new Map<number, EventTooLarge>();
  private locked = false;
  readonly appended = new Set<EventName>();

  constructor(
    private readonly client: Queryable,
    private readonly sealer: Sealer,
  ) {}

  async handle(commands: { context: Context; handling: Handling }[]): Promise<Outcome[]> {
    const contexts = await Promise.all(commands.map(({ context }) => sealRequest(this.sealer, context)));
    let open = commands.map(({ handling }, number): Numbered => {
      const context = contexts[number]!;
      return { number, context, handling, stream: streamName(context.tenantId, handling.streamId) };
    });
    while (open.length > 0) {
      const streams = await this.load(open);
      for (const one of open) this.outcomes[one.number] = this.decide(one, streams.get(streamKey(one.stream))!);
      const again = await this.write([...streams.values()]);
      open = open.filter(({ stream }) => again.has(streamKey(stream)));
    }
    return this.outcomes;
  }

  private async load(commands: Numbered[]): Promise<Map<string, Stream>> {
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

  private decide(command: Numbered, stream: Stream): Outcome {
    const refusal = this.tooLarge.get(command.number);
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
    const lost = changed.filter((_, index) => results[index]!.outcome === 'conflict');
    if (lost.length > 0 && this.locked) throw new Error('somebody else appended under the lock of the log');
    this.locked = true;
    typesOf(writes.filter((_, index) => results[index]!.outcome !== 'conflict')).forEach(type =>
      this.appended.add(type),
    );
    return new Set(lost.map(streamKey));
  }

  /** Null when an event is too large: its command is then refused, and what followed it must be decided without it. */
  private async writesOf(streams: Stream[]): Promise<Write[] | null> {
    const refused = this.tooLarge.size;
    // Together: whoever seals them gathers what they ask for.
    const writes = await Promise.all(
      streams.map(async ({ tenantId, streamId, version, decided }): Promise<Write> => {
        const entries = await Promise.all(decided.map(one => this.entryOf(one)));
        return { tenantId, streamId, expected: version, entries: entries.filter(entry => entry !== null) };
      }),
    );
    return this.tooLarge.size > refused ? null : writes;
  }

  /** Null when it is too large. */
  private async entryOf({ by: { number, context, stream }, event }: Decided): Promise<Entry | null> {
    const [sealed] = await this.sealer.seal(context.tenantId, [event], context.keyIds);
    try {
      return entryOf({ id: randomUUID(), streamId: stream.streamId, context, event, sealed });
    } catch (error) {
      if (!(error instanceof EventTooLarge)) throw error;
      this.tooLarge.set(number, error);
      return null;
    }
  }
}
