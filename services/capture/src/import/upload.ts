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

interface Limits {
  /** Of the whole body, in bytes. */
  largest: number;
  /** Of a chunk, in bytes. */
  size: number;
  /** A client that sends nothing for so long does not send any more. */
  patienceMs: number;
}

const LIMITS: Limits = { largest: STREAM_LIMIT, size: 256 * 1024, patienceMs: 60_000 };

/**
 * The body in pieces of a size that is good to store, at least one.
 * @throws Problem when it is too large, ends early, or does not go on
 */
export async function* chunksOf(body: Readable, given: Partial<Limits> = {}): AsyncGenerator<Buffer> {
  const limits = { ...LIMITS, ...given };
  let gathered: Buffer[] = [];
  let length = 0;
  let isFirst = true;
  for await (const piece of piecesOf(body, limits)) {
    gathered.push(piece);
    length += piece.length;
    if (length < limits.size) continue;
    yield Buffer.concat(gathered);
    [gathered, length, isFirst] = [[], 0, false];
  }
  if (length > 0 || isFirst) yield Buffer.concat(gathered);
}

async function* piecesOf(body: Readable, { largest, patienceMs }: Limits): AsyncGenerator<Buffer> {
  let total = 0;
  // Destroyed, the client would not hear why it is refused.
  const pieces = body.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>;
  for await (const piece of orInterrupted(eachInTime(pieces, patienceMs))) {
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

async function* eachInTime(pieces: AsyncIterableIterator<Buffer>, patienceMs: number): AsyncGenerator<Buffer> {
  try {
    for (;;) {
      const next = await inTime(pieces.next(), patienceMs);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Not waited for: it would end behind the piece that does not come.
    void pieces.return?.().catch(() => undefined);
  }
}

function inTime<T>(coming: Promise<T>, patienceMs: number): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing came for ${patienceMs} ms`)), patienceMs);
  });
  return Promise.race([coming, late]).finally(() => clearTimeout(timer));
}
