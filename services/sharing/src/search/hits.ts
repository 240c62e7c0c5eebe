import { setImmediate } from 'node:timers/promises';
import type { ParsedQuery, Phrase } from './search-query.js';
import { tokensOf } from './tokens.js';

/** UTF-16 offsets into the text: `text.slice(start, end)`. */
export interface Span {
  start: number;
  end: number;
}

/** The occurrences of a phrase: position of its first word → span from there to the end of its last word. */
type Occurrences = Map<number, Span>;

/** Where the words of the query occur in a text, to be highlighted: in order, overlaps merged. */
export function hitsIn(text: string, query: ParsedQuery): Span[] {
  const find = phraseFinder(text, query);
  // Only alternatives of which every phrase occurs.
  const found = query.flatMap(term =>
    term.map(alternative => alternative.map(find)).filter(phrases => phrases.every(occurs)),
  );
  // A phrase that the query holds twice has one and the same map.
  const spans = [...new Set(found.flat())].flatMap(occurrences => [...occurrences.values()]);
  return merged(spans.sort((a, b) => a.start - b.start || a.end - b.end));
}

/** Yields to the event loop between two texts: a long one takes some ten milliseconds. */
export async function hitsInEach(texts: string[], query: ParsedQuery): Promise<Span[][]> {
  const hits: Span[][] = [];
  for (const text of texts) {
    await setImmediate();
    hits.push(hitsIn(text, query));
  }
  return hits;
}

const occurs = (occurrences: Occurrences): boolean => occurrences.size > 0;

/**
 * Looks for each phrase once, starting from the occurrences of its words: neither a text that repeats one word nor a query that repeats a
 * phrase takes quadratic time.
 */
function phraseFinder(text: string, query: ParsedQuery): (phrase: Phrase) => Occurrences {
  const byLexeme = new Map(query.flat(4).map(lexeme => [lexeme, new Map<number, Span>()]));
  for (const { lexemes, position, start, end } of tokensOf(text))
    for (const lexeme of lexemes) keepShortest(byLexeme.get(lexeme), position, { start, end });

  const known = new Map<string, Occurrences>();
  const find = (phrase: Phrase): Occurrences => {
    const key = phrase.map(lexemes => lexemes.join('|')).join(' ');
    const found = known.get(key) ?? (phrase.length > 1 ? inSequence(phrase) : anyOf(phrase.flat()));
    known.set(key, found);
    return found;
  };
  // In halves, which are found once each: so a phrase of many equal words is halved, too.
  const inSequence = (phrase: Phrase): Occurrences => {
    const half = Math.ceil(phrase.length / 2);
    const first = find(phrase.slice(0, half));
    return first.size > 0 ? followedBy(first, find(phrase.slice(half)), half) : first;
  };
  const anyOf = (lexemes: string[]): Occurrences => {
    const found: Occurrences = new Map();
    for (const lexeme of lexemes)
      for (const [position, span] of byLexeme.get(lexeme) ?? []) keepShortest(found, position, span);
    return found;
  };
  return find;
}

/** Of a Chinese character and the bigram that begins with it, the character. */
function keepShortest(found: Occurrences | undefined, position: number, span: Span): void {
  if (found && span.end < (found.get(position)?.end ?? Infinity)) found.set(position, span);
}

/** The occurrences of `first` that have one of `second` so many positions later. */
function followedBy(first: Occurrences, second: Occurrences, distance: number): Occurrences {
  const found: Occurrences = new Map();
  for (const [position, { start }] of first) {
    const last = second.get(position + distance);
    if (last) found.set(position, { start, end: last.end });
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
