import { READABLE, type Readable } from '../language/language.js';
import { sentimentVector } from '../language/sentiment-features.js';
import { likeliestSentiment, SENTIMENT_CLASSES } from '../language/sentiment-model.js';
import { seeded } from '../model/random.js';
import { marginOf } from '../model/svm.js';
import { trainSentiment } from '../training/sentiment.js';
import { type SentimentExample, sentimentExamples } from '../training/sentiment-examples.js';
import { kFolds, nearDuplicateGroups } from '../training/splits.js';
import { scoresOf } from './metrics.js';

export interface CurvePoint {
  language: Readable;
  /** The lines of the own corpus that were trained on, beside all other collections. */
  lines: number;
  /** The size of the test set: a fifth of the own corpus. */
  texts: number;
  macro: number;
}

const SIZES = [300, 600, 1_200];
const FOLDS = 5;
const SEED = 11;

/** The learning curve over lines of the own corpus. */
export const sentimentCurve = (dataFolder: string): CurvePoint[] =>
  READABLE.flatMap(language => curveOf(language, dataFolder));

function curveOf(language: Readable, dataFolder: string): CurvePoint[] {
  const examples = sentimentExamples(language, dataFolder);
  const own = examples.filter(({ collection }) => collection.startsWith('corpus/'));
  const others = examples.filter(({ collection }) => !collection.startsWith('corpus/'));
  const random = seeded(SEED);
  const { train, test } = kFolds(nearDuplicateGroups(own.map(({ text }) => text)), FOLDS, random)[0]!;
  const shuffled = train.map(nth => ({ nth, lot: random() })).sort((a, b) => a.lot - b.lot);
  return SIZES.map(lines => {
    const some = shuffled.slice(0, lines).map(({ nth }) => own[nth]!);
    const tested = test.map(nth => own[nth]!);
    return {
      language,
      lines: some.length,
      texts: tested.length,
      macro: macroOf([...others, ...some], tested, language),
    };
  });
}

function macroOf(examples: SentimentExample[], tested: SentimentExample[], language: Readable): number {
  const vectors = examples.map(({ text }) => sentimentVector(text, language));
  const models = trainSentiment(examples, vectors, language);
  const judged = tested.map(({ text, label }) => {
    const vector = sentimentVector(text, language);
    const margins = SENTIMENT_CLASSES.map(each => marginOf(models[each]!, vector));
    return { truth: label, said: likeliestSentiment(margins) };
  });
  return scoresOf(judged, SENTIMENT_CLASSES).macro;
}
