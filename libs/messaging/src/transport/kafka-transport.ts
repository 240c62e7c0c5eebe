import { KafkaAdmin } from './kafka-admin.js';
import type { KafkaConnection } from './kafka-client.js';
import { KafkaConsumption } from './kafka-consumption.js';
import { lastRecord } from './kafka-last.js';
import { KafkaPublisher } from './kafka-publisher.js';
import type { Transport } from './transport.js';

export interface KafkaTransportOptions extends KafkaConnection {
  /** After so long without progress, although there are messages, a partition's consumer is replaced. Default 60,000. */
  watchdogMs?: number;
  /** Called when there is no progress with the new consumer either: the process should end. */
  onStuck?: () => void;
}

/** A transport on Kafka. Connects when it is first used. A call rejects when the cluster does not answer within seconds; a consumption waits for it. */
export function kafkaTransport(connection: KafkaTransportOptions): Transport {
  const { watchdogMs = 60_000, onStuck = () => undefined, log = () => undefined } = connection;
  const admin = new KafkaAdmin(connection);
  const publisher = new KafkaPublisher(connection, admin);
  const consumptions = new Set<KafkaConsumption>();
  const letGo = async (): Promise<void> => {
    await Promise.all([...consumptions].map(consumption => consumption.stop()));
    await publisher.close();
    await admin.close();
  };
  let closed: Promise<void> | undefined;

  return {
    publish: (topic, messages) => publisher.publish(topic, messages),
    identity: async () => `kafka:${await admin.clusterId()}`,
    bounds: topic => admin.bounds(topic),
    last: async (topic, partition) => lastRecord(connection, topic, await admin.boundsOf(topic, partition)),
    consume: options => {
      const consumption = new KafkaConsumption(connection, options, { admin, watchdogMs, onStuck, log });
      consumptions.add(consumption);
      // Forgotten when it has stopped: its handler may hold much memory.
      return Promise.resolve({ stop: () => consumption.stop().finally(() => consumptions.delete(consumption)) });
    },
    empty: topic => admin.empty(topic),
    ensureTopics: topics => admin.ensure(topics),
    misconfigured: topics => admin.misconfigured(topics),
    close: () => (closed ??= letGo()),
  };
}
