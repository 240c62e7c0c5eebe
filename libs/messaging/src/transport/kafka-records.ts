import type { Batch, IHeaders, KafkaMessage } from 'kafkajs';
import type { Delivery } from './track.js';
import type { Received } from './transport.js';

const nothing = Buffer.alloc(0);

/** A record without a value (a tombstone) gets an empty one; of several headers of one name the last counts. */
export const receivedFrom = ({ offset, timestamp, key, headers, value }: KafkaMessage): Received => ({
  offset: BigInt(offset),
  timestamp: Number(timestamp),
  key,
  headers: headersFrom(headers ?? {}),
  value: value ?? nothing,
});

const headersFrom = (headers: IHeaders): Record<string, Uint8Array> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const last = Array.isArray(value) ? value.at(-1) : value;
      return [name, typeof last === 'string' ? Buffer.from(last) : (last ?? nothing)];
    }),
  );

/** A fetched batch in parts of at most `size` messages. Transaction markers and compacted records leave gaps in the offsets. */
export function* deliveriesOf(batch: Batch, position: bigint, size: number): Iterable<Delivery> {
  const end = BigInt(batch.highWatermark);
  for (let at = 0, from = position; at < batch.messages.length; at += size) {
    const messages = batch.messages.slice(at, at + size).map(receivedFrom);
    const isLast = at + size >= batch.messages.length;
    const next = (isLast ? BigInt(batch.lastOffset()) : messages.at(-1)!.offset) + 1n;
    yield { from, next, end, messages };
    from = next;
  }
}
