const ESCAPED_LETTER = /\\u([0-9a-f]{4})/gi;
// A path begins with a drive or goes on with another backslash: `C:\new\notes`, `\\nas\files`.
const ESCAPED_BREAK = /(?<!\b[a-z]:(?:\\[\w.$\\-]{0,60})?|\\)\\{1,2}n(?![\w.$-]{0,40}\\(?![\\n]))/gi;
const DOUBLED_QUOTE = /""/g;
const PADDING = '\u200b';
const TAG =
  /<(?:\/?(?:a|b|big|center|code|div|em|font|h[1-6]|head|hr|html|body|i|img|li|ol|p|pre|small|span|strong|sub|sup|table|tbody|td|th|title|tr|u|ul|blockquote|br)(?:\s[^<>]{0,300})?\/?|!--[^<>]{0,300}--|!doctype [^<>]{0,100})>/gi;
/** Tags around which no sentence goes on. */
const BLOCK = /^<\/?(?:br|p|div|li|[uo]l|h[1-6r]|html|head|body|title|t(?:able|body|[rdh])|blockquote|pre)\b/i;
const ENTITY = /&(?:(nbsp|amp|lt|gt|quot|apos)|#(?:x([\da-f]{2,5})|(\d{2,6})));/gi;
const NAMED: Record<string, string> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** Its words are those of whoever named the page. */
const LINK =
  /(?:https?:\/\/|www\.)[^\s<>"\u3000-\u303f\uff00-\uffef]{0,2000}[\p{L}\p{N}/=]|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/giu;

/** Characters that are not seen: they allow a line break, or join what is around them. */
export const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/**
 * The text with artefacts of exports and forms (`\u2019`, `\n`, `""` spelt out, markup) replaced by what they stand for, without links, and padded
 * with spaces that are not read to the same length: an offset into it is one into the text.
 */
export const withoutArtefacts = (text: string): string =>
  withoutLinks(withoutMarkup(text))
    .replace(ESCAPED_LETTER, (_, code: string) => String.fromCharCode(parseInt(code, 16)) + PADDING.repeat(5))
    .replace(ESCAPED_BREAK, found => ' '.repeat(found.length - 1) + '\n')
    .replace(DOUBLED_QUOTE, `"${PADDING}`);

const withoutMarkup = (text: string): string =>
  /[<&]/.test(text)
    ? text
        .replace(TAG, tag => (BLOCK.test(tag) ? blank(tag.length - 1) + '\n' : blank(tag.length)))
        .replace(ENTITY, (entity, name?: string, hex?: string, decimal?: string) => {
          const letter = name
            ? NAMED[name.toLowerCase()]!
            : String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal));
          return letter + PADDING.repeat(entity.length - letter.length);
        })
    : text;

const withoutLinks = (text: string): string =>
  /@|:\/\/|www\./i.test(text) ? text.replace(LINK, link => blank(link.length)) : text;

const blank = (length: number): string => ' '.repeat(length);
