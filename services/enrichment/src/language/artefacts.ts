const ESCAPED_LETTER = /\\u([0-9a-f]{4})/gi;
// A path begins with a drive or goes on with another backslash: `C:\new\notes`, `\\nas\files`.
const ESCAPED_BREAK = /(?<!\b[a-z]:(?:\\[\w.$\\-]{0,60})?|\\)\\{1,2}n(?![\w.$-]{0,40}\\(?![\\n]))/gi;
const DOUBLED_QUOTE = /""/g;
const NOTHING = '\u200b';

/** Signs that are not seen: they break a line or join what is around them. */
export const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/**
 * What exports and forms left behind (`\u2019`, `\n`, `""` as they are spelt) becomes what was meant. The copy is as long as the text, filled up
 * with zero-width spaces: an offset into it is one into the text.
 */
export const withoutArtefacts = (text: string): string =>
  text
    .replace(ESCAPED_LETTER, (_, code: string) => String.fromCharCode(parseInt(code, 16)) + NOTHING.repeat(5))
    .replace(ESCAPED_BREAK, found => ' '.repeat(found.length - 1) + '\n')
    .replace(DOUBLED_QUOTE, `"${NOTHING}`);
