import { INVISIBLE } from '../language/artefacts.js';
import { foldUmlauts } from '../language/plain-text.js';
import { ENDINGS, OPENINGS } from './pleasantries.js';

const MOST_PLEASANTRIES = 4;
const LINK = /(?:https?:\/\/|www\.)[^\s\u3000-\u303f\uff00-\uffef]{1,2000}/gu;
const LETTER = /[\p{L}\p{N}]/u;
// Longer than a closing with a name.
const TAIL = 160;

/**
 * What is left of a text when it does not matter how it was written down: NFKC, lower case, ß as ss and umlauts as two letters, no links, no
 * greeting and no closing, no signs, words with one space between and Han characters with none. A text of nothing else keeps its signs.
 */
export function normalised(text: string): string {
  const plain = foldUmlauts(text.normalize('NFKC').toLowerCase()).replace(INVISIBLE, '');
  const words = wordsOnly(withoutPleasantries(plain.replace(LINK, ' ')));
  return words || wordsOnly(plain) || plain.replace(/\s+/g, ' ').trim();
}

function withoutPleasantries(text: string): string {
  let left = trimmed(text.replace(/[^\S\n]+/g, ' '));
  for (let round = 0; round < MOST_PLEASANTRIES; round++) {
    const before = left;
    for (const opening of OPENINGS) left = trimmed(left.replace(opening, ''));
    for (const ending of ENDINGS) left = trimmed(left.slice(0, -TAIL) + left.slice(-TAIL).replace(ending, ''));
    if (left === before) break;
  }
  return left;
}

/** Without the signs around it. */
function trimmed(text: string): string {
  const from = text.search(LETTER);
  let to = text.length;
  while (to > from && !LETTER.test(text.slice(to - (isTrail(text, to - 1) ? 2 : 1), to))) to--;
  return from < 0 ? '' : text.slice(from, to);
}

const isTrail = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00;

const wordsOnly = (text: string): string =>
  text
    .replace(/['’‘ʼ´`]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .replace(/(?<=\p{sc=Han}) (?=\p{sc=Han})/gu, '')
    .trim();
