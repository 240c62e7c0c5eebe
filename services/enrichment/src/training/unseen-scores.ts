import type { Readable } from '../language/language.js';
import { sentimentVector } from '../language/sentiment-features.js';
import { probabilitiesOf } from '../model/calibration.js';
import { askedBySource, BALANCES, calibratedOn, COSTS } from './sentiment.js';
import type { SentimentExample } from './sentiment-examples.js';

/** How a text feels, −1 … 1. */
export type ScoreOf = (text: string) => number;

/** What models say of examples, and of texts without a label, that learnt from the examples of the other sources. */
export function unseenScores(
  examples: readonly SentimentExample[],
  unlabelled: readonly Pick<SentimentExample, 'text' | 'source'>[],
  language: Readable,
): ScoreOf {
  // What weighs nothing is asked about and not learnt from.
  const weightless = unlabelled.map(
    each => ({ ...each, label: 'neutral', collection: each.source, importance: 0 }) as const,
  );
  const all = [...examples, ...weightless];
  const vectors = all.map(({ text }) => sentimentVector(text, language));
  const asked = askedBySource(all, vectors, COSTS[language]);
  const calibration = calibratedOn(asked, BALANCES[language]);
  const scores = new Map(
    asked.map(({ example, margins }) => {
      const [negative, , positive] = probabilitiesOf(calibration, margins) as [number, number, number];
      return [example.text, positive - negative];
    }),
  );
  return text => scores.get(text)!;
}
