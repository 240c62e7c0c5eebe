import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as german } from '@orama/stemmers/german';

/** Longer ones are cut here as there: the index takes no word of more than 2 KB. */
const LONGEST = 100;

const VOWELS: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue' };
const UMLAUTS: Record<string, string> = { ae: 'ä', oe: 'ö', ue: 'ü' };

/** Most words: nothing of what follows changes them. */
const PLAIN = /^[a-z0-9\u4e00-\u9fff]+$/;

/** `GERÄTE`, `Geräte` and `Geraete` are one; so are `ﬁx` and `fix`, `２` and `2`, `café` and `cafe`. */
export function folded(word: string): string {
  const lower = word.toLowerCase();
  return PLAIN.test(lower) ? lower.slice(0, LONGEST) : unmarked(word);
}

const unmarked = (word: string): string =>
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

/** Under what a word stands in the index: its English and its German stem, since a text's language is not known when it is read. */
export function lexemesOf(word: string): string[] {
  const plain = folded(word);
  if (plain === '') return [];
  // Not the ue of Bauer, neue or Quelle.
  const umlauted = plain.replace(/ae|oe|(?<![aeouqy])ue/g, vowels => UMLAUTS[vowels] ?? vowels);
  return [...new Set([english(plain), german(umlauted)])];
}
