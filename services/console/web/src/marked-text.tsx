import type { ReactNode, Ref } from 'react';
import type { Signal } from './knowledge.js';
import { langAttribute, useWords } from './language.js';
import { segmentsOf, type Segment } from './segments.js';

interface Props {
  text: string;
  language: string | null | undefined;
  signals: Signal[];
  ref?: Ref<HTMLQuoteElement>;
}

/** The customer's words. The span of each signal is tinted and underlined, and named at its end. */
export function MarkedText({ text, language, signals, ref }: Props) {
  return (
    <blockquote ref={ref} className="marked-text" lang={langAttribute(language)} dir="auto">
      {segmentsOf(text, signals).map(segment => (
        <MarkedSegment key={segment.start} segment={segment} />
      ))}
    </blockquote>
  );
}

/** A word joiner: no line break between the words and the name of their signal. */
const GLUE = '\u2060';

function MarkedSegment({ segment }: { segment: Segment }) {
  const { language, name } = useWords();
  const titleOf = ({ type, expression, rationale }: Signal) =>
    [name('signal', type), name('expression', expression), rationale && name('rationale', rationale)]
      .filter(Boolean)
      .join(' · ');
  // Marks are nested, so that the tints of signals that overlap add up and their lines lie below each other.
  const marked = segment.signals.reduceRight<ReactNode>(
    (inner, signal, depth) => (
      <mark className={`signal-${signal.type} depth-${Math.min(depth, 2)}`} title={titleOf(signal)}>
        {inner}
      </mark>
    ),
    segment.text,
  );
  return (
    <>
      {marked}
      {segment.ending.map(signal => (
        <sup
          key={`${signal.type} ${signal.rule} ${signal.span.start}`}
          lang={language}
          className={`signal-${signal.type}`}
          title={titleOf(signal)}
        >
          {GLUE}
          {name('signal', signal.type)}
        </sup>
      ))}
    </>
  );
}
