/** How many `[`, `{` and `,` (RFC 8259, section 2) a document may have; a batch of 100 events needs 2,000. */
export const MAX_STRUCTURAL_CHARACTERS = 100_000;

const QUOTE = '"'.charCodeAt(0);
const BACKSLASH = '\\'.charCodeAt(0);
/** By byte. */
const IS_MARK = Array.from({ length: 256 }, (_, byte) => '[{,'.includes(String.fromCharCode(byte)));

/** Whether JSON has more of them outside of its strings. Checked before it is parsed: the objects and lists take many times their bytes. */
export function hasMoreStructuralCharacters(most: number, bytes: Uint8Array): boolean {
  let marks = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    if (byte === QUOTE) at = endOfText(bytes, at);
    else if (IS_MARK[byte] && ++marks > most) return true;
  }
  return false;
}

/** Index of the quotation mark that ends the string which begins at `begin`; the length when it never ends. */
function endOfText(bytes: Uint8Array, begin: number): number {
  let at = begin + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}
