import { FUNCTION_WORDS } from '../language/language-words.js';
import { foldUmlauts } from '../language/plain-text.js';
import { editDistance } from './edit-distance.js';
import { haveOpposites } from './opposites.js';

/** Verbs before a contracted `not`. */
const CONTRACTED = 'do|does|did|ca|wo|is|are|was|were|has|have|had|would|could|should|must|need|ai';
/** Without apostrophes, as in normalised texts. */
const NEGATION = new RegExp(
  [
    `^(?:not?|nor|none|never|nothing|nobody|nowhere|neither|cannot|without|hardly|(?:${CONTRACTED})nt`,
    'nich(?:ts?)?|nix|kein(?:e[mnrs]?|erlei|eswegs)?|nie(?:mals|mand(?:e[mn])?)?|nirgend(?:s|wo)|ohne|kaum)$',
  ].join('|'),
  'u',
);
const HAN_NEGATION = /[不没沒未别別无無]/gu;
/** Words that only contain such a character, and questions: 好不好. */
const NOT_A_NEGATION =
  /不[错錯过過仅僅但管论論]|[特级級区區分个個]别|别[人的]|[无無][论論线線]|未来|(\p{sc=Han})[不没沒]\1/gu;
const NUMBER = /\p{N}+/gu;
/** `may` and `march` are words of their own too, which tells nothing where only one text has such a word. */
const DATE = new RegExp(
  [
    '\\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag',
    '(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber|(?:jan|febr)uar|maerz|mai|juni|juli|oktober|dezember)\\b',
    '(?:周|星期|礼拜)[一二三四五六日天]|[一二三四五六七八九十]{1,2}月',
  ].join('|'),
  'gu',
);
/** One letter away from a negation, but no typing errors: `can`, `eine`. */
const REAL_WORDS = new Set([...FUNCTION_WORDS.en, ...FUNCTION_WORDS.de].map(foldUmlauts));
/** Letters of both words together: of shorter words, one edit makes almost any other. */
const MIN_LETTERS_FOR_TYPO = 5;
/** Words of letters and digits that are looked at for a mistyped number. */
const MAX_MIXED_WORDS = 50;

/**
 * Whether two texts say opposite or different things in nearly the same words: one has more negations, each has a number, a day or a month that is not
 * in the other, or a word of one has its opposite in the other. A text that begins the other was only cut off, perhaps before its negation.
 * @param a normalised
 * @param b normalised
 */
export function isContradiction(a: string, b: string): boolean {
  if (a.startsWith(b) || b.startsWith(a)) return false;
  const [inA, inB] = [a.split(' '), b.split(' ')];
  return (
    hanNegationsIn(a) !== hanNegationsIn(b) ||
    negationsIn(inA, inB) !== negationsIn(inB, inA) ||
    (hasNumberNotIn(inB, a) && hasNumberNotIn(inA, b)) ||
    haveOtherDates(a, b) ||
    haveOpposites(a, b)
  );
}

const hanNegationsIn = (text: string): number => text.replace(NOT_A_NEGATION, ' ').match(HAN_NEGATION)?.length ?? 0;

/** Mistyped negations of the other text included. */
function negationsIn(words: string[], others: string[]): number {
  const negations = [...new Set(others.filter(isNegation))];
  const known = new Set(others);
  const isMistyped = (word: string): boolean =>
    !known.has(word) && !REAL_WORDS.has(word) && isTypoOfAny(word, negations);
  return words.filter(word => isNegation(word) || isMistyped(word)).length;
}

const isNegation = (word: string): boolean => NEGATION.test(word);

/** Asked of both texts: one number more, as of cents or in a signature, is no different number. */
function hasNumberNotIn(others: string[], text: string): boolean {
  const known = new Set(others.join(' ').match(NUMBER));
  const missing = [...new Set(text.match(NUMBER))].filter(number => !known.has(number));
  const mixed = others.filter(word => /\p{N}/u.test(word) && /\p{L}/u.test(word)).slice(0, MAX_MIXED_WORDS);
  return missing.some(number => !isTypoOfAny(number, mixed));
}

function haveOtherDates(a: string, b: string): boolean {
  const [inA, inB] = [datesIn(a), datesIn(b)];
  return inA.some(date => !inB.includes(date)) && inB.some(date => !inA.includes(date));
}

const datesIn = (text: string): string[] =>
  (text.match(DATE) ?? []).map(date => date.replace(/^(?:星期|礼拜)/, '周').replace('天', '日'));

const isTypoOfAny = (word: string, others: string[]): boolean => others.some(other => isTypo(word, other));

/** A letter dropped, doubled, wrong or swapped with the next. */
function isTypo(a: string, b: string): boolean {
  if (a.length + b.length < MIN_LETTERS_FOR_TYPO) return false;
  const edits = editDistance(a, b, 2);
  return edits < 2 || (edits === 2 && [...a].sort().join('') === [...b].sort().join(''));
}
