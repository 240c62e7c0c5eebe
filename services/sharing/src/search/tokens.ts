import { folded, lexemesOf } from './lexemes.js';

/** A piece of a text that can be looked for: a word; of Chinese, every character and every two that follow each other. */
export interface Token {
  /** What it is found under, whichever. */
  lexemes: string[];
  /** UTF-16 offsets into the untouched text: `text.slice(start, end)`. */
  start: number;
  end: number;
  /** Words and Chinese characters, counted from 0: what follows each other in the text follows each other here. */
  place: number;
}

// At every character there is one way on, so that reading takes linear time. A word may have apostrophes, soft hyphens and joiners inside.
const RUNS =
  /\p{sc=Han}+|(?=[\p{L}\p{N}])(?:(?!\p{sc=Han})[\p{L}\p{M}\p{N}\u00ad\u200c\u200d]|['’](?!\p{sc=Han})(?=[\p{L}\p{N}]))+/gu;

/** Words, and whatever Chinese stands between two other characters. */
export const runsOf = (text: string): string[] => text.match(RUNS) ?? [];

export const isChinese = (run: string): boolean => /^\p{sc=Han}/u.test(run);

/** Everything in a text that can be looked for, in its order. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let place = 0;
  for (const { 0: run, index } of text.matchAll(RUNS)) {
    for (const token of isChinese(run) ? charactersOf(run, index, place) : [wordOf(run, index, place)])
      if (token.lexemes.length > 0) tokens.push(token);
    place = (tokens.at(-1)?.place ?? -1) + 1;
  }
  return tokens;
}

const wordOf = (word: string, start: number, place: number): Token => ({
  lexemes: lexemesOf(word),
  start,
  end: start + word.length,
  place,
});

/** 打印机 → 打, 打印, 印, 印机, 机 */
function* charactersOf(run: string, start: number, firstPlace: number): Generator<Token> {
  let place = firstPlace;
  let before: Token | null = null;
  let from = start;
  for (const character of run) {
    const end = from + character.length;
    const token = { lexemes: [folded(character)].filter(Boolean), start: from, end, place };
    if (before)
      yield { ...before, lexemes: [`${before.lexemes.join('')}${token.lexemes.join('')}`].filter(Boolean), end };
    yield token;
    before = token;
    from = end;
    place += 1;
  }
}
