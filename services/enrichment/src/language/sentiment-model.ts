import type { SentimentLabel } from '@ckm/contracts';
import { type Calibration, probabilitiesOf } from '../model/calibration.js';
import { memoiseByKey } from '../model/memoise.js';
import { marginsOf, readWeights } from '../model/weights.js';
import type { Readable } from './language.js';
import { sentimentVector } from './sentiment-features.js';

/** The classes in the order of the models in a weights file, which is not that of the contract's `SENTIMENTS`. */
export const SENTIMENT_CLASSES = ['negative', 'neutral', 'positive'] as const satisfies readonly SentimentLabel[];

export interface SentimentSettings {
  /** From the margins of the models to the probabilities of `SENTIMENT_CLASSES`. */
  calibration: Calibration;
}

export const sentimentFile = (language: Readable): string => `sentiment-${language}.bin`;

const weightsOf = memoiseByKey((language: Readable) => readWeights<SentimentSettings>(sentimentFile(language)));

/** The probability of each of `SENTIMENT_CLASSES`; a language's weights are read on first use. */
export function sentimentProbabilities(text: string, language: Readable, clauses?: readonly string[]): number[] {
  const { models, settings } = weightsOf(language);
  return probabilitiesOf(settings.calibration, marginsOf(models, sentimentVector(text, language, clauses)));
}

/** P(positive) − P(negative), −1 … 1. */
export const sentimentScoreOf = (probabilities: readonly number[]): number => probabilities[2]! - probabilities[0]!;

/** The class with the highest probability, or margin. */
export const likeliestSentiment = (byClass: readonly number[]): SentimentLabel =>
  SENTIMENT_CLASSES[byClass.indexOf(Math.max(...byClass))]!;
