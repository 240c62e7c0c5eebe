import type { EventStore } from '@ckm/event-store';
import { OWN_LOG } from './slice.js';
import type { Transport } from './transport/transport.js';

/** `topic/partition` → one past the last offset. */
export type EndOffsets = Map<string, number>;

/** Of every partition of these topics, the service's own log included, whose offsets begin at 0. @throws TopicMissing */
export async function endOffsetsOf(
  topics: string[],
  { transport, store }: { transport: Pick<Transport, 'bounds'>; store: Pick<EventStore, 'head'> },
): Promise<EndOffsets> {
  const ends: EndOffsets = new Map();
  for (const topic of new Set(topics)) {
    if (topic === OWN_LOG) ends.set(`${OWN_LOG}/0`, Number(await store.head()));
    else for (const { partition, end } of await transport.bounds(topic)) ends.set(`${topic}/${partition}`, Number(end));
  }
  return ends;
}
