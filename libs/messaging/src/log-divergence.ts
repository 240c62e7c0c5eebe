import { type ServiceName, topicsOf } from '@ckm/contracts';
import type { EventStore } from '@ckm/event-store';
import type { Received, Transport } from './transport/transport.js';
import { placeIn } from './wire.js';

interface LogAndTopics {
  store: EventStore;
  transport: Transport;
}

/**
 * The first partition of a service's topics that ends with an event which its log does not hold: an older dump of the log was restored, or
 * the topics are another log's. What the service published now would be dropped as a repeat of what is lost. The events are compared, not
 * the positions: the log may have grown since.
 * @returns `ckm.capture.customer.v1/3`; null when every partition ends with an event of the log
 * @throws TopicMissing, or what the transport and the database throw
 */
export async function divergentPartition(service: ServiceName, parts: LogAndTopics): Promise<string | null> {
  for (const topic of topicsOf(service)) {
    const divergent = await divergentPartitionIn(topic, parts);
    if (divergent !== null) return divergent;
  }
  return null;
}

/** The same for one topic. */
export async function divergentPartitionIn(topic: string, { store, transport }: LogAndTopics): Promise<string | null> {
  for (const { partition, first, end } of await transport.bounds(topic)) {
    const last = end > first ? await transport.last(topic, partition) : null;
    if (last !== null && !(await isIn(store, last))) return `${topic}/${partition}`;
  }
  return null;
}

async function isIn(store: EventStore, last: Received): Promise<boolean> {
  const place = placeIn(last);
  // A message that no service of ours published says nothing about the log.
  if (place === null) return true;
  if (place.epoch !== (await store.epoch())) return false;
  const [event] = await store.readLog(place.sequence - 1n, 1);
  return event !== undefined && event.id === Buffer.from(last.headers.ce_id ?? []).toString();
}
