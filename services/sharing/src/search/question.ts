import { isChinese, runsOf, type Token, tokensOf } from './tokens.js';

/** Words that must stand one behind the other: for each place, the lexemes of which one is enough. */
type Phrase = string[][];

/** All that a text must have; for each, the ways to have it, of which one is enough; for each way, the phrases that it takes. */
export type Question = Phrase[][][];

/** `Drucker "schief ein" 打印机卡纸`: each word; what stands in quotation marks, as it stands there; Chinese, in whatever pieces. */
export function questionOf(q: string): Question {
  const parts = q.split(/["“”„]/);
  const wanted = parts.flatMap((part, nth) => {
    const isQuoted = nth % 2 === 1 && nth < parts.length - 1;
    return isQuoted ? [[[part]]] : runsOf(part).map(waysOf);
  });
  return filled(wanted.map(ways => filled(ways.map(pieces => filled(pieces.map(phraseOf))))));
}

/** What only looks like a word, as the radical of a Chinese character does, cannot be looked for. */
const filled = <T>(lists: T[][]): T[][] => lists.filter(list => list.length > 0);

/** Whoever writes more without a space is quoting. */
const LONGEST_IN_PIECES = 12;

/** Chinese has no spaces: 打印机卡纸 is found where 打印 and 机卡纸 stand, or 打印机 and 卡纸. */
function waysOf(run: string): string[][] {
  const characters = [...run];
  const isCut = isChinese(run) && characters.length > 3 && characters.length <= LONGEST_IN_PIECES;
  return isCut ? cutsOf(characters) : [[run]];
}

/** Every way to cut into pieces of two or three; longer pieces are made of these. */
function cutsOf(characters: string[]): string[][] {
  if (characters.length === 0) return [[]];
  const sizes = [2, 3].filter(size => size <= characters.length);
  return sizes.flatMap(size =>
    cutsOf(characters.slice(size)).map(rest => [characters.slice(0, size).join(''), ...rest]),
  );
}

/** Of Chinese, two characters wherever there are two: 打印机 is 打印, then 印机. */
function phraseOf(text: string): Phrase {
  const longest = [...new Map(tokensOf(text).map(token => [token.place, token])).values()];
  const isSaid = ({ end }: Token, nth: number): boolean => nth === longest.length - 1 && longest[nth - 1]?.end === end;
  return longest.filter((token, nth) => !isSaid(token, nth)).map(({ lexemes }) => lexemes);
}

const joinedBy =
  (operator: string) =>
  (terms: string[]): string =>
    terms.length === 1 ? String(terms[0]) : `(${terms.join(` ${operator} `)})`;
const [all, any, inARow] = [joinedBy('&'), joinedBy('|'), joinedBy('<->')];

/** As PostgreSQL asks an index of documents. Lexemes are letters and digits: nothing in them could be read as an operator. */
export const tsqueryOf = (question: Question): string =>
  all(question.map(ways => any(ways.map(phrases => all(phrases.map(asRow))))));

const asRow = (phrase: Phrase): string => inARow(phrase.map(lexemes => any(lexemes.map(lexeme => `'${lexeme}'`))));
