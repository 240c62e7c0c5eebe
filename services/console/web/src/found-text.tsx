import type { Span } from './knowledge.js';

/** What ends behind so many characters may be below the lines that a card shows. */
const VISIBLE = 100;
/** So many characters are shown before the first hit at most. */
const LEAD = 60;

/** Where to begin, so that the first hit is seen: with the text, or after a blank or a mark of punctuation in it. */
function beginningOf(text: string, hit: Span | undefined): number {
  if (!hit || hit.end <= VISIBLE) return 0;
  const from = hit.start - LEAD;
  const gap = text.slice(from, hit.start).search(/[\s，。！？；、]/);
  return gap < 0 ? hit.start : from + gap + 1;
}

/** A text in which a search found its words: they are marked, and what stands far before them is left out. */
export function FoundText({ text, hits }: { text: string; hits: Span[] }) {
  const from = beginningOf(text, hits[0]);
  const cuts = [from, ...hits.flatMap(({ start, end }) => [start, end]), text.length];
  const parts = cuts.slice(1).map((end, nth) => text.slice(cuts[nth], end));
  return (
    <>
      {from > 0 && '… '}
      {parts.map((part, nth) => (nth % 2 === 0 ? part : <mark key={nth}>{part}</mark>))}
    </>
  );
}
