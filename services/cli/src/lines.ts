import type { Code } from '@ckm/http/codes';

/** In bytes; as in an import. */
const LONGEST = 1024 * 1024;
const NEWLINE = 0x0a;
/** Strict, and strips a byte order mark. */
export const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Why a line cannot be used. */
export class LineFault extends Error {
  constructor(
    readonly code: Code,
    readonly detail: string,
  ) {
    super(detail);
    this.name = 'LineFault';
  }
}

/**
 * Splits a stream at its line feeds. A line that is too long is not kept in memory, and yields a fault. What follows the last line feed is a
 * line unless it is empty.
 */
async function* splitLines(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array | LineFault> {
  let [pieces, length]: [Uint8Array[], number] = [[], 0];
  const keep = (piece: Uint8Array): void => {
    length += piece.length;
    if (length > LONGEST) pieces = [];
    else if (piece.length > 0) pieces.push(piece);
  };
  const take = (): Uint8Array | LineFault => {
    const line =
      length > LONGEST ? new LineFault('line-too-long', 'The line is longer than 1 MB.') : Buffer.concat(pieces);
    [pieces, length] = [[], 0];
    return line;
  };
  for await (const chunk of input) {
    let from = 0;
    for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
      keep(chunk.subarray(from, to));
      yield take();
      from = to + 1;
    }
    keep(chunk.subarray(from));
  }
  if (length > 0) yield take();
}

/** The text of each line of a stream, or why it cannot be used. */
export async function* textLines(input: AsyncIterable<Uint8Array>): AsyncGenerator<string | LineFault> {
  for await (const line of splitLines(input)) yield line instanceof LineFault ? line : decoded(line);
}

function decoded(line: Uint8Array): string | LineFault {
  try {
    return utf8.decode(line);
  } catch {
    return new LineFault('body-not-utf8', 'The line is not UTF-8.');
  }
}
