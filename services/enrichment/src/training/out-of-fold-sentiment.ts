import type { Readable } from '../language/language.js';
import { sentimentVector } from '../language/sentiment-features.js';
import { sentimentScoreOf } from '../language/sentiment-model.js';
import { probabilitiesOf } from '../model/calibration.js';
import { type OutOfFold, outOfFoldBySource, sentimentCalibration } from './sentiment.js';
import type { SentimentExample } from './sentiment-examples.js';
import type { Step } from './splits.js';

/** The sentiment score of a text, −1 … 1. */
export type ScoreOf = (text: string) => number;

/** Leave-one-source-out sentiment: the margins of the examples, and the scores of these and of texts without a label. */
export function outOfFoldSentiment(
  examples: readonly SentimentExample[],
  unlabelled: readonly Pick<SentimentExample, 'text' | 'source'>[],
  language: Readable,
  step?: Step,
): { outOfFold: OutOfFold[]; scoreOf: ScoreOf } {
  // An example of importance 0 is scored, but not learnt from.
  const weightless = unlabelled.map(
    each => ({ ...each, label: 'neutral', collection: each.source, importance: 0 }) as const,
  );
  const all = [...examples, ...weightless];
  const vectors = all.map(({ text }) => sentimentVector(text, language));
  const outOfFold = outOfFoldBySource(all, vectors, language, step);
  const calibration = sentimentCalibration(outOfFold, language);
  const scores = new Map(
    outOfFold.map(({ example, margins }) => [example.text, sentimentScoreOf(probabilitiesOf(calibration, margins))]),
  );
  return { outOfFold: outOfFold.filter(({ example }) => example.importance > 0), scoreOf: text => scores.get(text)! };
}
