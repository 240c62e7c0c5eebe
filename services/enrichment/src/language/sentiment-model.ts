import { type Calibration, probabilitiesOf } from '../model/calibration.js';
import { memoiseByKey, memoiseLast } from '../model/memoise.js';
import { marginsOf, readWeights } from '../model/weights.js';
import type { Readable } from './language.js';
import { sentimentVector } from './sentiment-features.js';

/** The classes, in the order of the models in a file of weights. */
export const SENTIMENTS = ['negative', 'neutral', 'positive'] as const;

export interface SentimentSettings {
  /** Of the margins, to the probabilities of `SENTIMENTS`. */
  calibration: Calibration;
}

export const sentimentFile = (language: Readable): string => `sentiment-${language}.bin`;

const weightsOf = memoiseByKey((language: Readable) => readWeights<SentimentSettings>(sentimentFile(language)));

/** The probability of each of `SENTIMENTS`; the weights of a language are read when it is first asked about. */
export const sentimentProbabilities = memoiseLast((text: string, language: Readable): number[] => {
  const { models, settings } = weightsOf(language);
  return probabilitiesOf(settings.calibration, marginsOf(models, sentimentVector(text, language)));
});
