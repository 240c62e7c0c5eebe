import { READABLE, type Readable } from '@ckm/contracts';
import { eld } from 'eld/extrasmall';
import { FOREIGN_WORDS, TAKEN_FOR } from './foreign-words.js';
import { FUNCTION_WORDS, SHARED_WORDS, USUAL_WORDS } from './language-words.js';

/** `other`: a language that is not read here; `unsure`: none can be told. */
export type Guess = Readable | 'other' | 'unsure';

const HAN_ENOUGH = 2;
/** Latin letters for each Han character up to which a sentence is Chinese: names of machines are long and tell no language. */
const LETTERS_A_HAN = 4;

// How known words and the detector are weighted: chosen on the training data, the corpus, and one half of `other-languages`.
const WORD_WEIGHT = 0.5;
/** The weight of the detector grows with the words, up to 1. */
const DETECTOR = { base: 0.3, aWord: 0.2 };
const UNKNOWN_TO_DETECTOR = 0.05;
const FOREIGN_HANDICAP = 0.02;
/** A lower score, or a smaller lead on the second, is `unsure`. */
const LEAST_SCORE = 0.4;
const LEAST_LEAD = 0.05;
/** Of so many words at least one must be known in the language that is guessed. */
const ALL_UNKNOWN_FROM = 8;

/** Known words suffice from so many, from such a share of all words, and while the second language has at most such a share of the first. */
const OBVIOUS = { words: 3, share: 0.4, second: 0.5 };

const LANGUAGES_BY_WORD = wordTable();
// Neither Latin letters with their marks, nor general punctuation.
const OTHER_SCRIPTS = /[^\0-\u036f\u2000-\u206f]/;
const GERMAN_LETTERS = /[äöüß]|sch|keit|ung$|lich|cht/;

/** The language of one sentence, detected among all languages: among the three alone every other language would be one of them. */
export const guessLanguage = (text: string): Guess =>
  OTHER_SCRIPTS.test(text) ? guessByScript(text) : guessByWords(text);

function guessByScript(text: string): Guess {
  const han = count(text, /\p{Script=Han}+/gu);
  const kana = count(text, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const latin = count(text, /\p{Script=Latin}+/gu);
  const other = lettersOf(text) - han - latin + (kana > han / 4 ? han : 0);
  if (other > han && other > latin) return 'other';
  if (han < HAN_ENOUGH || other > han) return guessByWords(text);
  const words = latin > han * LETTERS_A_HAN ? guessByWords(text) : 'unsure';
  return isReadable(words) ? words : 'zh';
}

export const isReadable = (guess: string): guess is Readable => READABLE.some(language => language === guess);

function guessByWords(text: string): Guess {
  const words = latinWordsOf(text);
  if (words.length === 0) return 'unsure';
  const known = knownIn(words);
  const obvious = obviousFrom(known, words.length);
  if (obvious) return obvious;
  const [first, second] = scoresOf(words, known);
  if (first.score < LEAST_SCORE || first.score - second.score < LEAST_LEAD) return 'unsure';
  return words.length >= ALL_UNKNOWN_FROM && first.guess !== 'other' && !known.has(first.guess) ? 'other' : first.guess;
}

/** The language that known words make obvious: the detector, which costs ten times as much, need not be run. */
function obviousFrom(known: Map<string, number>, words: number): Guess | null {
  let [best, most, second] = ['', 0, 0];
  for (const [language, weight] of known) {
    if (weight > most) [best, most, second] = [language, weight, most];
    else second = Math.max(second, weight);
  }
  if (!isReadable(best) || most < Math.max(OBVIOUS.words, words * OBVIOUS.share)) return null;
  return second <= most * OBVIOUS.second ? best : null;
}

interface Score {
  guess: Guess;
  score: number;
}

/** Best first: the detector's score, weighted by the number of words, and the share of known words. */
function scoresOf(words: string[], known: Map<string, number>): [Score, Score, Score] {
  const detected = eld.detect(words.join(' ')).getScores();
  const weight = Math.min(1, DETECTOR.base + words.length * DETECTOR.aWord);
  const perWord = WORD_WEIGHT / words.length;
  const scoreOf = (language: string): number => {
    const taken = TAKEN_FOR[language];
    const score = (detected[taken ?? language] ?? 0) * weight - (taken ? UNKNOWN_TO_DETECTOR : 0);
    return score + (known.get(language) ?? 0) * perWord;
  };
  let foreign = 0;
  const consider = (language: string): void => {
    if (!isReadable(language)) foreign = Math.max(foreign, scoreOf(language));
  };
  for (const language in detected) consider(language);
  for (const language of known.keys()) consider(language);
  const scores: [Score, Score, Score] = [
    { guess: 'en', score: scoreOf('en') },
    { guess: 'de', score: scoreOf('de') },
    { guess: 'other', score: foreign - FOREIGN_HANDICAP },
  ];
  return scores.sort((a, b) => b.score - a.score);
}

/** Language → how many of the words are known in it. */
function knownIn(words: string[]): Map<string, number> {
  const known = new Map<string, number>();
  const add = (language: string, weight: number): unknown => known.set(language, (known.get(language) ?? 0) + weight);
  for (const word of words) {
    for (const language of LANGUAGES_BY_WORD.get(word) ?? []) add(language, 1);
    if (word.includes("'")) for (const language of LANGUAGES_BY_WORD.get(beginningOf(word)) ?? []) add(language, 1);
    if (GERMAN_LETTERS.test(word)) add('de', 0.5);
  }
  return known;
}

/** `l'` of `l'imprimante` */
const beginningOf = (word: string): string => word.slice(0, word.indexOf("'") + 1);

export function latinWordsOf(text: string): string[] {
  const plain = text.replace(/[’‘]/g, "'").normalize('NFKC').toLowerCase();
  const spoken = OF_NO_LANGUAGE.test(plain) ? plain.split(/\s+/).filter(isWord).join(' ') : plain;
  return spoken.match(/\p{Script=Latin}+(?:'\p{Script=Latin}+)?/gu) ?? [];
}

// Addresses, names of people (`@`), topics (`#`) and codes with digits.
const OF_NO_LANGUAGE = /[@#\d]|:\/\/|(?<!\S)www\./;
const isWord = (piece: string): boolean => !OF_NO_LANGUAGE.test(piece);

function wordTable(): Map<string, string[]> {
  const table = new Map<string, string[]>();
  const own = {
    en: [...FUNCTION_WORDS.en, ...USUAL_WORDS.en, ...SHARED_WORDS.en],
    de: [...FUNCTION_WORDS.de, ...USUAL_WORDS.de, ...SHARED_WORDS.de],
  };
  for (const [language, words] of Object.entries({ ...FOREIGN_WORDS, ...own }))
    for (const word of new Set<string>(words)) table.set(word, [...(table.get(word) ?? []), language]);
  return table;
}

export const lettersOf = (text: string): number => count(text, /\p{L}+/gu);

// Characters of two UTF-16 units, which count once.
const ASTRAL = /[^\0-\uffff]/u;

/** The number of characters in all matches. */
const count = (text: string, runs: RegExp): number =>
  (text.match(runs) ?? []).reduce((sum, run) => sum + (ASTRAL.test(run) ? [...run].length : run.length), 0);
