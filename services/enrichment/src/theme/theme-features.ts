import { counted, countCharacters, countWords, type Vector } from '../model/features.js';

const WORDS = [1, 2] as const;
/** Of a word with the spaces around it. */
const LETTERS = [3, 4] as const;
const HAN = [1, 3] as const;

/** What may tell a theme in a plain text, hashed: words and pairs of them, their runs of three and four letters; of Han, one to three characters. */
export function themeFeaturesOf(plain: string): Vector {
  const words: string[] = [];
  return counted(() => {
    for (const run of runsOf(plain)) {
      if (isHan(run)) countCharacters(run, HAN);
      else {
        countCharacters(` ${run} `, LETTERS);
        words.push(run);
      }
    }
    countWords(words, WORDS);
  });
}

const isHan = (run: string): boolean => /^\p{Script=Han}/u.test(run);
const holdsHan = (plain: string): boolean => /\p{Script=Han}/u.test(plain);

function runsOf(plain: string): string[] {
  const runs = holdsHan(plain) ? /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}'])+/gu : /[\p{L}\p{N}']+/gu;
  // "e-mail" and "email" are one word.
  return plain.replace(/\be-(?=\p{L})/gu, 'e').match(runs) ?? [];
}
