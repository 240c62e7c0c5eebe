import { FUNCTION_WORDS } from '../language/language-words.js';
import { foldUmlauts } from '../language/plain-text.js';
import { editsBetween } from './edits.js';
import { holdOpposites } from './opposites.js';

const NEGATED = 'do|does|did|ca|wo|is|are|was|were|has|have|had|would|could|should|must|need|ai';
/** As normalised texts have them: without apostrophes. */
const NEGATION = new RegExp(
  [
    `^(?:not?|nor|none|never|nothing|nobody|nowhere|neither|cannot|without|hardly|(?:${NEGATED})nt`,
    'nich(?:ts?)?|nix|kein(?:e[mnrs]?|erlei|eswegs)?|nie(?:mals|mand(?:e[mn])?)?|nirgend(?:s|wo)|ohne|kaum)$',
  ].join('|'),
  'u',
);
const HAN_NEGATION = /[不没沒未别別无無]/gu;
/** Words that deny nothing, and questions: 好不好. */
const NO_NEGATION =
  /不[错錯过過仅僅但管论論]|[特级級区區分个個]别|别[人的]|[无無][论論线線]|未来|(\p{sc=Han})[不没沒]\1/gu;
const NUMBER = /\p{N}+/gu;
/** One letter away from a negation, and no slip: `can`, `eine`. */
const REAL_WORDS = new Set([...FUNCTION_WORDS.en, ...FUNCTION_WORDS.de].map(foldUmlauts));
/** Of fewer a slip makes any word of any other. */
const LETTERS_OF_BOTH = 5;
/** Words of digits and letters that a number may have been meant by. */
const MOST_MIXED = 50;

/**
 * Whether two texts say opposite or different things in nearly the same words: the one denies more often, each has a number that is not in the
 * other, or a word of the one has its opposite in the other. A text that is the beginning of the other was cut off; what it denies stood behind. @param a normalised @param b normalised
 */
export function isContradiction(a: string, b: string): boolean {
  if (a.startsWith(b) || b.startsWith(a)) return false;
  const [inA, inB] = [a.split(' '), b.split(' ')];
  return (
    hanNegationsIn(a) !== hanNegationsIn(b) ||
    negationsIn(inA, inB) !== negationsIn(inB, inA) ||
    (hasNumberNotIn(inB, a) && hasNumberNotIn(inA, b)) ||
    holdOpposites(a, b)
  );
}

const hanNegationsIn = (text: string): number => text.replace(NO_NEGATION, ' ').match(HAN_NEGATION)?.length ?? 0;

/** With the words that are one of the other text but for a slip of the finger. */
function negationsIn(words: string[], others: string[]): number {
  const denied = [...new Set(others.filter(isNegation))];
  const known = new Set(others);
  const isSlipped = (word: string): boolean => !known.has(word) && !REAL_WORDS.has(word) && isSlipOfOne(word, denied);
  return words.filter(word => isNegation(word) || isSlipped(word)).length;
}

const isNegation = (word: string): boolean => NEGATION.test(word);

/** A number more, as in a signature or of the cents, is no other one: each must have one of its own. */
function hasNumberNotIn(others: string[], text: string): boolean {
  const known = new Set(others.join(' ').match(NUMBER));
  const missing = [...new Set(text.match(NUMBER))].filter(number => !known.has(number));
  const mixed = others.filter(word => /\p{N}/u.test(word) && /\p{L}/u.test(word)).slice(0, MOST_MIXED);
  return missing.some(number => !isSlipOfOne(number, mixed));
}

const isSlipOfOne = (word: string, others: string[]): boolean => others.some(other => isSlip(word, other));

/** A letter dropped, doubled, wrong or swapped with the next. */
function isSlip(a: string, b: string): boolean {
  if (a.length + b.length < LETTERS_OF_BOTH) return false;
  const edits = editsBetween(a, b, 2);
  return edits < 2 || (edits === 2 && [...a].sort().join('') === [...b].sort().join(''));
}
