import type { Readable } from 'node:stream';
import type { CustomerEventType } from '@ckm/contracts';
import { Problem, STREAM_LIMIT } from '@ckm/http';

/** A file that a client is sending. */
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
  /** A client that sends nothing for so long is taken for gone. */
  idleTimeoutMs: number;
}

const LIMITS: Limits = { largest: STREAM_LIMIT, size: 256 * 1024, idleTimeoutMs: 60_000 };

/**
 * The body in chunks of a size that suits the database, at least one.
 * @throws Problem when it is too large, breaks off, or pauses for too long
 */
export async function* chunksOf(body: Readable, given: Partial<Limits> = {}): AsyncGenerator<Buffer> {
  const limits = { ...LIMITS, ...given };
  let gathered: Buffer[] = [];
  let length = 0;
  let isFirst = true;
  for await (const piece of receivedPieces(body, limits)) {
    gathered.push(piece);
    length += piece.length;
    if (length < limits.size) continue;
    yield Buffer.concat(gathered);
    [gathered, length, isFirst] = [[], 0, false];
  }
  if (length > 0 || isFirst) yield Buffer.concat(gathered);
}

async function* receivedPieces(body: Readable, { largest, idleTimeoutMs }: Limits): AsyncGenerator<Buffer> {
  let total = 0;
  // If the stream were destroyed, the client would not hear why its file is refused.
  const pieces = body.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>;
  for await (const piece of orInterrupted(withIdleTimeout(pieces, idleTimeoutMs))) {
    total += piece.length;
    if (total > largest) throw new Problem('import-too-large');
    yield piece;
  }
}

async function* orInterrupted(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* pieces;
  } catch {
    // Whatever the error: the client is gone, and will send the file again.
    throw new Problem('import-interrupted');
  }
}

async function* withIdleTimeout(pieces: AsyncIterableIterator<Buffer>, idleTimeoutMs: number): AsyncGenerator<Buffer> {
  try {
    for (;;) {
      const next = await withTimeout(pieces.next(), idleTimeoutMs);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Not awaited: it would only resolve after the piece that does not come.
    void pieces.return?.().catch(() => undefined);
  }
}

function withTimeout<T>(coming: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing came for ${timeoutMs} ms`)), timeoutMs);
  });
  return Promise.race([coming, late]).finally(() => clearTimeout(timer));
}
