import type { Language } from '@ckm/contracts';
import { FUNCTION_WORDS } from '../language/language-words.js';
import { plainText, wordsOf } from '../language/plain-text.js';

/** An n-gram of one to four words within a clause; in Chinese whole words, of two to eight characters together. */
export interface Phrase {
  /** The same however the phrase is written. */
  key: string;
  written: string;
  words: number;
}

const MAX_WORDS = 4;
const MIN_HAN = 2;
const MAX_HAN = 8;
/** What comes later in a long text names no cluster. */
const MAX_CHARACTERS = 600;
const CLAUSE_END = /[.,;:!?()[\]{}"“”„«»…\n\r。，；：！？、（）【】《》~]|\s[-–—]\s/u;
/** Numbers of orders or telephones name no cluster. */
const LONG_NUMBER = /\d{4}/;

// Some of these belong to several languages, and so to no table that tells languages apart; others say what is wanted, not what it is about.
const MORE_STOP_WORDS = wordsOf(`
  in am will was war hat so also die do let i im id us if go going got an as man hasn't haven't aren't wouldn't couldn't shouldn't
  what's that's there's here's let's i'd i'll you'll we'll want need like know tell ask think say make help way thing things
  something someone able thanks thank hello hi hey using use used will wants wanted wondering
  möchte brauche weiß sagen hallo danke guten gibt geht mache machen tun gerade sowie beim etwas ab hin her raus rein rum`);
const plainSet = (words: readonly string[]): Set<string> => new Set(words.map(plainText));
/** Stop words that may begin a phrase: the word after them then says more, or the opposite. */
const MAY_BEGIN = plainSet(
  wordsOf(
    "how why when where not no without can't cannot doesn't didn't won't isn't wie warum wann wo nicht kein keine keinen ohne 不 没 无",
  ),
);
/** Separable prefixes of German verbs, stop words that may end a phrase: `stürzt ab`. */
const MAY_END = new Set(['ab', 'raus', 'rein', 'rum']);
const ALL_FUNCTION_WORDS = [...FUNCTION_WORDS.en, ...FUNCTION_WORDS.de, ...FUNCTION_WORDS.zh];
const STOP_WORDS: Record<Language, Set<string>> = {
  en: plainSet([...MORE_STOP_WORDS, ...FUNCTION_WORDS.en]),
  de: plainSet([...MORE_STOP_WORDS, ...FUNCTION_WORDS.de]),
  zh: plainSet([...MORE_STOP_WORDS, ...ALL_FUNCTION_WORDS]),
  und: plainSet([...MORE_STOP_WORDS, ...ALL_FUNCTION_WORDS]),
};

// Word boundaries do not depend on this locale, but the default would be that of the machine.
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** The phrases of a text that begin and end with a content word, each as often as it occurs. */
export function phrasesOf(text: string, language: Language): Phrase[] {
  const clauses = text.normalize('NFKC').slice(0, MAX_CHARACTERS).split(CLAUSE_END);
  return clauses.flatMap(clause => phrasesIn(wordsIn(clause), STOP_WORDS[language]));
}

/** A plain text without its stop words; all of it where it has no others. */
export const contentWordsOf = (plain: string, language: Language): string =>
  plain
    .replace(/[\p{L}\p{N}']+/gu, word => (STOP_WORDS[language].has(word) && !MAY_BEGIN.has(word) ? '' : word))
    .replace(/ {2,99}/g, ' ')
    .trim() || plain;

function phrasesIn(words: string[], stopWords: Set<string>): Phrase[] {
  const plain = words.map(plainText);
  const isContent = plain.map(word => !isStopWord(word, stopWords));
  const mayEnd = (start: number, end: number): boolean => isContent[end]! || (end > start && MAY_END.has(plain[end]!));
  const phrases: Phrase[] = [];
  for (let start = 0; start < words.length; start++) {
    const longest = isContent[start] || MAY_BEGIN.has(plain[start]!) ? MAX_WORDS : 0;
    for (let end = start; end < Math.min(words.length, start + longest); end++) {
      if (LONG_NUMBER.test(words[end]!)) break;
      const written = joined(words.slice(start, end + 1));
      if (mayEnd(start, end) && isReadable(written))
        phrases.push({ key: plainText(written), written, words: end - start + 1 });
    }
  }
  return phrases;
}

/** Single letters and short numbers name as little as stop words. */
const isStopWord = (word: string, stopWords: Set<string>): boolean =>
  stopWords.has(word) ||
  /^(?:\p{N}{1,3}|\p{Script=Latin})$/u.test(word) ||
  [...word].every(character => isHan(character) && stopWords.has(character));

function isReadable(written: string): boolean {
  if (!isHan(written)) return true;
  const { length } = [...written];
  return length >= MIN_HAN && length <= MAX_HAN;
}

const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text);

function wordsIn(clause: string): string[] {
  if (isHan(clause)) return [...segmenter.segment(clause)].filter(each => each.isWordLike).map(each => each.segment);
  return [...clause.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu)].map(([word]) => word.replace(/['’-]$/u, ''));
}

/** Chinese writes no space between its words. */
const joined = (words: readonly string[]): string =>
  words.reduce((soFar, word) => soFar + (isHan(soFar.slice(-1)) && isHan(word.slice(0, 1)) ? '' : ' ') + word);
