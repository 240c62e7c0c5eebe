import { grouped } from '@ckm/event-sourcing';
import type { Producer, RecordMetadata } from 'kafkajs';
import type { KafkaAdmin } from './kafka-admin.js';
import { kafkaClient, type KafkaConnection } from './kafka-client.js';
import { LazyClient } from './kafka-lazy-client.js';
import { PartitionCounts } from './partition-counts.js';
import { bufferOf, cut, place, type Placed } from './placed.js';
import type { Message } from './transport.js';

/** Per partition and send; brokers refuse batches above 1 MB unless told otherwise. */
const SEND_BYTES = 900_000;

/**
 * Sends one batch after the other with an idempotent producer. After an error kafkajs resets the sequence numbers, which can lose records
 * silently: the producer is thrown away, and the caller publishes again from its checkpoint.
 */
export class KafkaPublisher {
  private readonly producer: LazyClient<Producer>;
  private readonly counts: PartitionCounts;

  constructor(connection: KafkaConnection, admin: KafkaAdmin) {
    this.counts = new PartitionCounts(topics => admin.partitions(topics));
    this.producer = new LazyClient(() =>
      kafkaClient(connection).producer({
        idempotent: true,
        maxInFlightRequests: 1,
        allowAutoTopicCreation: false,
        // Every record names its partition.
        createPartitioner:
          () =>
          ({ message }) =>
            message.partition!,
      }),
    );
  }

  publish(topic: string, messages: Message[]): Promise<{ partition: number; lastOffset: bigint }[]> {
    return this.producer.inTurn(() => this.send(topic, messages));
  }

  private async send(topic: string, messages: Message[]): Promise<{ partition: number; lastOffset: bigint }[]> {
    const written = new Map<number, bigint>();
    for (const round of roundsOf(place(messages, await this.counts.of(topic))))
      for (const { partition, baseOffset } of await this.sendRound(topic, round)) {
        const count = round.filter(placed => placed.partition === partition).length;
        written.set(partition, BigInt(baseOffset ?? -1) + BigInt(count) - 1n);
      }
    return [...written].map(([partition, lastOffset]) => ({ partition, lastOffset }));
  }

  private async sendRound(topic: string, round: Placed[]): Promise<RecordMetadata[]> {
    try {
      const producer = await this.producer.get();
      return await producer.send({ topic, acks: -1, timeout: 10_000, messages: round.map(recordOf) });
    } catch (error) {
      this.counts.forget(topic);
      await this.producer.letGo();
      throw error;
    }
  }

  close(): Promise<void> {
    return this.producer.close();
  }
}

const recordOf = ({ partition, key, message }: Placed) => ({
  partition,
  key: bufferOf(key),
  value: bufferOf(message.value),
  headers: Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, bufferOf(value)])),
});

/** Requests with at most one run of messages for each partition, so that the order within a partition is kept. */
function roundsOf(placed: Placed[]): Placed[][] {
  const perPartition = grouped(placed, ({ partition }) => partition);
  const runs = [...perPartition.values()].map(partition => cut(partition, SEND_BYTES));
  const longest = Math.max(0, ...runs.map(({ length }) => length));
  return Array.from({ length: longest }, (_, nth) => runs.flatMap(run => run[nth] ?? []));
}
