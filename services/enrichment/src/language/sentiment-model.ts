import { type Calibration, probabilitiesOf } from '../model/calibration.js';
import { remembering } from '../model/remembering.js';
import { marginsOf, readWeights, type Weights } from '../model/weights.js';
import type { Readable } from './language.js';
import { sentimentVector } from './sentiment-features.js';

/** The classes, in the order of the models in a file of weights. */
export const SENTIMENTS = ['negative', 'neutral', 'positive'] as const;

export interface SentimentSettings {
  /** Of the margins, to the probabilities of `SENTIMENTS`. */
  calibration: Calibration;
}

export const sentimentFile = (language: Readable): string => `sentiment-${language}.bin`;

const read = new Map<Readable, Weights<SentimentSettings>>();

/** The probability of each of `SENTIMENTS`; the weights of a language are read when it is first asked about. */
export const sentimentProbabilities = remembering((text: string, language: Readable): number[] => {
  const { models, settings } = weightsOf(language);
  return probabilitiesOf(settings.calibration, marginsOf(models, sentimentVector(text, language)));
});

function weightsOf(language: Readable): Weights<SentimentSettings> {
  const known = read.get(language) ?? readWeights<SentimentSettings>(sentimentFile(language));
  read.set(language, known);
  return known;
}
