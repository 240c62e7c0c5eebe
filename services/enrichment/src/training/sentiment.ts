import { READABLE, type Readable } from '../language/language.js';
import { NGRAM_RANGES } from '../language/ngrams.js';
import { sentimentVector } from '../language/sentiment-features.js';
import { sentimentFile, SENTIMENT_CLASSES, type SentimentSettings } from '../language/sentiment-model.js';
import { type Calibration, fitCalibration } from '../model/calibration.js';
import type { Vector } from '../model/features.js';
import { seeded } from '../model/random.js';
import { type LinearModel, marginOf } from '../model/svm.js';
import { trainNbSvm } from '../model/nbsvm.js';
import { packed } from '../model/weights.js';
import type { Recipe, Trained } from './manifest.js';
import { type SentimentExample, sentimentExamples, SOURCES } from './sentiment-examples.js';
import { metricsByCollection } from './sentiment-validation.js';
import { nearDuplicateGroups, leaveOneSourceOut, type Step } from './splits.js';

// The hyper-parameters, and the importance of the sources, were chosen by leave-one-source-out validation.
const COSTS: Readonly<Record<Readable, number>> = { en: 0.25, de: 1, zh: 0.3 };
const INTERPOLATION = 0.7;
/** The class prior that the calibration assumes: from that of the collections (0) to a uniform one (1). */
const BALANCES: Readonly<Record<Readable, number>> = { en: 0.5, de: 0.25, zh: 0.5 };
const MAX_WEIGHTS = 15_000;
const ROUNDS = 60;
const SEED = 7;

/** An example with the margins of models that were trained without its source. */
export interface OutOfFold {
  example: SentimentExample;
  /** By class, in the order of `SENTIMENT_CLASSES`. */
  margins: number[];
}

/** A one-vs-rest model for each of `SENTIMENT_CLASSES`, with balanced costs. */
export function trainSentiment(
  examples: readonly SentimentExample[],
  vectors: readonly Vector[],
  language: Readable,
): Record<string, LinearModel> {
  const importance = Float32Array.from(examples, ({ importance }) => importance);
  const total = importance.reduce((sum, one) => sum + one, 0);
  const models = SENTIMENT_CLASSES.map(label => {
    const isPositive = examples.map(example => example.label === label);
    const positive = importance.reduce((sum, one, nth) => sum + (isPositive[nth] ? one : 0), 0);
    const positiveWeight = (total - positive) / Math.max(positive, 1);
    return trainNbSvm(vectors, isPositive, {
      cost: COSTS[language],
      interpolation: INTERPOLATION,
      maxWeights: MAX_WEIGHTS,
      rounds: ROUNDS,
      importance,
      positiveWeight,
      random: seeded(SEED),
    });
  });
  return Object.fromEntries(SENTIMENT_CLASSES.map((label, nth) => [label, models[nth]!]));
}

/** Leave-one-source-out: the margins of each source's examples by models that were trained on the other sources. */
export function outOfFoldBySource(
  examples: readonly SentimentExample[],
  vectors: readonly Vector[],
  language: Readable,
  step: Step = () => undefined,
): OutOfFold[] {
  const groups = nearDuplicateGroups(examples.map(({ text }) => text));
  const splits = leaveOneSourceOut(
    examples.map(({ source }) => source),
    groups,
  );
  return splits.flatMap(({ train, test }, done) => {
    step(done, splits.length);
    const models = trainSentiment(
      train.map(nth => examples[nth]!),
      train.map(nth => vectors[nth]!),
      language,
    );
    return test.map(nth => ({
      example: examples[nth]!,
      margins: SENTIMENT_CLASSES.map(label => marginOf(models[label]!, vectors[nth]!)),
    }));
  });
}

/** A calibration fitted to out-of-fold margins, in which each collection counts as much as its importance, however many texts it has. */
export function sentimentCalibration(outOfFold: readonly OutOfFold[], language: Readable): Calibration {
  const sizes = sumBy(
    outOfFold,
    ({ example }) => example.collection,
    () => 1,
  );
  const share = ({ example }: OutOfFold): number => example.importance / sizes.get(example.collection)!;
  const labels = sumBy(outOfFold, ({ example }) => example.label, share);
  const total = [...labels.values()].reduce((sum, one) => sum + one, 0);
  const inverseFrequency = (label: string): number => total / labels.size / labels.get(label)!;
  const importance = Float32Array.from(
    outOfFold,
    each => share(each) * inverseFrequency(each.example.label) ** BALANCES[language] * (outOfFold.length / total),
  );
  const classOf = outOfFold.map(({ example }) => SENTIMENT_CLASSES.indexOf(example.label));
  return fitCalibration(
    outOfFold.map(({ margins }) => margins),
    classOf,
    { classes: SENTIMENT_CLASSES.length, importance },
  );
}

function sumBy<Each>(
  all: readonly Each[],
  keyOf: (each: Each) => string,
  valueOf: (each: Each) => number,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const each of all) sums.set(keyOf(each), (sums.get(keyOf(each)) ?? 0) + valueOf(each));
  return sums;
}

/** A weights file of sentiment for each language. */
export const sentimentRecipe: Recipe = (dataFolder, say) =>
  READABLE.map(language => trainLanguage(language, dataFolder, say));

function trainLanguage(language: Readable, dataFolder: string, say: (line: string) => void): Trained {
  const examples = sentimentExamples(language, dataFolder);
  const vectors = examples.map(({ text }) => sentimentVector(text, language));
  say(`${language}: ${examples.length} texts`);
  const outOfFold = outOfFoldBySource(examples, vectors, language);
  const metrics = metricsByCollection(outOfFold, those => sentimentCalibration(those, language));
  for (const [collection, figures] of Object.entries(metrics)) say(`${collection} ${JSON.stringify(figures)}`);
  const settings: SentimentSettings = { calibration: sentimentCalibration(outOfFold, language) };
  const sources = SOURCES[language];
  return {
    file: sentimentFile(language),
    bytes: packed(trainSentiment(examples, vectors, language), settings),
    data: Object.keys(sources),
    hyperparameters: {
      cost: COSTS[language],
      interpolation: INTERPOLATION,
      balance: BALANCES[language],
      maxWeights: MAX_WEIGHTS,
      rounds: ROUNDS,
      seed: SEED,
      features: NGRAM_RANGES[language],
      sources,
    },
    metrics,
  };
}
