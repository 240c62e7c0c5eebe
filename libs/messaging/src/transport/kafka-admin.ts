import type { Admin } from 'kafkajs';
import { kafkaClient, type KafkaConnection } from './kafka-client.js';
import { LazyClient } from './kafka-lazy-client.js';
import { misconfiguredIn } from './kafka-settings.js';
import { TopicMismatch, TopicMissing, type PartitionBounds, type TopicSpec } from './transport.js';

const LARGEST_MESSAGE = 2 * 1024 * 1024;
/** The cluster's `default.replication.factor`. */
const CLUSTER_DEFAULT = -1;

/** Asks the cluster one thing at a time: kafkajs replaces its single copy of the metadata with every request. */
export class KafkaAdmin {
  private readonly admin: LazyClient<Admin>;

  private mayDescribe = true;

  constructor(private readonly connection: KafkaConnection) {
    this.admin = new LazyClient(() => kafkaClient(connection).admin());
  }

  async clusterId(): Promise<string> {
    return (await this.ask(admin => admin.describeCluster())).clusterId;
  }

  /** The number of partitions of each of these topics that exists. */
  partitions(topics: string[]): Promise<Map<string, number>> {
    return this.ask(admin => partitions(admin, topics));
  }

  bounds(topic: string): Promise<PartitionBounds[]> {
    return this.ask(async admin => {
      if (!(await partitions(admin, [topic])).has(topic)) throw new TopicMissing(topic);
      const found = await admin.fetchTopicOffsets(topic);
      return found
        .map(({ partition, low, high }) => ({ partition, first: BigInt(low), end: BigInt(high) }))
        .sort((a, b) => a.partition - b.partition);
    });
  }

  async boundsOf(topic: string, partition: number): Promise<PartitionBounds> {
    const found = (await this.bounds(topic)).find(one => one.partition === partition);
    if (!found) throw new TopicMissing(`${topic}/${partition}`);
    return found;
  }

  /** Deletes all records; the topic stays, and its offsets go on. */
  async empty(topic: string): Promise<void> {
    const filled = (await this.bounds(topic)).filter(({ first, end }) => end > first);
    const partitions = filled.map(({ partition, end }) => ({ partition, offset: String(end) }));
    if (partitions.length > 0) await this.ask(admin => admin.deleteTopicRecords({ topic, partitions }));
  }

  ensure(topics: TopicSpec[]): Promise<void> {
    const names = topics.map(({ name }) => name);
    return this.ask(async admin => {
      const there = await partitions(admin, names);
      const missing = topics.filter(({ name }) => !there.has(name));
      if (missing.length > 0) await admin.createTopics({ topics: missing.map(creationOf) });
      const found = await partitions(admin, names);
      for (const { name, partitions: declared } of topics) {
        const count = found.get(name);
        if (count === undefined) throw new TopicMissing(name);
        if (count !== declared) throw new TopicMismatch(name, declared, count);
      }
    });
  }

  /** As `Transport.misconfigured`. */
  misconfigured(topics: TopicSpec[]): Promise<string[]> {
    return this.ask(async admin => {
      if (!this.mayDescribe) return [];
      const names = topics.map(({ name }) => name);
      const there = await partitions(admin, names);
      try {
        return await misconfiguredIn(
          admin,
          topics.filter(({ name }) => there.has(name)),
        );
      } catch (error) {
        if (!/AUTHORIZATION_FAILED$/.test((error as { type?: string }).type ?? '')) throw error;
        this.mayDescribe = false;
        this.connection.log?.('the cluster does not let us see how topics are set', error);
        return [];
      }
    });
  }

  private ask<T>(question: (admin: Admin) => Promise<T>): Promise<T> {
    return this.admin.inTurn(() => this.answer(question));
  }

  /** A request that fails on an old connection (the broker was restarted, a topic created anew) is tried once more on a new one. */
  private async answer<T>(question: (admin: Admin) => Promise<T>): Promise<T> {
    const isOld = this.admin.isThere;
    try {
      return await question(await this.admin.get());
    } catch (error) {
      if (isOurs(error)) throw error;
      await this.admin.letGo();
      if (!isOld) throw error;
      return await this.answer(question);
    }
  }

  close(): Promise<void> {
    return this.admin.close();
  }
}

function creationOf({ name, partitions, retentionMs = -1 }: TopicSpec) {
  const configEntries = [
    { name: 'retention.ms', value: String(retentionMs) },
    { name: 'max.message.bytes', value: String(LARGEST_MESSAGE) },
    // The time at which a message was sent is the broker's, whatever the producers' clocks show.
    { name: 'message.timestamp.type', value: 'LogAppendTime' },
  ];
  return { topic: name, numPartitions: partitions, replicationFactor: CLUSTER_DEFAULT, configEntries };
}

const isOurs = (error: unknown) => error instanceof TopicMissing || error instanceof TopicMismatch;

/** Topic by topic: for several, one error is the answer when one of them is missing. */
async function partitions(admin: Admin, names: string[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const name of names) {
    try {
      const { topics } = await admin.fetchTopicMetadata({ topics: [name] });
      counts.set(name, topics[0]!.partitions.length);
    } catch (error) {
      if ((error as { type?: string }).type !== 'UNKNOWN_TOPIC_OR_PARTITION') throw error;
    }
  }
  return counts;
}
