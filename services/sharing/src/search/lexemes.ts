import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as german } from '@orama/stemmers/german';

/** In characters. Longer words are cut, in the text and in the query alike: PostgreSQL takes no lexeme of more than 2 KB. */
const LONGEST = 100;

const VOWELS: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue' };
const UMLAUTS: Record<string, string> = { ae: 'ä', oe: 'ö', ue: 'ü' };

/** Most words, which normalisation would not change. */
const PLAIN = /^[a-z0-9\u4e00-\u9fff]+$/;

/** Folds case, umlauts, accents and Unicode compatibility forms: `GERÄTE` as `geraete`, `ﬁx` as `fix`, `２` as `2`, `café` as `cafe`. */
export function folded(word: string): string {
  const lower = word.toLowerCase();
  return PLAIN.test(lower) ? lower.slice(0, LONGEST) : normalized(word);
}

const normalized = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]s$|['’]/g, '')
    .replace(/[äöü]/g, vowel => VOWELS[vowel] ?? vowel)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\p{Me}]|[^\p{L}\p{M}\p{N}]|\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFC')
    .slice(0, LONGEST)
    .toWellFormed()
    .replace('\ufffd', '');

/** The terms that a word is indexed under: its English and its German stem, as a text's language is not known yet when it is indexed. */
export function lexemesOf(word: string): string[] {
  const plain = folded(word);
  if (plain === '') return [];
  // `ue` after a vowel or q is no umlaut: Bauer, neue, Quelle.
  const umlauted = plain.replace(/ae|oe|(?<![aeouqy])ue/g, vowels => UMLAUTS[vowels] ?? vowels);
  return [...new Set([english(plain), german(umlauted)])];
}
