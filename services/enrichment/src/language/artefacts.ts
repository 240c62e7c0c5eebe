const ESCAPED_LETTER = /\\u([0-9a-f]{4})/gi;
// A path begins with a drive or goes on with another backslash: `C:\new\notes`, `\\nas\files`.
const ESCAPED_BREAK = /(?<!\b[a-z]:(?:\\[\w.$\\-]{0,60})?|\\)\\{1,2}n(?![\w.$-]{0,40}\\(?![\\n]))/gi;
const DOUBLED_QUOTE = /""/g;
const PADDING = '\u200b';

/** Characters that are not seen: they allow a line break, or join what is around them. */
export const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/**
 * The text with artefacts of exports and forms (`\u2019`, `\n`, `""` spelt out) replaced by what they stand for, and padded with zero-width spaces
 * to the same length: an offset into it is one into the text.
 */
export const withoutArtefacts = (text: string): string =>
  text
    .replace(ESCAPED_LETTER, (_, code: string) => String.fromCharCode(parseInt(code, 16)) + PADDING.repeat(5))
    .replace(ESCAPED_BREAK, found => ' '.repeat(found.length - 1) + '\n')
    .replace(DOUBLED_QUOTE, `"${PADDING}`);
