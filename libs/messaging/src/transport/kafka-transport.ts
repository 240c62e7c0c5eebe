import { KafkaAdmin } from './kafka-admin.js';
import type { KafkaConnection } from './kafka-client.js';
import { KafkaConsumption } from './kafka-consumption.js';
import { KafkaPublisher } from './kafka-publisher.js';
import { lastRecord } from './kafka-last.js';
import {
  TopicMissing,
  type ConsumeOptions,
  type Consumption,
  type Message,
  type PartitionBounds,
  type Received,
  type TopicSpec,
  type Transport,
} from './transport.js';

export interface KafkaTransportOptions extends KafkaConnection {
  /** Of topics that are created. Default: the broker's. */
  replicationFactor?: number;
  /** A partition with messages to deliver and no progress for so long has its consumer replaced. Default 60 s. */
  watchdogMs?: number;
  /** Called when it makes no progress with the new consumer either: the process had better end. */
  onStuck?: () => void;
}

/** Connects when it is first used. A call fails when the cluster does not answer within seconds; a consumption waits for it. */
export const kafkaTransport = (options: KafkaTransportOptions): Transport => new KafkaTransport(options);

class KafkaTransport implements Transport {
  private readonly admin: KafkaAdmin;
  private readonly publisher: KafkaPublisher;
  private readonly consumptions = new Set<KafkaConsumption>();
  private closed: Promise<void> | undefined;

  constructor(private readonly options: KafkaTransportOptions) {
    this.admin = new KafkaAdmin(options, options.replicationFactor ?? -1);
    this.publisher = new KafkaPublisher(options, this.admin);
  }

  publish(topic: string, messages: Message[]): Promise<{ partition: number; lastOffset: bigint }[]> {
    return this.publisher.publish(topic, messages);
  }

  async identity(): Promise<string> {
    return `kafka:${await this.admin.clusterId()}`;
  }

  bounds(topic: string): Promise<PartitionBounds[]> {
    return this.admin.bounds(topic);
  }

  async last(topic: string, partition: number): Promise<Received | null> {
    const bounds = (await this.admin.bounds(topic)).find(one => one.partition === partition);
    if (!bounds) throw new TopicMissing(`${topic}/${partition}`);
    return lastRecord(this.options, topic, bounds);
  }

  consume(options: ConsumeOptions): Promise<Consumption> {
    const { watchdogMs = 60_000, onStuck = () => undefined, log = () => undefined } = this.options;
    const watch = { bounds: (topic: string) => this.admin.bounds(topic), watchdogMs, onStuck, log };
    const consumption = new KafkaConsumption(this.options, options, watch);
    this.consumptions.add(consumption);
    return Promise.resolve(consumption);
  }

  empty(topic: string): Promise<void> {
    return this.admin.empty(topic);
  }

  ensureTopics(topics: TopicSpec[]): Promise<void> {
    return this.admin.ensure(topics);
  }

  close(): Promise<void> {
    return (this.closed ??= this.letGo());
  }

  private async letGo(): Promise<void> {
    await Promise.all([...this.consumptions].map(consumption => consumption.stop()));
    await this.publisher.close();
    await this.admin.close();
  }
}
