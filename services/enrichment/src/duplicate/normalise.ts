import { INVISIBLE } from '../language/artefacts.js';
import { foldUmlauts } from '../language/plain-text.js';
import { ENDINGS, OPENINGS } from '../language/pleasantries.js';

const MAX_ROUNDS = 4;
const LINK = /(?:https?:\/\/|www\.)[^\s\u3000-\u303f\uff00-\uffef]{1,2000}/gu;
const LETTER = /[\p{L}\p{N}]/u;
/** Where a closing is looked for; longer than any, with a name. */
const TAIL_LENGTH = 160;

/**
 * A text without what does not matter to its meaning: NFKC, lower case, ß as ss and umlauts as two letters, without links, greeting, closing and
 * punctuation, with one space between words and none between Han characters. A text that consists of nothing else keeps its punctuation.
 */
export function normalised(text: string): string {
  const plain = foldUmlauts(text.normalize('NFKC').toLowerCase()).replace(INVISIBLE, '');
  const words = wordsOnly(withoutPleasantries(plain.replace(LINK, ' ')));
  return words || wordsOnly(plain) || plain.replace(/\s+/g, ' ').trim();
}

function withoutPleasantries(text: string): string {
  let left = trimmed(text.replace(/[^\S\n]+/g, ' '));
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const before = left;
    for (const opening of OPENINGS) left = trimmed(left.replace(opening, ''));
    for (const ending of ENDINGS)
      left = trimmed(left.slice(0, -TAIL_LENGTH) + left.slice(-TAIL_LENGTH).replace(ending, ''));
    if (left === before) break;
  }
  return left;
}

/** Without punctuation at either end. */
function trimmed(text: string): string {
  const from = text.search(LETTER);
  let to = text.length;
  while (to > from && !LETTER.test(text.slice(to - (isLowSurrogate(text, to - 1) ? 2 : 1), to))) to--;
  return from < 0 ? '' : text.slice(from, to);
}

const isLowSurrogate = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00;

const wordsOnly = (text: string): string =>
  text
    .replace(/['’‘ʼ´`]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .replace(/(?<=\p{sc=Han}) (?=\p{sc=Han})/gu, '')
    .trim();
