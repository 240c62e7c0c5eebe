/** So many lists, objects and commas a document may have; a batch of 100 events needs 2,000. */
export const MOST_MARKS = 100_000;

const QUOTE = '"'.charCodeAt(0);
const BACKSLASH = '\\'.charCodeAt(0);
/** By byte. */
const IS_MARK = Array.from({ length: 256 }, (_, byte) => '[{,'.includes(String.fromCharCode(byte)));

/** Whether JSON has more of them outside of its texts, told before it is parsed: what they make takes many times their bytes. */
export function moreMarksThan(most: number, bytes: Uint8Array): boolean {
  let marks = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    if (byte === QUOTE) at = endOfText(bytes, at);
    else if (IS_MARK[byte] && ++marks > most) return true;
  }
  return false;
}

/** Where the text ends that begins here, or else all of it. */
function endOfText(bytes: Uint8Array, begin: number): number {
  let at = begin + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}
