import { isChinese, runsOf, type Token, tokensOf } from './tokens.js';

/** Words that must follow each other: for each position its lexemes, of which one is enough. */
export type Phrase = string[][];

/** One way to satisfy a term: all of its phrases must occur, anywhere in the text. */
type Alternative = Phrase[];

/** What a text must have: at least one of the alternatives. */
type Term = Alternative[];

/** A text matches when it has every term. */
export type ParsedQuery = Term[];

/** `Drucker "schief ein" 打印机卡纸`: words in any order, quoted ones as a phrase, and Chinese words in any segmentation. */
export function parseQuery(q: string): ParsedQuery {
  const parts = q.split(/["“”„]/);
  const terms = parts.flatMap((part, nth) => {
    const isQuoted = nth % 2 === 1 && nth < parts.length - 1;
    return isQuoted ? [[[part]]] : runsOf(part).map(segmentations);
  });
  return nonEmpty(terms.map(alternatives => nonEmpty(alternatives.map(pieces => nonEmpty(pieces.map(phraseOf))))));
}

/** Some characters only look like a word, as the radical of a Chinese character does: they have no lexeme to search for. */
const nonEmpty = <T>(lists: T[][]): T[][] => lists.filter(list => list.length > 0);

/** A longer run of Chinese without a space is taken for a quotation. */
const LONGEST_SEGMENTED = 12;

/** Chinese has no spaces between words: 打印机卡纸 is found where 打印 and 机卡纸 occur, or 打印机 and 卡纸. */
function segmentations(run: string): string[][] {
  const characters = [...run];
  const isSegmented = isChinese(run) && characters.length > 3 && characters.length <= LONGEST_SEGMENTED;
  return isSegmented ? segmentationsOf(characters) : [[run]];
}

/** Every segmentation into pieces of two or three characters; longer words are made of these. */
function segmentationsOf(characters: string[]): string[][] {
  if (characters.length === 0) return [[]];
  const sizes = [2, 3].filter(size => size <= characters.length);
  return sizes.flatMap(size =>
    segmentationsOf(characters.slice(size)).map(rest => [characters.slice(0, size).join(''), ...rest]),
  );
}

/** Chinese by its bigrams, where there are two characters: 打印机 is 打印, then 印机. */
function phraseOf(text: string): Phrase {
  const longest = [...new Map(tokensOf(text).map(token => [token.position, token])).values()];
  // The last character of a run of Chinese is in the bigram before it.
  const isCovered = ({ end }: Token, nth: number): boolean =>
    nth === longest.length - 1 && longest[nth - 1]?.end === end;
  return longest.filter((token, nth) => !isCovered(token, nth)).map(({ lexemes }) => lexemes);
}

const joinedBy =
  (operator: string) =>
  (operands: string[]): string =>
    operands.length === 1 ? String(operands[0]) : `(${operands.join(` ${operator} `)})`;
const [all, any, inSequence] = [joinedBy('&'), joinedBy('|'), joinedBy('<->')];

/** The query as a PostgreSQL `tsquery`. Lexemes are letters and digits: nothing in them could be read as an operator. */
export const tsqueryOf = (query: ParsedQuery): string =>
  all(query.map(term => any(term.map(alternative => all(alternative.map(phraseQuery))))));

const phraseQuery = (phrase: Phrase): string =>
  inSequence(phrase.map(lexemes => any(lexemes.map(lexeme => `'${lexeme}'`))));
