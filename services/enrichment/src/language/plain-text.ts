import { memoiseByKey } from '../model/memoise.js';
import { INVISIBLE, withoutArtefacts } from './artefacts.js';

const FOLDED: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** Umlauts spelt out as on a keyboard without them, so that rules and lexicons need one spelling only. */
export const foldUmlauts = (text: string): string => text.replace(/[äöüß]/g, letter => FOLDED[letter] ?? letter);

// A single space, the commonest white space by far, need not be replaced.
const MORE_THAN_A_SPACE = /\s\s+|[^\S ]/g;

/** A text and its sentences are read by turns: up to so many are kept. */
export const MEMOISED_TEXTS = 32;

/**
 * The normalised text that rules, lexicons and models read: NFKC, lower case, one kind of apostrophe, umlauts folded, single spaces, no invisible characters.
 * Its offsets are not those of the original, so nothing found in it can be a span.
 */
export const plainText = memoiseByKey(
  (text: string): string =>
    foldUmlauts(
      withoutArtefacts(text)
        .replace(/[’‘ʼ´`]/g, "'")
        .replace(INVISIBLE, '')
        .normalize('NFKC')
        .toLowerCase(),
    )
      .replace(MORE_THAN_A_SPACE, ' ')
      .trim(),
  MEMOISED_TEXTS,
);

/** The words of a readable table. */
export const wordsOf = (table: string): string[] => table.trim().split(/\s+/);
