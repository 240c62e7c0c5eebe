import { MAX_DEPTH, deeperThan } from './depth.js';
import { MAX_STRUCTURAL_CHARACTERS, hasMoreStructuralCharacters } from './structural-characters.js';
import { Problem } from './problem.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const BYTE_ORDER_MARK = '\ufeff';

/**
 * The value of a JSON document, at most 64 levels deep and with at most 100,000 structural characters. Bytes that are not UTF-8 are refused,
 * not replaced; a byte order mark is skipped.
 * @throws Problem `body-too-large`, `body-not-utf8`, `body-not-json`, `body-too-deep`
 */
export function readJson(bytes: Uint8Array): unknown {
  if (hasMoreStructuralCharacters(MAX_STRUCTURAL_CHARACTERS, bytes))
    throw new Problem('body-too-large', 'It has more than 100,000 lists, objects and commas.');
  const text = readText(bytes);
  const json = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Problem('body-not-json');
  }
  if (deeperThan(MAX_DEPTH, value)) throw new Problem('body-too-deep');
  return value;
}

/** UTF-8 as text, with its byte order mark if there is one. @throws Problem `body-not-utf8` */
export function readText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Problem('body-not-utf8');
  }
}
