import { type Language, READABLE, type Readable } from '@ckm/contracts';
import { INVISIBLE, withoutArtefacts } from './artefacts.js';
import { type Guess, guessLanguage, isReadable, lettersOf } from './sentence-language.js';
import type { Sentence } from './sentences.js';

export { READABLE, type Readable } from '@ckm/contracts';

export interface LanguageOptions {
  /** What the source believes (`de`, `de-CH`); it decides only what the text leaves open. */
  locale?: string | null;
  /** Those of the tenant; default: all that can be read. */
  languages?: readonly Readable[];
}

export interface LanguageOfText {
  language: Language;
  /** Whose rules read it when the language is `und`. */
  likeliest: Readable;
  /** The language that each sentence is read in. */
  sentences: Readable[];
}

/** The language of most letters; `und` for every language but the tenant's, and for what cannot be told. */
export function languageOf(text: string, sentences: Sentence[], options: LanguageOptions): LanguageOfText {
  const guesses = sentences.map(sentence => guessOf(sentence.text));
  const byLetters = mostLetters(sentences, guesses);
  const most = byLetters[0] ?? guessOf(text);
  const named = most === 'unsure' ? (languageNamed(options.locale) ?? most) : most;
  const likeliest = isReadable(named) ? named : (byLetters.find(isReadable) ?? likeliestOf(text));
  const language = isReadable(named) && isTheirs(named, options) ? named : 'und';
  return { language, likeliest, sentences: guesses.map(guess => (isReadable(guess) ? guess : likeliest)) };
}

const isTheirs = (language: Readable, { languages = READABLE }: LanguageOptions): boolean =>
  languages.includes(language);

const guessOf = (text: string): Guess => guessLanguage(withoutArtefacts(text).replace(INVISIBLE, ''));

/** What is sure, most letters first. */
function mostLetters(sentences: Sentence[], guesses: Guess[]): Guess[] {
  const sure = [...new Set(guesses)].filter(guess => guess !== 'unsure');
  if (sure.length < 2) return sure;
  const letters = new Map(sure.map(guess => [guess, 0]));
  sentences.forEach(({ text }, nth) => {
    const guess = guesses[nth]!;
    if (guess !== 'unsure') letters.set(guess, letters.get(guess)! + lettersOf(text));
  });
  return sure.sort((a, b) => letters.get(b)! - letters.get(a)!);
}

const likeliestOf = (text: string): Readable => (/\p{Script=Han}/u.test(text) ? 'zh' : 'en');

/** By a tag: `de`, `de-CH`, `zh_CN`. Null where it is none that is read here. */
export function languageNamed(tag: unknown): Readable | null {
  const [language = ''] = String(tag).toLowerCase().split(/[-_]/);
  return isReadable(language) ? language : null;
}
