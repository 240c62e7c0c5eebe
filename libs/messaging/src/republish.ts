import { contractOf, eventsOn, PARTITIONS } from '@ckm/contracts';
import type { EventStore } from '@ckm/event-store';
import type { Pool } from 'pg';
import { partitionOf } from './transport/partition.js';
import { keyOf } from './wire.js';

const BATCH = 1_000;

/**
 * Sets the lanes of these topics back, so that their events from a position on are published once more, behind what is on the topics.
 * Consumers drop what they have applied, and apply what they lack. A lane that has not got so far is left alone.
 * @param from position of the first event to be published again; the first event's is 1
 */
export async function republish(
  pool: Pool,
  store: Pick<EventStore, 'readLog'>,
  { topics, from }: { topics: string[]; from: bigint },
): Promise<void> {
  const lasts = await lastSequencesBefore(store, topics, from);
  // A relay that is publishing at this moment loses its lease by the new generation, and claims the lane as it is then.
  for (const topic of topics)
    await pool.query(
      `UPDATE lane SET position = $2, last_sequences = $3, generation = generation + 1 WHERE topic = $1 AND position >= $2`,
      [topic, from - 1n, Array.from(lasts.get(topic)!, sequence => sequence ?? 0n)],
    );
}

/** Per partition the sequence that its first message names as the one before it: a consumer that lacks that one must find a gap. */
async function lastSequencesBefore(
  store: Pick<EventStore, 'readLog'>,
  topics: string[],
  from: bigint,
): Promise<Map<string, (bigint | undefined)[]>> {
  const lasts = new Map(topics.map((topic): [string, (bigint | undefined)[]] => [topic, []]));
  const types = topics.flatMap(eventsOn);
  for (let after = 0n; after < from - 1n;) {
    const events = await store.readLog(after, BATCH, types);
    if (events.length === 0) break;
    for (const event of events.filter(({ position, type }) => position < from && types.includes(type)))
      lasts.get(contractOf(event.type).topic)![partitionOf(keyOf(event), PARTITIONS)] = event.position;
    after = events.at(-1)!.position;
  }
  return lasts;
}
