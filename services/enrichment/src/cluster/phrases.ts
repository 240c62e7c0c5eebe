import type { Language } from '@ckm/contracts';
import { FUNCTION_WORDS } from '../language/language-words.js';
import { plainText, wordsOf } from '../language/plain-text.js';

/** One to four words that follow one another in a clause, or whole words of two to eight Han characters. */
export interface Phrase {
  /** What is one phrase however it is written. */
  key: string;
  written: string;
  words: number;
}

const MOST_WORDS = 4;
const HAN_FROM = 2;
const HAN_TO = 8;
/** What comes later in a long text names nothing. */
const READ = 600;
const CLAUSE_END = /[.,;:!?()[\]{}"“”„«»…\n\r。，；：！？、（）【】《》~]|\s[-–—]\s/u;
/** A number of an order or a telephone names no cluster. */
const LONG_NUMBER = /\d{4}/;

// Languages share some of these, so they are in no table that tells one from another; the others say what is wanted, not what it is about.
const MORE = wordsOf(`
  in am will was war hat so also die do let i im id us if go going got an as man hasn't haven't aren't wouldn't couldn't shouldn't
  what's that's there's here's let's i'd i'll you'll we'll want need like know tell ask think say make help way thing things
  something someone able thanks thank hello hi hey using use used will wants wanted wondering
  möchte brauche weiß sagen hallo danke guten gibt geht mache machen tun gerade sowie beim etwas ab hin her raus rein rum`);
const plainSet = (words: readonly string[]): Set<string> => new Set(words.map(plainText));
/** With one of these before it a word says more, or the opposite. */
const MAY_BEGIN = plainSet(
  wordsOf(
    "how why when where not no without can't cannot doesn't didn't won't isn't wie warum wann wo nicht kein keine keinen ohne 不 没 无",
  ),
);
/** Of German verbs in two pieces; without what stands before it says nothing: `stürzt ab`. */
const MAY_END = new Set(['ab', 'raus', 'rein', 'rum']);
const EVERY = [...FUNCTION_WORDS.en, ...FUNCTION_WORDS.de, ...FUNCTION_WORDS.zh];
const EMPTY: Record<Language, Set<string>> = {
  en: plainSet([...MORE, ...FUNCTION_WORDS.en]),
  de: plainSet([...MORE, ...FUNCTION_WORDS.de]),
  zh: plainSet([...MORE, ...EVERY]),
  und: plainSet([...MORE, ...EVERY]),
};

// Words do not depend on the language that is named here, but a default would be that of the machine.
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** The phrases of a text that begin and end with a word that says something, each as often as it stands there. */
export function phrasesOf(text: string, language: Language): Phrase[] {
  const clauses = text.normalize('NFKC').slice(0, READ).split(CLAUSE_END);
  return clauses.flatMap(clause => phrasesIn(wordsIn(clause), EMPTY[language]));
}

/** What is left of a plain text without the words that say nothing; all of it where there are no others. */
export const tellingWordsOf = (plain: string, language: Language): string =>
  plain
    .replace(/[\p{L}\p{N}']+/gu, word => (EMPTY[language].has(word) && !MAY_BEGIN.has(word) ? '' : word))
    .replace(/ {2,99}/g, ' ')
    .trim() || plain;

function phrasesIn(words: string[], empty: Set<string>): Phrase[] {
  const plain = words.map(plainText);
  const isTelling = plain.map(word => !saysNothing(word, empty));
  const mayEnd = (start: number, end: number): boolean => isTelling[end]! || (end > start && MAY_END.has(plain[end]!));
  const phrases: Phrase[] = [];
  for (let start = 0; start < words.length; start++) {
    const longest = isTelling[start] || MAY_BEGIN.has(plain[start]!) ? MOST_WORDS : 0;
    for (let end = start; end < Math.min(words.length, start + longest); end++) {
      if (LONG_NUMBER.test(words[end]!)) break;
      const written = joined(words.slice(start, end + 1));
      if (mayEnd(start, end) && isReadable(written))
        phrases.push({ key: plainText(written), written, words: end - start + 1 });
    }
  }
  return phrases;
}

/** Letters and figures that stand alone say as little as a word that holds a sentence together. */
const saysNothing = (word: string, empty: Set<string>): boolean =>
  empty.has(word) ||
  /^(?:\p{N}{1,3}|\p{Script=Latin})$/u.test(word) ||
  [...word].every(character => isHan(character) && empty.has(character));

function isReadable(written: string): boolean {
  if (!isHan(written)) return true;
  const { length } = [...written];
  return length >= HAN_FROM && length <= HAN_TO;
}

const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text);

function wordsIn(clause: string): string[] {
  if (isHan(clause)) return [...segmenter.segment(clause)].filter(each => each.isWordLike).map(each => each.segment);
  return [...clause.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu)].map(([word]) => word.replace(/['’-]$/u, ''));
}

/** Chinese writes no space between its words. */
const joined = (words: readonly string[]): string =>
  words.reduce((soFar, word) => soFar + (isHan(soFar.slice(-1)) && isHan(word.slice(0, 1)) ? '' : ' ') + word);
