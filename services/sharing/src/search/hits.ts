import type { Question } from './question.js';
import { type Token, tokensOf } from './tokens.js';

/** UTF-16 offsets into the text: `text.slice(start, end)`. */
export interface Span {
  start: number;
  end: number;
}

/** Where a text answers the question, in its order, none overlapping another. */
export function hitsIn(text: string, question: Question): Span[] {
  const tokens = tokensOf(text);
  const byPlace = new Map<number, Token[]>();
  for (const token of tokens) byPlace.set(token.place, [...(byPlace.get(token.place) ?? []), token]);

  const spansOf = (phrase: string[][]): Span[] =>
    [...byPlace].flatMap(([place, [first]]) => {
      const found = phrase.map((lexemes, nth) => byPlace.get(place + nth)?.find(token => isOneOf(token, lexemes)));
      const last = found.at(-1);
      return first && last && found.every(Boolean) ? [{ start: first.start, end: last.end }] : [];
    });
  // Of the ways to have what is wanted, those that the text has whole.
  const spans = question.flatMap(ways =>
    ways.map(phrases => phrases.map(spansOf)).filter(way => way.every(found => found.length > 0)),
  );
  return merged(spans.flat(2).sort((a, b) => a.start - b.start || a.end - b.end));
}

const isOneOf = (token: Token, lexemes: string[]): boolean => token.lexemes.some(lexeme => lexemes.includes(lexeme));

function merged(spans: Span[]): Span[] {
  const apart: Span[] = [];
  for (const { start, end } of spans) {
    const last = apart.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else apart.push({ start, end });
  }
  return apart;
}
