import type { ServiceName } from '@ckm/contracts';
import type { RecordedEvent } from '@ckm/event-sourcing';
import { type Broken, isOutage } from '@ckm/event-store';
import type { ClientBase } from 'pg';
import type { ConsumerOptions } from './consumer.js';
import { endOffsetsOf } from './end-offsets.js';
import { Part, type Reader } from './fold-part.js';
import type { LiveView, Snapshot } from './live-views.js';
import { roadsOf } from './log-source.js';
import { type TableChange, writeRows } from './row-changes.js';
import { viewSlice } from './slice.js';
import { type Batch, type Consumption, type Next, type Received, TopicMissing } from './transport/transport.js';
import { fromMessage, isUnknown } from './wire.js';
import { reasonOf } from './reason.js';

const MAX_FAULTS = 100;
/** A partition that is read to its end is left alone until all are. */
const REST_MS = 600_000;

export interface FoldOptions extends Pick<ConsumerOptions, 'transport' | 'store' | 'privacy' | 'log'> {
  service: ServiceName;
  /** Ends the fold, which then rejects with its reason. */
  signal: AbortSignal;
}

export interface Folded {
  /** Why views could not be folded; views that are not in it could be. */
  faults: Map<LiveView, Broken[]>;
  /** Keys that no longer exist, and whose erasure the snapshot does not know. */
  gone: Set<string>;
}

/** The transport does not answer, so that nothing can be said about the views. */
export class TransportUnreachable extends Error {}

/** The temporary table that a view is folded into. */
export const foldOf = ({ table }: LiveView): string => `fold_of_${table}`;

/**
 * Folds every live view of a snapshot once more into the table that `foldOf` names: from the first event as far as the live view has read,
 * without the messages that are parked for it.
 * @throws TransportUnreachable, TopicMissing, the signal's reason, or an outage of the database or the vault
 */
export const foldAll = (client: ClientBase, snapshot: Snapshot, options: FoldOptions): Promise<Folded> =>
  new Fold(client, snapshot, options).run();

class Fold {
  private readonly parts = new Map<string, Part>();
  private readonly faults: Folded['faults'] = new Map();
  private readonly gone: Folded['gone'] = new Set();
  private writing = Promise.resolve();
  private finish!: () => void;
  private fail!: (error: unknown) => void;
  private readonly finished = new Promise<void>((resolve, reject) => ([this.finish, this.fail] = [resolve, reject]));

  constructor(
    private readonly client: ClientBase,
    private readonly snapshot: Snapshot,
    private readonly options: FoldOptions,
  ) {
    for (const live of snapshot.live) this.add(live);
    // It may fail before anybody waits for it.
    this.finished.catch(() => undefined);
  }

  async run(): Promise<Folded> {
    const { signal, service } = this.options;
    const topics = [...new Set([...this.parts.values()].map(({ topic }) => topic))];
    const ends = await endOffsetsOf(topics, this.options).catch(unanswered);
    for (const [name, part] of this.parts) part.end = BigInt(ends.get(name) ?? 0);
    signal.throwIfAborted();
    signal.addEventListener('abort', () => this.fail(signal.reason), { once: true });
    const consumptions: Consumption[] = [];
    try {
      for (const [road, names] of roadsOf(topics, this.options))
        consumptions.push(
          await road.consume({
            group: `ckm.${service}.verify`,
            topics: names,
            startAt: (topic, partition) => Promise.resolve(this.parts.get(`${topic}/${partition}`)?.next ?? 0n),
            onBatch: batch => this.onBatch(batch),
          }),
        );
      this.look();
      await this.finished;
    } finally {
      await Promise.all(consumptions.map(one => one.stop()));
    }
    for (const part of this.parts.values()) part.short.forEach(([reader, fault]) => this.note(reader, fault));
    return { faults: this.faults, gone: this.gone };
  }

  private add(live: LiveView): void {
    const table = foldOf(live);
    const slice = viewSlice(this.options.service, { view: live.view, table, build: 0, state: 'building' });
    for (const { topic, partition, epoch, upTo } of live.reached) {
      const name = `${topic}/${partition}`;
      const part = this.parts.get(name) ?? new Part(topic, partition);
      part.readers.push({ live, slice, checkpoint: { slice: table, next: 0n, epoch, highWater: 0n }, upTo });
      this.parts.set(name, part);
    }
  }

  private look(): void {
    if ([...this.parts.values()].every(({ isRead }) => isRead)) this.finish();
  }

  private async onBatch({ topic, partition, messages, next }: Batch): Promise<Next> {
    const part = this.parts.get(`${topic}/${partition}`);
    if (!part || part.isRead) return { next, afterMs: REST_MS };
    await this.take(part, messages).catch(this.fail);
    part.next = next;
    this.look();
    return { next, afterMs: part.isRead ? REST_MS : 0 };
  }

  private async take(part: Part, messages: Received[]): Promise<void> {
    const due = messages.map(received => ({ received, readers: part.takersOf(received, this.snapshot.aside) }));
    const changes = await Promise.all(due.map(({ received, readers }) => this.changesOf(part, received, readers)));
    // Partitions are read side by side, but there is one connection to write on.
    this.writing = this.writing.then(() => writeRows(this.client, changes.flat()));
    await this.writing;
  }

  private async changesOf(part: Part, received: Received, readers: Reader[]): Promise<TableChange[]> {
    const event = this.opened(received, readers);
    const changes = readers.map(async reader => {
      try {
        const incoming = { topic: part.topic, received, event: await event, traceparent: null };
        return (await reader.slice.effectsOf(incoming, new Date())).changes ?? [];
      } catch (error) {
        if (isOutage(error)) throw error;
        this.note(reader, part.faultAt(received, error as Error));
        return [];
      }
    });
    return (await Promise.all(changes)).flat();
  }

  /** The message's event with its personal fields opened; null when no reader needs it. */
  private async opened(received: Received, readers: Reader[]): Promise<RecordedEvent | null> {
    if (readers.length === 0 || isUnknown(received)) return null;
    const event = fromMessage(received);
    if (!readers.some(({ slice }) => slice.events.includes(event.type))) return null;
    const [opened = null] = await this.options.privacy.open([event], this.snapshot.gone);
    if (opened?.erased) opened.keyIds.filter(id => !this.snapshot.gone.has(id)).forEach(id => this.gone.add(id));
    return opened;
  }

  private note({ live }: Reader, fault: Broken): void {
    const faults = this.faults.get(live) ?? [];
    if (faults.length < MAX_FAULTS) faults.push(fault);
    this.faults.set(live, faults);
  }
}

function unanswered(error: Error): never {
  throw error instanceof TopicMissing ? error : new TransportUnreachable(reasonOf(error), { cause: error });
}
