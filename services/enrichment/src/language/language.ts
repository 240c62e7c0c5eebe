import { type Language, READABLE, type Readable } from '@ckm/contracts';
import { INVISIBLE, withoutArtefacts } from './artefacts.js';
import { type Guess, guessLanguage, isReadable, lettersOf } from './sentence-language.js';
import type { Sentence } from './sentences.js';

export { READABLE, type Readable } from '@ckm/contracts';

export interface LanguageOptions {
  /** The language that the source declares (`de`, `de-CH`): decides only where the text does not. */
  locale?: string | null;
  /** The tenant's; all by default. */
  languages?: readonly Readable[];
}

export interface LanguageOfText {
  language: Language;
  /** The language whose rules and models read each sentence, also where `language` is `und`. */
  sentences: Readable[];
}

/** The language of most letters; `und` for a language that is not the tenant's, and where none can be told. */
export function languageOf(text: string, sentences: readonly Sentence[], options: LanguageOptions): LanguageOfText {
  const guesses = sentences.map(sentence => guessOf(sentence.text));
  const byLetters = mostLetters(sentences, guesses);
  const most = byLetters[0] ?? guessOf(text);
  const named = most === 'unsure' ? (languageNamed(options.locale) ?? most) : most;
  const likeliest = isReadable(named) ? named : (byLetters.find(isReadable) ?? likeliestOf(text));
  const language = isReadable(named) && isTenants(named, options) ? named : 'und';
  return { language, sentences: guesses.map(guess => (isReadable(guess) ? guess : likeliest)) };
}

const isTenants = (language: Readable, { languages = READABLE }: LanguageOptions): boolean =>
  languages.includes(language);

const guessOf = (text: string): Guess => guessLanguage(withoutArtefacts(text).replace(INVISIBLE, ''));

/** The guesses but `unsure`, by the letters of their sentences, most first. */
function mostLetters(sentences: readonly Sentence[], guesses: Guess[]): Guess[] {
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

/** The language of a tag such as `de`, `de-CH`, `zh_CN`; null for any other. */
export function languageNamed(tag: unknown): Readable | null {
  const [language = ''] = String(tag).toLowerCase().split(/[-_]/);
  return isReadable(language) ? language : null;
}
