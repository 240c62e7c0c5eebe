import type { Kafka, KafkaMessage } from 'kafkajs';
import { kafkaClient, type KafkaConnection } from './kafka-client.js';
import { receivedFrom } from './kafka-records.js';
import type { PartitionBounds, Received } from './transport.js';

/** What is used of kafkajs's internal class `Cluster`. */
interface Cluster {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  addTargetTopic(topic: string): Promise<void>;
  findLeaderForPartitions(topic: string, partitions: number[]): Record<string, number[]>;
  findBroker(broker: { nodeId: string }): Promise<{ fetch(request: object): Promise<FetchResponse> }>;
}
interface FetchResponse {
  responses: { partitions: { messages: (KafkaMessage & { isControlRecord?: boolean })[] }[] }[];
}

const READ_COMMITTED = 1;
const FETCH_BYTES = 4_000_000;

/**
 * The last record of a partition, null when it is empty. It may belong to an aborted transaction; the topics this is used for have none.
 * kafkajs reads only as a member of a group, which takes seconds and needs a permission of its own. One record is fetched with its internal
 * class, which version 2.2.4 creates by a method under a symbol; the contract suite fails if that changes.
 */
export async function lastRecord(
  connection: KafkaConnection,
  topic: string,
  { partition, first, end }: PartitionBounds,
): Promise<Received | null> {
  const cluster = clusterOf(kafkaClient(connection));
  try {
    await cluster.connect();
    await cluster.addTargetTopic(topic);
    const [nodeId] = Object.keys(cluster.findLeaderForPartitions(topic, [partition]));
    const broker = await cluster.findBroker({ nodeId: nodeId! });
    // The last offsets may be markers of transactions: then it looks further back.
    for (let back = 1n, from = end; from > first; back *= 16n) {
      from = end - back > first ? end - back : first;
      const partitions = [{ partition, fetchOffset: String(from), maxBytes: FETCH_BYTES }];
      const request = { maxWaitTime: 1_000, minBytes: 1, maxBytes: FETCH_BYTES, isolationLevel: READ_COMMITTED };
      const { responses } = await broker.fetch({ ...request, topics: [{ topic, partitions }] });
      const records = responses.flatMap(response => response.partitions.flatMap(({ messages }) => messages));
      const last = records.filter(record => !record.isControlRecord && BigInt(record.offset) >= from).at(-1);
      if (last) return receivedFrom(last);
    }
    return null;
  } finally {
    await cluster.disconnect().catch(() => undefined);
  }
}

function clusterOf(kafka: Kafka): Cluster {
  const inner = Object.getOwnPropertySymbols(kafka).find(({ description }) => description?.endsWith(':createCluster'));
  const create = inner && (kafka as unknown as Record<symbol, (options: object) => Cluster>)[inner];
  if (!create) throw new Error('this version of kafkajs cannot read one record');
  return create({ allowAutoTopicCreation: false, isolationLevel: READ_COMMITTED, metadataMaxAge: 300_000 });
}
