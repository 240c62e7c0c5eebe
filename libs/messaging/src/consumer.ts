import { type Database, type EventStore, isOutage } from '@ckm/event-store';
import type { Privacy } from '@ckm/privacy';
import { type Logger, SpanKind, startSpan } from '@ckm/telemetry';
import { runBatch } from './batch-run.js';
import { least, type PartitionOf } from './checkpoint.js';
import { roadsOf } from './log-source.js';
import { asError, prepare, type Prepared } from './prepare.js';
import type { Effects, Slice } from './slice.js';
import { paced, type Pacing } from './pace.js';
import { SliceCheckpoints } from './slice-checkpoints.js';
import { PartitionMonitor } from './partition-monitor.js';
import type { Batch, Consumption, Next, Received, Transport } from './transport/transport.js';

const MAX_TRIES = 3;

export interface ConsumerOptions extends Pacing {
  /** The consumer group. */
  name: string;
  slices: Slice[];
  transport: Transport;
  database: Database;
  store: EventStore;
  privacy: Privacy;
  /** Called when a slice's checkpoints are gone, because another build or version took its place. */
  renew: () => Promise<void>;
  log: Logger;
  now: () => Date;
  /** 0 ≤ x < 1 */
  random: () => number;
}

export interface Consumer {
  /** Finishes the batches in hand. */
  stop(): Promise<void>;
  /** Partitions that wait because of a fault: `topic-gap ckm.capture.customer.v1/3`. */
  alarms(): string[];
}

/**
 * Runs slices over the service's own log and the topics of others. Effects and checkpoints are committed in one transaction, so that a
 * message that is delivered again, by whatever process, changes nothing.
 */
export async function startConsumer(options: ConsumerOptions): Promise<Consumer> {
  const runner = new Runner(options);
  const topics = [...new Set(options.slices.flatMap(slice => slice.topics))];
  const consumptions: Consumption[] = [];
  const stop = async (): Promise<void> => void (await Promise.all(consumptions.map(one => one.stop())));
  try {
    for (const [road, names] of roadsOf(topics, { ...options, types: options.slices.flatMap(slice => slice.events) })) {
      await runner.checkpoints.open(names, await road.identity());
      consumptions.push(
        await road.consume({
          group: options.name,
          topics: names,
          startAt: (topic, partition) => runner.startAt({ topic, partition }),
          ...paced(options, batch => runner.onBatch(batch)),
        }),
      );
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop, alarms: () => runner.monitor.alarms };
}

class Runner {
  readonly monitor: PartitionMonitor;
  readonly checkpoints: SliceCheckpoints;
  /** Keys that were erased after a message had been opened with them. */
  private readonly gone = new Set<string>();

  constructor(private readonly options: ConsumerOptions) {
    this.monitor = new PartitionMonitor(options.log);
    this.checkpoints = new SliceCheckpoints(options);
  }

  async startAt(partition: PartitionOf): Promise<bigint> {
    return least(await this.checkpoints.in(partition));
  }

  onBatch(delivered: Batch): Promise<Next> {
    return this.prepared(delivered, delivered.messages, async messages => {
      // When the partition is lost meanwhile, only the first messages are prepared.
      const batch = { ...delivered, next: delivered.messages[messages.length]?.offset ?? delivered.next };
      const span = startSpan(`process ${batch.topic}`, {
        kind: SpanKind.CONSUMER,
        links: messages.map(one => one.span?.traceparent ?? null),
        attributes: { 'messaging.batch.message_count': messages.length },
      });
      return this.run(batch, messages).finally(() => span.end());
    });
  }

  private async run(batch: Batch, messages: Prepared[]): Promise<Next> {
    try {
      return await this.transact(batch, messages);
    } catch (error) {
      if (isOutage(error)) throw error;
      return this.oneByOne(batch, messages);
    }
  }

  /** A message of the batch cannot be handled: each is tried alone, and one that fails three times is put aside. */
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
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      try {
        return await this.again(batch, [message]);
      } catch (error) {
        if (isOutage(error)) throw error;
        failure = asError(error);
      }
    }
    return this.putAside(batch, message, failure);
  }

  /** Our own messages are parked, sealed as they came; records of other systems are quarantined. */
  private putAside(batch: Batch, message: Prepared, failure: Error): Promise<Next> {
    const { topic, partition } = batch;
    const offset = String(message.received.offset);
    this.options.log.error({ topic, partition, offset, err: failure }, 'message put aside');
    const effects = new Map<string, Effects>();
    for (const { name, failed } of this.checkpoints.slicesOn(topic))
      if (failed) effects.set(name, { quarantined: failed(message.received, failure) });
    if (effects.size === 0) return this.transact(batch, [message], failure);
    return this.transact(batch, [{ ...message, effects, error: null }]);
  }

  private async prepared(
    batch: Batch,
    received: Received[],
    work: (messages: Prepared[]) => Promise<Next>,
  ): Promise<Next> {
    const checkpoints = await this.checkpoints.in(batch);
    if (await this.checkpoints.isElsewhere(batch, checkpoints)) return this.monitor.transportChanged(batch);
    const given = { ...this.options, checkpoints, slices: this.checkpoints.slicesOn(batch.topic) };
    const messages = await prepare(batch, received, { ...given, gone: this.gone });
    try {
      return await work(messages);
    } finally {
      messages.forEach(one => one.span?.end(one.error ?? undefined));
    }
  }

  /** The same messages, prepared anew. */
  private again(batch: Batch, messages: Prepared[], cause?: Error): Promise<Next> {
    const received = messages.map(one => one.received);
    return this.prepared(batch, received, async again =>
      again.length < received.length ? { next: received[0]!.offset } : this.transact(batch, again, cause),
    );
  }

  private async transact(batch: Batch, messages: Prepared[], cause?: Error): Promise<Next> {
    const { database, random } = this.options;
    const { checkpoints, monitor } = this;
    const here = { names: checkpoints.namesOn(batch.topic), transport: checkpoints.transportOf(batch.topic), monitor };
    const options = { ...this.options, ...here };
    const found = await database.transaction(client => runBatch(client, { batch, messages, cause }, options));
    if (found === null) return { next: batch.from, afterMs: 50 + Math.floor(random() * 450) };
    if ('erased' in found) {
      found.erased.forEach(keyId => this.gone.add(keyId));
      // A person was forgotten after the messages had been opened.
      return this.again(batch, messages, cause);
    }
    this.monitor.note(batch, found);
    return found;
  }
}
