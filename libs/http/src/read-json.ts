import { DEEPEST, deeperThan } from './depth.js';
import { MOST_MARKS, moreMarksThan } from './many.js';
import { Problem } from './problem.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const BYTE_ORDER_MARK = '\ufeff';

/** JSON from bytes, without ever changing a character: bytes that are not UTF-8 are refused, not replaced. */
export function readJson(bytes: Uint8Array): unknown {
  if (moreMarksThan(MOST_MARKS, bytes))
    throw new Problem('body-too-large', 'It has more than 100,000 lists, objects and commas.');
  const text = readText(bytes);
  const json = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Problem('body-not-json');
  }
  if (deeperThan(DEEPEST, value)) throw new Problem('body-too-deep');
  return value;
}

/** Every character of it, a byte order mark included. @throws Problem `body-not-utf8` */
export function readText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Problem('body-not-utf8');
  }
}
