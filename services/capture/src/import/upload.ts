import type { Readable } from 'node:stream';
import type { CustomerEventType } from '@ckm/contracts';
import { Problem, STREAM_LIMIT } from '@ckm/http';

/** A file as a client sends it. */
export interface Upload {
  mediaType: string;
  source: string;
  type: CustomerEventType;
  chunks: AsyncIterable<Buffer>;
}

const CHUNK = 256 * 1024;

/**
 * The body in pieces of a size that is good to store, at least one.
 * @throws Problem when it is too large, or ends early
 */
export async function* chunksOf(body: Readable, { largest = STREAM_LIMIT, size = CHUNK } = {}): AsyncGenerator<Buffer> {
  let gathered: Buffer[] = [];
  let length = 0;
  let isFirst = true;
  for await (const piece of piecesOf(body, largest)) {
    gathered.push(piece);
    length += piece.length;
    if (length < size) continue;
    yield Buffer.concat(gathered);
    [gathered, length, isFirst] = [[], 0, false];
  }
  if (length > 0 || isFirst) yield Buffer.concat(gathered);
}

async function* piecesOf(body: Readable, largest: number): AsyncGenerator<Buffer> {
  let total = 0;
  // Destroyed, the client would not hear why it is refused.
  const pieces = body.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>;
  for await (const piece of orInterrupted(pieces)) {
    total += piece.length;
    if (total > largest) throw new Problem('import-too-large');
    yield piece;
  }
}

async function* orInterrupted(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* pieces;
  } catch {
    // Whatever broke: the client is gone, and sends again.
    throw new Problem('import-interrupted');
  }
}
