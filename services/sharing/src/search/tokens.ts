import { folded, lexemesOf } from './lexemes.js';

/** A searchable piece of a text: a word; of Chinese, every character and every bigram. */
export interface Token {
  /** The terms that it is indexed under, any of which finds it. */
  lexemes: string[];
  /** UTF-16 offsets into the untouched text: `text.slice(start, end)`. */
  start: number;
  end: number;
  /** Counts words and Chinese characters from 0, so that a phrase has consecutive positions. A bigram has that of its first character. */
  position: number;
}

// No backtracking: at every character only one alternative fits, so that matching takes linear time. A word may contain apostrophes, soft
// hyphens and joiners.
const RUNS =
  /\p{sc=Han}+|(?=[\p{L}\p{N}])(?:(?!\p{sc=Han})[\p{L}\p{M}\p{N}\u00ad\u200c\u200d]|['’](?!\p{sc=Han})(?=[\p{L}\p{N}]))+/gu;

/** The words, and the runs of Chinese characters. */
export const runsOf = (text: string): string[] => text.match(RUNS) ?? [];

export const isChinese = (run: string): boolean => /^\p{sc=Han}/u.test(run);

/** Every token of a text, in its order. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  for (const { 0: run, index } of text.matchAll(RUNS)) {
    for (const token of isChinese(run) ? chineseTokens(run, index, position) : [wordToken(run, index, position)])
      if (token.lexemes.length > 0) tokens.push(token);
    position = (tokens.at(-1)?.position ?? -1) + 1;
  }
  return tokens;
}

const wordToken = (word: string, start: number, position: number): Token => ({
  lexemes: lexemesOf(word),
  start,
  end: start + word.length,
  position,
});

/** 打印机 → 打, 打印, 印, 印机, 机 */
function* chineseTokens(run: string, start: number, firstPosition: number): Generator<Token> {
  let position = firstPosition;
  let before: Token | null = null;
  let from = start;
  for (const character of run) {
    const end = from + character.length;
    const token = { lexemes: [folded(character)].filter(Boolean), start: from, end, position };
    if (before)
      yield { ...before, lexemes: [`${before.lexemes.join('')}${token.lexemes.join('')}`].filter(Boolean), end };
    yield token;
    before = token;
    from = end;
    position += 1;
  }
}
