import { PARTITIONS } from '@ckm/contracts';
import type { StoredEvent } from '@ckm/event-store';
import type { Lane } from './lane.js';
import { partitionOf } from './transport/partition.js';
import { sizeOf } from './transport/placed.js';
import type { Message } from './transport/transport.js';
import { keyOf, toMessage } from './wire.js';

/** About what one request takes. When it fails, all of it is sent again. */
const MAX_BYTES = 4_000_000;

interface LaneBatch extends Pick<Lane, 'lastSequences' | 'ends'> {
  messages: Message[];
}

/**
 * The messages of the first events, at least one, at most `most` and about 4 MB, each naming the sequence before it in its partition; and the
 * lane's last sequences and end offsets once they are published.
 */
export function nextBatch(
  lane: Lane,
  events: StoredEvent[],
  { epoch, most }: { epoch: string; most: number },
): LaneBatch {
  const lastSequences = [...lane.lastSequences];
  const ends = [...lane.ends];
  const messages: Message[] = [];
  let bytes = 0;
  for (const event of events.slice(0, most)) {
    const key = keyOf(event);
    const partition = partitionOf(key, PARTITIONS);
    const message = toMessage(event, { epoch, previous: lastSequences[partition] ?? 0n });
    bytes += sizeOf({ key, message });
    if (messages.length > 0 && bytes > MAX_BYTES) break;
    messages.push(message);
    lastSequences[partition] = event.position;
    ends[partition] = (ends[partition] ?? 0n) + 1n;
  }
  return { messages, lastSequences: filled(lastSequences), ends: filled(ends) };
}

const filled = (list: (bigint | undefined)[]): bigint[] => Array.from(list, value => value ?? 0n);
