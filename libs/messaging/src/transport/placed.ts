import { partitionOf } from './partition.js';
import type { Message } from './transport.js';

/** A message with its partition. */
export interface Placed {
  partition: number;
  key: Uint8Array;
  message: Message;
}

export const place = (messages: Message[], count: number): Placed[] =>
  messages.map(message => {
    if (message.key === null) throw new Error('a message without a key cannot be published: its order would be lost');
    return { partition: partitionOf(message.key, count), key: message.key, message };
  });

/** The same bytes, not a copy. */
export const bufferOf = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Runs of at most `bytes` and 1,000 messages, in order; a message that is larger is a run of its own. */
export function cut(placed: Placed[], bytes: number): Placed[][] {
  const runs: Placed[][] = [];
  let size = Infinity;
  for (const one of placed) {
    const run = runs.at(-1);
    size += sizeOf(one);
    if (run && size <= bytes && run.length < MAX_MESSAGES) run.push(one);
    else {
      runs.push([one]);
      size = sizeOf(one);
    }
  }
  return runs;
}

const MAX_MESSAGES = 1_000;
/** Overhead of a record in bytes, rather too high. */
const FRAME = 64;

/** Bytes of a message with its headers and overhead; an upper estimate. */
export const sizeOf = ({ key, message }: Pick<Placed, 'key' | 'message'>): number =>
  Object.entries(message.headers).reduce(
    (sum, [name, value]) => sum + 3 * name.length + value.length + 8,
    FRAME + key.length + message.value.length,
  );
