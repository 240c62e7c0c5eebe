import type { Language } from '@ckm/contracts';
import { FUNCTION_WORDS } from '../language/language-words.js';
import { plainText } from '../language/plain-text.js';

/** Feature → how telling it is in this text, before the taxonomy weighs it. */
export type Features = Map<string, number>;

const WORD = 2;
const PART = 1;

const plainSet = (words: readonly string[]): Set<string> => new Set(words.map(plainText));
const LEFT_OUT = { en: plainSet(FUNCTION_WORDS.en), de: plainSet(FUNCTION_WORDS.de), zh: plainSet(FUNCTION_WORDS.zh) };

/** Words and their runs of three letters; for Han, characters and pairs of them. Words that only hold a sentence together are left out. */
export function featuresOf(text: string, language: Language): Features {
  const features: Features = new Map();
  const add = (feature: string, weight: number): unknown =>
    features.set(feature, (features.get(feature) ?? 0) + weight);
  for (const run of runsOf(text)) {
    if (/\p{Script=Han}/u.test(run)) addHan(run, add);
    else if (!isLeftOut(run, language)) addWord(run, add);
  }
  for (const [feature, weight] of features) features.set(feature, Math.sqrt(weight));
  return features;
}

// "e-mail" and "email" are one word.
const runsOf = (text: string): string[] =>
  plainText(text)
    .replace(/\be-(?=\p{L})/gu, 'e')
    .match(/\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu) ?? [];

const isLeftOut = (word: string, language: Language): boolean =>
  language === 'und' ? LEFT_OUT.en.has(word) || LEFT_OUT.de.has(word) : LEFT_OUT[language].has(word);

function addWord(word: string, add: (feature: string, weight: number) => unknown): void {
  add(`w:${word}`, WORD);
  const padded = `_${word}_`;
  for (let at = 0; at + 3 <= padded.length; at++) add(padded.slice(at, at + 3), PART);
}

function addHan(run: string, add: (feature: string, weight: number) => unknown): void {
  const characters = [...run];
  characters.forEach((character, at) => {
    if (LEFT_OUT.zh.has(character)) return;
    add(character, PART);
    const next = characters[at + 1];
    if (next && !LEFT_OUT.zh.has(next)) add(character + next, WORD);
  });
}
