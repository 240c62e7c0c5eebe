import type { SentimentLabel } from '@ckm/contracts';
import { scoresOf } from '../evaluation/metrics.js';
import { likeliestSentiment, SENTIMENT_CLASSES, sentimentScoreOf } from '../language/sentiment-model.js';
import { type Calibration, probabilitiesOf } from '../model/calibration.js';
import type { OutOfFold } from './sentiment.js';

interface Judged {
  truth: SentimentLabel;
  said: SentimentLabel;
  collection: string;
  /** P(positive) − P(negative). */
  score: number;
}

/** Collection → metrics on its texts, whose source neither the models nor the calibration saw. Shares in percent. */
export function metricsByCollection(
  outOfFold: readonly OutOfFold[],
  calibrate: (outOfFold: readonly OutOfFold[]) => Calibration,
): Record<string, Record<string, number>> {
  const sources = [...new Set(outOfFold.map(({ example }) => example.source))];
  const judged = sources.flatMap(source => {
    const calibration = calibrate(outOfFold.filter(({ example }) => example.source !== source));
    return outOfFold.filter(({ example }) => example.source === source).map(each => judge(each, calibration));
  });
  const collections = [...new Set(judged.map(({ collection }) => collection))];
  return Object.fromEntries(
    collections.map(collection => [collection, figuresOf(judged.filter(each => each.collection === collection))]),
  );
}

function judge({ example, margins }: OutOfFold, calibration: Calibration): Judged {
  const probabilities = probabilitiesOf(calibration, margins);
  return {
    truth: example.label,
    said: likeliestSentiment(probabilities),
    collection: example.collection,
    score: sentimentScoreOf(probabilities),
  };
}

function figuresOf(judged: readonly Judged[]): Record<string, number> {
  const present = SENTIMENT_CLASSES.filter(label => judged.some(({ truth }) => truth === label));
  const { macro, micro, classes } = scoresOf(judged, present);
  const polar = judged.filter(({ truth }) => truth !== 'neutral');
  const signs = polar.filter(({ truth, score }) => score > 0 === (truth === 'positive'));
  const byClass = present.flatMap(label => [
    [`${label} precision`, percent(classes[label]!.precision)],
    [`${label} recall`, percent(classes[label]!.recall)],
  ]);
  return {
    texts: judged.length,
    'macro-F1': percent(macro),
    micro: percent(micro),
    'sign of the score': percent(signs.length / polar.length),
    ...(Object.fromEntries(byClass) as Record<string, number>),
  };
}

const percent = (share: number): number => Math.round(share * 1000) / 10;
