import { PARTITIONS } from '@ckm/contracts';
import { type Database, type EventStore, isOutage } from '@ckm/event-store';
import type { Privacy } from '@ckm/privacy';
import { type Logger, SpanKind, startSpan } from '@ckm/telemetry';
import { runBatch } from './batch-run.js';
import { type Checkpoint, least, openCheckpoints, type PartitionOf, readCheckpoints } from './checkpoint.js';
import { logSource } from './log-source.js';
import { asError, prepare, type Prepared } from './prepare.js';
import { OWN_LOG, type Slice } from './slice.js';
import { Trouble } from './trouble.js';
import { withoutValues } from './without-values.js';
import type { Batch, Consumption, Next, Received, Transport } from './transport/transport.js';

const TRIES = 3;

export interface ConsumerOptions {
  /** Parked messages and the group bear this name. */
  name: string;
  slices: Slice[];
  transport: Transport;
  database: Database;
  store: EventStore;
  privacy: Privacy;
  /** Called when a slice's checkpoints are gone: another build took its place. */
  renew: () => Promise<void>;
  log: Logger;
  now: () => Date;
  /** 0 ≤ x < 1 */
  random: () => number;
}

export interface Consumer {
  stop(): Promise<void>;
  /** What keeps a partition from going on: `topic-gap orders/3`. */
  alarms(): string[];
}

/**
 * Runs slices together over the service's own log and the topics of others. Effects and checkpoints share one transaction, so whatever is
 * delivered again, by whomever, changes nothing.
 */
export async function startConsumer(options: ConsumerOptions): Promise<Consumer> {
  const runner = new Runner(options);
  const topics = [...new Set(options.slices.flatMap(slice => slice.topics))];
  const roads: [Pick<Transport, 'consume' | 'identity'>, string[]][] = [
    [logSource(options.store, options.log), topics.filter(topic => topic === OWN_LOG)],
    [options.transport, topics.filter(topic => topic !== OWN_LOG)],
  ];
  const consumptions: Consumption[] = [];
  const stop = async (): Promise<void> => void (await Promise.all(consumptions.map(one => one.stop())));
  try {
    for (const [road, names] of roads.filter(([, names]) => names.length > 0)) {
      await runner.open(names, await road.identity());
      consumptions.push(
        await road.consume({
          group: options.name,
          topics: names,
          startAt: (topic, partition) => runner.startAt({ topic, partition }),
          onBatch: batch => runner.onBatch(batch),
        }),
      );
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop, alarms: () => runner.trouble.alarms };
}

class Runner {
  readonly trouble: Trouble;
  /** Keys that were erased while something opened with them was on its way. */
  private readonly gone = new Set<string>();

  constructor(private readonly options: ConsumerOptions) {
    this.trouble = new Trouble(options.log);
  }

  async open(topics: string[], transport: string): Promise<void> {
    for (const topic of topics) {
      const count = topic === OWN_LOG ? 1 : PARTITIONS;
      const partitions = Array.from({ length: count }, (_, partition) => ({ topic, partition }));
      await openCheckpoints(this.options.database.writer, this.namesOn(topic), partitions, transport);
    }
  }

  async startAt(partition: PartitionOf): Promise<bigint> {
    return least(await this.checkpointsOf(partition));
  }

  async onBatch(delivered: Batch): Promise<Next> {
    const messages = await this.prepare(delivered, delivered.messages);
    // Less was prepared when the partition was lost meanwhile.
    const batch = { ...delivered, next: delivered.messages[messages.length]?.offset ?? delivered.next };
    const span = startSpan(`process ${batch.topic}`, {
      kind: SpanKind.CONSUMER,
      links: messages.map(one => one.span?.traceparent ?? null),
      attributes: { 'messaging.batch.message_count': messages.length },
    });
    try {
      return await this.run(batch, messages);
    } finally {
      messages.forEach(one => one.span?.end(one.error ?? undefined));
      span.end();
    }
  }

  private async run(batch: Batch, messages: Prepared[]): Promise<Next> {
    try {
      return await this.transact(batch, messages);
    } catch (error) {
      if (isOutage(error)) throw error;
      return this.oneByOne(batch, messages);
    }
  }

  /** Something in the batch cannot be handled: each message alone, and the one that fails three times is parked. */
  private async oneByOne(batch: Batch, messages: Prepared[]): Promise<Next> {
    for (const [i, message] of messages.entries()) {
      const single = { ...batch, next: messages[i + 1]?.received.offset ?? batch.next };
      const next = await this.tryOne(single, message);
      if (next.next !== single.next) return next;
      await batch.keepAlive();
    }
    return { next: batch.next };
  }

  private async tryOne(batch: Batch, message: Prepared): Promise<Next> {
    let failure = new Error('not tried');
    for (let tries = 0; tries < TRIES; tries++) {
      const [again] = await this.prepare(batch, [message.received]);
      if (again === undefined) return { next: message.received.offset };
      try {
        return await this.transact(batch, [again]);
      } catch (error) {
        if (isOutage(error)) throw error;
        failure = asError(error);
      } finally {
        again.span?.end();
      }
    }
    this.options.log.error(
      { topic: batch.topic, offset: String(message.received.offset), err: withoutValues(failure) },
      'message parked',
    );
    return this.transact(batch, [message], failure);
  }

  private async prepare(batch: Batch, messages: Received[]): Promise<Prepared[]> {
    const checkpoints = await this.checkpointsOf(batch);
    return prepare(batch, messages, {
      ...this.options,
      slices: this.slicesOn(batch.topic),
      checkpoints,
      gone: this.gone,
    });
  }

  private async transact(batch: Batch, messages: Prepared[], cause?: Error): Promise<Next> {
    const { database, random } = this.options;
    const options = { ...this.options, names: this.namesOn(batch.topic), trouble: this.trouble };
    const found = await database.transaction(client => runBatch(client, { batch, messages, cause }, options));
    if (found === null) return { next: batch.from, afterMs: 50 + Math.floor(random() * 450) };
    if ('erased' in found) {
      found.erased.forEach(keyId => this.gone.add(keyId));
      return this.withoutWords(batch, messages, cause);
    }
    this.trouble.note(batch, found);
    return found;
  }

  /** A person was forgotten after the messages were opened: they are prepared again. */
  private async withoutWords(batch: Batch, messages: Prepared[], cause?: Error): Promise<Next> {
    const received = messages.map(one => one.received);
    const again = await this.prepare(batch, received);
    try {
      return again.length < messages.length ? { next: batch.from } : await this.transact(batch, again, cause);
    } finally {
      again.forEach(one => one.span?.end(one.error ?? undefined));
    }
  }

  private async checkpointsOf(partition: PartitionOf): Promise<Checkpoint[]> {
    const read = (): Promise<Checkpoint[]> =>
      readCheckpoints(this.options.database.writer, this.namesOn(partition.topic), partition);
    const found = await read();
    if (found.length === this.namesOn(partition.topic).length) return found;
    await this.options.renew();
    return read();
  }

  private slicesOn(topic: string): Slice[] {
    return this.options.slices.filter(slice => slice.topics.includes(topic));
  }

  private namesOn(topic: string): string[] {
    return this.slicesOn(topic).map(slice => slice.name);
  }
}
