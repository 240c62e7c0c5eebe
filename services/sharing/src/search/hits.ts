import { setImmediate } from 'node:timers/promises';
import type { Question } from './question.js';
import { tokensOf } from './tokens.js';

/** UTF-16 offsets into the text: `text.slice(start, end)`. */
export interface Span {
  start: number;
  end: number;
}

/** Where something stands in a text: by the place of its first word, from there to the end of its last. */
type Found = Map<number, Span>;

/** Where a text answers the question, in its order, none overlapping another. */
export function hitsIn(text: string, question: Question): Span[] {
  const find = finderIn(text, question);
  // Of the ways to have what is wanted, those that the text has whole.
  const ways = question.flatMap(ways => ways.map(phrases => phrases.map(find)).filter(way => way.every(isFound)));
  // What is wanted twice is found once.
  const spans = [...new Set(ways.flat())].flatMap(found => [...found.values()]);
  return merged(spans.sort((a, b) => a.start - b.start || a.end - b.end));
}

/** Lets others have their turn between two texts: a long one takes some ten milliseconds. */
export async function hitsInEach(texts: string[], question: Question): Promise<Span[][]> {
  const hits: Span[][] = [];
  for (const text of texts) {
    await setImmediate();
    hits.push(hitsIn(text, question));
  }
  return hits;
}

const isFound = (found: Found): boolean => found.size > 0;

/** Looks for each phrase once, and of the text only where its words stand: a text may be long, and one word all of it. */
function finderIn(text: string, question: Question): (phrase: string[][]) => Found {
  const byLexeme = new Map(question.flat(4).map(lexeme => [lexeme, new Map<number, Span>()]));
  for (const { lexemes, place, start, end } of tokensOf(text))
    for (const lexeme of lexemes) addShortest(byLexeme.get(lexeme), place, { start, end });

  const known = new Map<string, Found>();
  const find = (phrase: string[][]): Found => {
    const key = phrase.map(lexemes => lexemes.join('|')).join(' ');
    const found = known.get(key) ?? (phrase.length > 1 ? inARow(phrase) : anyOf(phrase.flat()));
    known.set(key, found);
    return found;
  };
  // In halves, so that what a phrase says again and again is looked for once, too.
  const inARow = (phrase: string[][]): Found => {
    const half = Math.ceil(phrase.length / 2);
    const first = find(phrase.slice(0, half));
    return first.size > 0 ? joined(first, find(phrase.slice(half)), half) : first;
  };
  const anyOf = (lexemes: string[]): Found => {
    const found: Found = new Map();
    for (const lexeme of lexemes)
      for (const [place, span] of byLexeme.get(lexeme) ?? []) addShortest(found, place, span);
    return found;
  };
  return find;
}

/** Of a character and a pair that begin at a place, the character. */
function addShortest(found: Found | undefined, place: number, span: Span): void {
  if (found && span.end < (found.get(place)?.end ?? Infinity)) found.set(place, span);
}

function joined(first: Found, second: Found, distance: number): Found {
  const found: Found = new Map();
  for (const [place, { start }] of first) {
    const last = second.get(place + distance);
    if (last) found.set(place, { start, end: last.end });
  }
  return found;
}

function merged(spans: Span[]): Span[] {
  const apart: Span[] = [];
  for (const { start, end } of spans) {
    const last = apart.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else apart.push({ start, end });
  }
  return apart;
}
