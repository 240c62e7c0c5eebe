import {
  isStorable,
  type Sentiment,
  type SentimentLabel,
  type Signal,
  type SignalType,
  type Span,
} from '@ckm/contracts';
import { Problem } from '@ckm/http';
import { ALWAYS_EXPRESSED, TYPES_WITH_KIND } from '../language/rule.js';

/** What a person states of a signal; the rest follows from the type. */
type Stated = Pick<Signal, 'type' | 'span'> & {
  [Part in 'kind' | 'expression' | 'rationale']?: Signal[Part] | null;
} & { sentiment?: SentimentLabel | null };

const RULE = 'correction';

const SCORES: Record<SentimentLabel, Sentiment['score']> = { positive: 1, neutral: 0, negative: -1 };

/** People give a label without a score: it is taken as certain. */
export const certain = (label: SentimentLabel): Sentiment => ({ label, score: SCORES[label] });

/**
 * A signal as stated, without what its type cannot have: praise, for example, has no kind and is never implied.
 * @param pointer where the span stands in the request
 * @throws Problem `span-outside` where the text has no words at the span
 */
export function signalAs({ type, span, ...stated }: Stated, text: string, pointer: string): Signal {
  const isImplied = stated.expression === 'IMPLIED' && !ALWAYS_EXPRESSED.includes(type);
  return {
    type,
    kind: TYPES_WITH_KIND.includes(type) ? (stated.kind ?? null) : null,
    expression: isImplied ? 'IMPLIED' : 'EXPRESSED',
    span,
    text: wordsAt(span, text, pointer),
    sentiment: certain(stated.sentiment ?? SUGGESTS[type]),
    confidence: 1,
    rule: RULE,
    rationale: isImplied ? (stated.rationale ?? RULE) : null,
  };
}

function wordsAt({ start, end }: Span, text: string, pointer: string): string {
  const words = text.slice(start, end);
  if (end <= text.length && words.trim() !== '' && isStorable(words)) return words;
  const detail = `the item has ${text.length} UTF-16 code units`;
  throw new Problem('span-outside', undefined, [{ pointer, rule: 'span', detail }]);
}

const SUGGESTS: Record<SignalType, SentimentLabel> = {
  REQUEST: 'neutral',
  PROBLEM: 'negative',
  QUESTION: 'neutral',
  PRAISE: 'positive',
  CHURN_RISK: 'negative',
  EXPECTATION: 'neutral',
  COMPETITOR_MENTION: 'neutral',
};
