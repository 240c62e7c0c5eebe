import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { Problem } from './problem.js';

/** The largest batch of words has 8 MB, or 12 MB where every letter is escaped. */
const MOST_BYTES = 16 * 1024 * 1024;
/** No text is so much smaller compressed: more is a bomb. */
const MOST_TIMES = 100;

const INFLATE = new Map([
  ['gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

/** A body as it was before its client compressed it. @throws Problem `body-too-large` before more than that was inflated */
export async function inflated(body: Buffer, encoding: string): Promise<Buffer> {
  const read = INFLATE.get(encoding.toLowerCase());
  if (!read) throw new Problem('media-type-unknown', 'Content-Encoding may be gzip, deflate or br.');
  try {
    return await read(body, { maxOutputLength: Math.min(MOST_BYTES, MOST_TIMES * Math.max(body.length, 1)) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw new Problem('body-not-inflatable');
    throw new Problem('body-too-large', 'Inflated, the body is larger than 16 MB, or than 100 times what was sent.');
  }
}
