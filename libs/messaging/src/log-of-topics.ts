import { type ServiceName, topicsOf } from '@ckm/contracts';
import type { EventStore } from '@ckm/event-store';
import type { Received, Transport } from './transport/transport.js';
import { placeIn } from './wire.js';

interface LogAndTopics {
  store: EventStore;
  transport: Transport;
}

/**
 * Where the topics of a service end with an event that its log does not hold: an older dump of it was restored, or the topics are another
 * log's. What it published now would be taken for repeats of what is lost. By the event, not by the position: the log may have grown since.
 * @returns `ckm.capture.customer.v1/3`; null when every partition ends with an event of the log
 */
export async function strangeTo(service: ServiceName, parts: LogAndTopics): Promise<string | null> {
  for (const topic of topicsOf(service)) {
    const strange = await strangeIn(topic, parts);
    if (strange !== null) return strange;
  }
  return null;
}

/** The same of one topic. */
export async function strangeIn(topic: string, { store, transport }: LogAndTopics): Promise<string | null> {
  for (const { partition, first, end } of await transport.bounds(topic)) {
    const last = end > first ? await transport.last(topic, partition) : null;
    if (last !== null && !(await isIn(store, last))) return `${topic}/${partition}`;
  }
  return null;
}

async function isIn(store: EventStore, last: Received): Promise<boolean> {
  const place = placeIn(last);
  // What is none of ours says nothing about any log.
  if (place === null) return true;
  if (place.epoch !== (await store.epoch())) return false;
  const [event] = await store.readLog(place.sequence - 1n, 1);
  return event !== undefined && event.id === Buffer.from(last.headers.ce_id ?? []).toString();
}
