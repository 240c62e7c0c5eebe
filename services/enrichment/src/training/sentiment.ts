import { READABLE, type Readable } from '../language/language.js';
import { FEATURE_KINDS } from '../language/feature-kinds.js';
import { sentimentVector } from '../language/sentiment-features.js';
import { sentimentFile, SENTIMENT_CLASSES, type SentimentSettings } from '../language/sentiment-model.js';
import { type Calibration, calibrated } from '../model/calibration.js';
import type { Vector } from '../model/features.js';
import { seeded } from '../model/random.js';
import { type Linear, marginOf } from '../model/svm.js';
import { trainNbSvm } from '../model/nbsvm.js';
import { packed } from '../model/weights.js';
import type { Recipe, Trained } from './manifest.js';
import { type SentimentExample, sentimentExamples, SOURCES } from './sentiment-examples.js';
import { confirmed } from './sentiment-validation.js';
import { groupsOf, leaveOneOut, type Step } from './splits.js';

/** What a mistake costs; chosen by leaving each source out, as all that follows and the importance of the sources are. */
const COSTS: Readonly<Record<Readable, number>> = { en: 0.25, de: 1, zh: 0.3 };
const INTERPOLATION = 0.7;
// Of the calibration: 0 takes the classes as frequent as they are in the collections, 1 as equally frequent.
const BALANCES: Readonly<Record<Readable, number>> = { en: 0.5, de: 0.25, zh: 0.5 };
const MAX_WEIGHTS = 15_000;
const ROUNDS = 60;
const SEED = 7;

/** A text that a model was asked about which had not seen its source. */
export interface Asked {
  example: SentimentExample;
  margins: number[];
}

/** One model for each of `SENTIMENT_CLASSES` against the others, its two sides costing the same. */
export function trainSentiment(
  examples: readonly SentimentExample[],
  vectors: readonly Vector[],
  language: Readable,
): Record<string, Linear> {
  const importance = Float32Array.from(examples, ({ importance }) => importance);
  const total = importance.reduce((sum, one) => sum + one, 0);
  const models = SENTIMENT_CLASSES.map(label => {
    const isPositive = examples.map(example => example.label === label);
    const own = importance.reduce((sum, one, nth) => sum + (isPositive[nth] ? one : 0), 0);
    const positiveWeight = (total - own) / Math.max(own, 1);
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

/** Each source's texts, judged by models that were trained on the other sources. */
export function askedBySource(
  examples: readonly SentimentExample[],
  vectors: readonly Vector[],
  language: Readable,
  step: Step = () => undefined,
): Asked[] {
  const groups = groupsOf(examples.map(({ text }) => text));
  const splits = leaveOneOut(
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

/** On texts of sources unseen, each collection worth as much as its importance. */
export function calibratedOn(asked: readonly Asked[], language: Readable): Calibration {
  const collections = counted(
    asked,
    ({ example }) => example.collection,
    () => 1,
  );
  const share = ({ example }: Asked): number => example.importance / collections.get(example.collection)!;
  const labels = counted(asked, ({ example }) => example.label, share);
  const total = [...labels.values()].reduce((sum, one) => sum + one, 0);
  const rarity = (label: string): number => total / labels.size / labels.get(label)!;
  const importance = Float32Array.from(
    asked,
    each => share(each) * rarity(each.example.label) ** BALANCES[language] * (asked.length / total),
  );
  const classOf = asked.map(({ example }) => SENTIMENT_CLASSES.indexOf(example.label));
  return calibrated(
    asked.map(({ margins }) => margins),
    classOf,
    { classes: SENTIMENT_CLASSES.length, importance },
  );
}

function counted(
  asked: readonly Asked[],
  keyOf: (each: Asked) => string,
  worth: (each: Asked) => number,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const each of asked) sums.set(keyOf(each), (sums.get(keyOf(each)) ?? 0) + worth(each));
  return sums;
}

/** The weights of sentiment in three languages. */
export const sentimentRecipe: Recipe = (dataFolder, say) =>
  READABLE.map(language => trainLanguage(language, dataFolder, say));

function trainLanguage(language: Readable, dataFolder: string, say: (line: string) => void): Trained {
  const examples = sentimentExamples(language, dataFolder);
  const vectors = examples.map(({ text }) => sentimentVector(text, language));
  say(`${language}: ${examples.length} texts`);
  const asked = askedBySource(examples, vectors, language);
  const metrics = confirmed(asked, those => calibratedOn(those, language));
  for (const [collection, figures] of Object.entries(metrics)) say(`${collection} ${JSON.stringify(figures)}`);
  const settings: SentimentSettings = { calibration: calibratedOn(asked, language) };
  const sources = SOURCES[language];
  return {
    file: sentimentFile(language),
    bytes: packed(trainSentiment(examples, vectors, language), settings),
    data: Object.keys(sources),
    hyperparameters: {
      cost: COSTS[language],
      telling: INTERPOLATION,
      balance: BALANCES[language],
      strongest: MAX_WEIGHTS,
      rounds: ROUNDS,
      seed: SEED,
      features: FEATURE_KINDS[language],
      sources,
    },
    metrics,
  };
}
