import type { Readable } from '../language/language.js';
import { sentimentVector } from '../language/sentiment-features.js';
import { sentimentScoreOf } from '../language/sentiment-model.js';
import { probabilitiesOf } from '../model/calibration.js';
import { type Asked, askedBySource, calibratedOn } from './sentiment.js';
import type { SentimentExample } from './sentiment-examples.js';
import type { Step } from './splits.js';

/** How a text feels, −1 … 1. */
export type ScoreOf = (text: string) => number;

/** What models say that learnt from the examples of the other sources: of the examples, and how these and texts without a label feel. */
export function askedUnseen(
  examples: readonly SentimentExample[],
  unlabelled: readonly Pick<SentimentExample, 'text' | 'source'>[],
  language: Readable,
  step?: Step,
): { asked: Asked[]; scoreOf: ScoreOf } {
  // What weighs nothing is asked about and not learnt from.
  const weightless = unlabelled.map(
    each => ({ ...each, label: 'neutral', collection: each.source, importance: 0 }) as const,
  );
  const all = [...examples, ...weightless];
  const vectors = all.map(({ text }) => sentimentVector(text, language));
  const asked = askedBySource(all, vectors, language, step);
  const calibration = calibratedOn(asked, language);
  const scores = new Map(
    asked.map(({ example, margins }) => [example.text, sentimentScoreOf(probabilitiesOf(calibration, margins))]),
  );
  return { asked: asked.filter(({ example }) => example.importance > 0), scoreOf: text => scores.get(text)! };
}
