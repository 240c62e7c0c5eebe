import { counted, countCharacters, countWords, type Vector } from '../model/features.js';

const WORDS = [1, 2] as const;
/** Of a word with the space before and after it. */
const CHARACTERS = [3, 4] as const;
const HAN_CHARACTERS = [1, 3] as const;

/** The hashed features of a plain text: words and pairs of words, n-grams of three and four characters within a word; of Han characters one to three. */
export function themeFeaturesOf(plain: string): Vector {
  const words: string[] = [];
  return counted(() => {
    for (const run of runsOf(plain)) {
      if (startsWithHan(run)) countCharacters(run, HAN_CHARACTERS);
      else {
        countCharacters(` ${run} `, CHARACTERS);
        words.push(run);
      }
    }
    countWords(words, WORDS);
  });
}

const startsWithHan = (run: string): boolean => /^\p{Script=Han}/u.test(run);
const holdsHan = (plain: string): boolean => /\p{Script=Han}/u.test(plain);

function runsOf(plain: string): string[] {
  const runs = holdsHan(plain) ? /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}'])+/gu : /[\p{L}\p{N}']+/gu;
  // "e-mail" and "email" are one word.
  return plain.replace(/\be-(?=\p{L})/gu, 'e').match(runs) ?? [];
}
