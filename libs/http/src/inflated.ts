import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { Problem } from './problem.js';

/** The largest batch of texts has 8 MB, or 12 MB if every letter is escaped. */
const MAX_BYTES = 16 * 1024 * 1024;
/** No text compresses so well: a higher ratio is a decompression bomb. */
const MAX_RATIO = 100;

const INFLATE = new Map([
  ['gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

/**
 * A body decompressed.
 * @param encoding `Content-Encoding`: gzip, deflate or br
 * @throws Problem `media-type-unknown`, `body-not-inflatable`; `body-too-large` as soon as 16 MB or 100 times the body's size are exceeded
 */
export async function inflated(body: Buffer, encoding: string): Promise<Buffer> {
  const read = INFLATE.get(encoding.toLowerCase());
  if (!read) throw new Problem('media-type-unknown', 'Content-Encoding may be gzip, deflate or br.');
  try {
    return await read(body, { maxOutputLength: Math.min(MAX_BYTES, MAX_RATIO * Math.max(body.length, 1)) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw new Problem('body-not-inflatable');
    throw new Problem('body-too-large', 'Inflated, the body is larger than 16 MB, or than 100 times what was sent.');
  }
}
