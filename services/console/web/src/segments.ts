import type { Signal } from './knowledge.js';

/** A run of text that the same signals cover, the longest signal first. */
export interface Segment {
  start: number;
  text: string;
  signals: Signal[];
  /** Those of `signals` whose span ends here. */
  ending: Signal[];
}

const clip = (offset: number, text: string) => Math.min(Math.max(offset, 0), text.length);

/** Cuts a text wherever a span begins or ends. Joined again, the segments are the text. */
export function segmentsOf(text: string, signals: Signal[]): Segment[] {
  const spans = signals
    .map(signal => ({ signal, start: clip(signal.span.start, text), end: clip(signal.span.end, text) }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const cuts = new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])]);
  const offsets = [...cuts].sort((a, b) => a - b);

  return offsets.slice(0, -1).map((start, index) => {
    const end = offsets[index + 1] ?? text.length;
    const covering = spans.filter(span => span.start <= start && span.end >= end);
    return {
      start,
      text: text.slice(start, end),
      signals: covering.map(({ signal }) => signal),
      ending: covering.filter(span => span.end === end).map(({ signal }) => signal),
    };
  });
}
