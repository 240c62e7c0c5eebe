import { plainText } from '../language/plain-text.js';
import { counted, countCharacters, countWords, type Vector } from '../model/features.js';

const WORDS = [1, 2] as const;
/** Of a word with the spaces around it. */
const LETTERS = [3, 4] as const;
const HAN = [1, 3] as const;

/** What may tell a theme, hashed: words and pairs of them, their runs of three and four letters; of Han, one to three characters. */
export function themeFeaturesOf(text: string): Vector {
  const runs = runsOf(text);
  const words = runs.filter(run => !isHan(run));
  return counted(count => {
    for (const run of runs) {
      if (isHan(run)) countCharacters(run, HAN, count);
      else countCharacters(` ${run} `, LETTERS, count);
    }
    countWords(words.join(' '), WORDS, count);
  });
}

const isHan = (run: string): boolean => /^\p{Script=Han}/u.test(run);

// "e-mail" and "email" are one word.
const runsOf = (text: string): string[] =>
  plainText(text)
    .replace(/\be-(?=\p{L})/gu, 'e')
    .match(/\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}'])+/gu) ?? [];
