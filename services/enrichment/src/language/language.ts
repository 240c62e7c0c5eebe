import type { Language } from '@ckm/contracts';
import { FOREIGN_WORDS, FUNCTION_WORDS, USUAL_WORDS } from './language-words.js';
import { type Sentence, sentencesOf } from './sentences.js';

/** A language that there are rules for. */
export type Readable = Exclude<Language, 'und'>;
/** `other`: surely none of ours; `unsure`: nothing tells. */
type Guess = Readable | 'other' | 'unsure';

export interface LanguageOfText {
  language: Language;
  /** Whose rules read it when the language is `und`. */
  likeliest: Readable;
  /** The language that each sentence is read in. */
  sentences: Readable[];
}

const HAN_ENOUGH = 2;
// Names of machines are long and say nothing: beside them a few Han characters decide.
const LETTERS_A_HAN = 4;
const LONG_FROM = 8;
const LANGUAGES_BY_WORD = wordTable();
const GERMAN_LETTERS = /[äöüß]|sch|keit|ung$|lich|cht/;
const FOREIGN_LETTERS = /[ñçãõłąęśżźćńřěůåøæğşıœàèêîôûâìòù]/;

/** The language of most letters; `und` for every language but the tenant's, and for what cannot be told. */
export function languageOf(text: string, sentences: Sentence[], locale?: string | null): LanguageOfText {
  const guesses = sentences.map(sentence => ({ guess: guess(sentence.text), letters: lettersOf(sentence.text) }));
  const letters = new Map<Guess, number>();
  for (const each of guesses) letters.set(each.guess, (letters.get(each.guess) ?? 0) + each.letters);
  letters.delete('unsure');
  const most = [...letters].sort(([, a], [, b]) => b - a)[0]?.[0] ?? guess(text);
  const language = most === 'unsure' ? languageNamed(locale) : most === 'other' ? 'und' : most;
  const likeliest = language === 'und' ? likeliestOf(text, letters) : language;
  return { language, likeliest, sentences: guesses.map(({ guess }) => (isReadable(guess) ? guess : likeliest)) };
}

/** The language of a text alone. */
export const languageIn = (text: string): Language => languageOf(text, sentencesOf(text)).language;

function likeliestOf(text: string, letters: Map<Guess, number>): Readable {
  const [guess] = [...letters]
    .sort(([, a], [, b]) => b - a)
    .map(([each]) => each)
    .filter(isReadable);
  return guess ?? (/\p{Script=Han}/u.test(text) ? 'zh' : 'en');
}

const isReadable = (guess: Guess): guess is Readable => guess === 'en' || guess === 'de' || guess === 'zh';

function languageNamed(locale: string | null | undefined): Language {
  const language = (locale ?? '').slice(0, 2).toLowerCase() as Guess;
  return isReadable(language) ? language : 'und';
}

function guess(text: string): Guess {
  const han = count(text, /\p{Script=Han}/gu);
  const kana = count(text, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const latin = count(text, /\p{Script=Latin}/gu);
  const other = lettersOf(text) - han - latin + (kana > han / 4 ? han : 0);
  if (other > han && other > latin) return 'other';
  if (han < HAN_ENOUGH || other > han) return guessByWords(text);
  const words = guessByWords(text);
  return isReadable(words) && latin > han * LETTERS_A_HAN ? words : 'zh';
}

function guessByWords(text: string): Guess {
  const words = latinWordsOf(text);
  const known = new Map<string, number>();
  for (const [language, weight] of words.flatMap(cluesIn)) known.set(language, (known.get(language) ?? 0) + weight);
  const { en = 0, de = 0, other = 0, ...foreign } = Object.fromEntries(known);
  // Each foreign language stands for itself: many that know one word each are no evidence.
  return best({ en, de, other: other + Math.max(0, ...Object.values(foreign)) }, words.length);
}

function cluesIn(word: string): [language: string, weight: number][] {
  const languages = (LANGUAGES_BY_WORD.get(word) ?? []).map((language): [string, number] => [language, 1]);
  if (FOREIGN_LETTERS.test(word)) return [...languages, ['other', 1]];
  return GERMAN_LETTERS.test(word) ? [...languages, ['de', 0.5]] : languages;
}

const latinWordsOf = (text: string): string[] =>
  text
    .replace(/[’‘]/g, "'")
    .normalize('NFC')
    .toLowerCase()
    .match(/\p{Script=Latin}+(?:'\p{Script=Latin}+)?/gu) ?? [];

function best(evidence: { en: number; de: number; other: number }, words: number): Guess {
  const [first, second] = Object.entries(evidence).sort(([, a], [, b]) => b - a) as [[Guess, number], [Guess, number]];
  const needed = words > LONG_FROM ? 2 : 1;
  return first[1] >= needed && first[1] > second[1] ? first[0] : 'unsure';
}

function wordTable(): Map<string, string[]> {
  const table = new Map<string, string[]>();
  const own = { en: [...FUNCTION_WORDS.en, ...USUAL_WORDS.en], de: [...FUNCTION_WORDS.de, ...USUAL_WORDS.de] };
  for (const [language, words] of Object.entries({ ...own, ...FOREIGN_WORDS }))
    for (const word of new Set<string>(words)) table.set(word, [...(table.get(word) ?? []), language]);
  return table;
}

const lettersOf = (text: string): number => count(text, /\p{L}/gu);
const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;
