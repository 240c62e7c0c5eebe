import type { Span } from '@ckm/contracts';

/** `text === whole.slice(span.start, span.end)`, without white space around it. */
export interface Sentence {
  text: string;
  span: Span;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

const ABBREVIATIONS =
  /(?:^|[\s(])(?:[a-z]|z\. ?B|d\. ?h|u\. ?a|bzw|ca|inkl|Nr|Tel|Dr|Hr|Fr|e\.g|i\.e|approx|incl|Mr|Mrs|Ms|vs)\. *$/;
const BROKEN_LINE = /[\p{L},]\r?\n$/u;
// A shorter line was ended by its author, not by a mail program.
const WRAPPED_FROM = 50;

/** The sentences of a text, in order; what lies between them is white space. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let open = 0;
  let lineStart = 0;
  const starts = startsIn(text);
  starts.forEach((_, nth) => {
    const end = starts[nth + 1] ?? text.length;
    if (end < text.length && goesOn(text.slice(open, end), end - lineStart, text.slice(end, end + 2))) {
      lineStart = end;
      return;
    }
    const sentence = trimmed(text, open, end);
    if (sentence) sentences.push(sentence);
    open = lineStart = end;
  });
  return sentences;
}

// Line by line, for the segmenter takes quadratic time over many empty lines.
function startsIn(text: string): number[] {
  const lines = [...text.matchAll(/[^\r\n]+(?:\r\n|\r|\n)?/g)].filter(([line]) => line.trim() !== '');
  return lines.flatMap(({ 0: line, index }) => [...segmenter.segment(line)].map(segment => index + segment.index));
}

const goesOn = (soFar: string, lineLength: number, next: string): boolean =>
  ABBREVIATIONS.test(soFar.slice(-12)) ||
  (lineLength >= WRAPPED_FROM && BROKEN_LINE.test(soFar.slice(-4)) && /^\p{Ll}/u.test(next));

function trimmed(text: string, from: number, to: number): Sentence | null {
  const raw = text.slice(from, to);
  const start = from + raw.length - raw.trimStart().length;
  const end = from + raw.trimEnd().length;
  return end > start ? { text: text.slice(start, end), span: { start, end } } : null;
}
