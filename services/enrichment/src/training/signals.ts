import { binaryOf, type ClassScores } from '../evaluation/metrics.js';
import { scoreAround } from '../language/clauses.js';
import { READABLE, type Readable } from '../language/language.js';
import { NGRAM_RANGES } from '../language/ngrams.js';
import {
  type Group,
  marginsInText,
  type ModelName,
  MODELS,
  signalsFile,
  type SignalSettings,
} from '../language/signal-model.js';
import { seeded } from '../model/random.js';
import type { LinearModel } from '../model/svm.js';
import { trainNbSvm } from '../model/nbsvm.js';
import { marginsOf, packed, unpacked } from '../model/weights.js';
import { believedRules } from './believed-rules.js';
import { readCorpus } from './data.js';
import type { Recipe, Trained } from './manifest.js';
import {
  collectedExamples,
  collectionsOf,
  labelledText,
  type LabelledText,
  type SignalExample,
  type HeldOutSource,
  heldOutSources,
} from './signal-examples.js';
import { sentimentExamples, SOURCES, sourceOf } from './sentiment-examples.js';
import { nearDuplicateGroups, leaveOneSourceOut, type Step } from './splits.js';
import { outOfFoldSentiment, type ScoreOf } from './out-of-fold-sentiment.js';
import { casesOf, outOfFoldTexts, type OutOfFoldText, plattLines, thresholdsOf } from './signal-validation.js';
import { isPredicted } from './thresholds.js';

// Cost and interpolation were chosen on the own corpus, by leave-one-domain-out validation.
const COST = 0.4;
const INTERPOLATION = 0.4;
const ROUNDS = 60;
const SEED = 6;
const MAX_WEIGHTS = 9_000;

/** A weights file of needs and signals for each language. */
export const signalsRecipe: Recipe = (dataFolder, say) =>
  READABLE.map(language => trainLanguage(language, dataFolder, say));

function trainLanguage(language: Readable, dataFolder: string, say: (line: string) => void): Trained {
  const heldOut = heldOutSources(language, dataFolder);
  const unlabelled = heldOut.flatMap(({ source, texts }) =>
    [...texts.expressed, ...texts.implied].map(({ text }) => ({ text, source: sourceOf({ text }, source) })),
  );
  const { models, settings, metrics } = trainSignals(
    readCorpus(language).map(line => labelledText(line, language)),
    collectedExamples(language, dataFolder),
    outOfFoldSentiment(sentimentExamples(language, dataFolder), unlabelled, language).scoreOf,
    { heldOut: heldOut.map(one => ({ ...one, others: collectedExamples(language, dataFolder, one.source) })) },
  );
  for (const [name, values] of Object.entries(metrics)) say(`${language} ${name} ${JSON.stringify(values)}`);
  const { thresholds, believed } = settings;
  return {
    file: signalsFile(language),
    bytes: packed(models, settings),
    // Those of sentiment too: the scores of texts are features, and calibration and thresholds rest on them.
    data: [
      ...new Set([
        ...Object.keys(SOURCES[language]),
        ...collectionsOf(language),
        ...heldOut.map(({ source }) => source),
      ]),
    ],
    hyperparameters: {
      cost: COST,
      interpolation: INTERPOLATION,
      rounds: ROUNDS,
      seed: SEED,
      maxWeights: MAX_WEIGHTS,
      features: NGRAM_RANGES[language],
      thresholds,
      believed,
    },
    metrics: { 'own corpus, a domain left out at a time': metrics },
  };
}

export interface TrainedSignals {
  models: Record<ModelName, LinearModel>;
  settings: SignalSettings;
  metrics: Record<string, unknown>;
  /** Out-of-fold scores of the texts with these indices. */
  scoresOf: (group: Group, indices: readonly number[]) => ClassScores;
}

/** A source on which thresholds are chosen too, with the other collections: those that the models which judge it may learn from. */
type Validated = HeldOutSource & { others: readonly SignalExample[] };

/**
 * Trains the models of one language, and chooses their calibration and thresholds on out-of-fold margins.
 * @param texts learnt from and validated on, leaving a domain out at a time
 * @param collected learnt from only
 * @param scoreOf the sentiment score of each text, those of `heldOut` included
 */
export function trainSignals(
  texts: readonly LabelledText[],
  collected: readonly SignalExample[],
  scoreOf: ScoreOf,
  { heldOut = [], step = () => undefined }: { heldOut?: readonly Validated[]; step?: Step } = {},
): TrainedSignals {
  const margins = outOfFoldMargins(texts, collected, scoreOf, step);
  const lines = plattLines(texts, margins);
  const outOfFold = outOfFoldTexts(texts, margins, lines);
  const believed = believedRules(texts);
  const isBelieved = new Set(believed);
  const own = texts.flatMap(({ sentences }) => sentences);
  const others = heldOut.map(source => {
    const models = trainAll([...own, ...source.others]);
    const judged = (those: LabelledText[]): OutOfFoldText[] =>
      outOfFoldTexts(those, marginsBy(models, those, scoreOf), lines);
    return { expressed: judged(source.texts.expressed), implied: judged(source.texts.implied) };
  });
  const { thresholds, metrics } = thresholdsOf(outOfFold, isBelieved, others);
  return {
    models: trainAll([...own, ...collected]),
    settings: { lines, thresholds, believed },
    metrics,
    scoresOf: (group, indices) => {
      const some = indices.map(nth => outOfFold[nth]!);
      const cases = casesOf(some, group, isBelieved);
      return binaryOf(cases.map(each => [each.truth, isPredicted(each.sentences, thresholds[group])] as const));
    },
  };
}

const trainAll = (examples: readonly SignalExample[]): Record<ModelName, LinearModel> =>
  Object.fromEntries(MODELS.map(name => [name, trainOne(examples, name)])) as Record<ModelName, LinearModel>;

function trainOne(examples: readonly SignalExample[], name: ModelName): LinearModel {
  const known = examples.filter(({ truth }) => truth[name] !== undefined);
  const isPositive = known.map(({ truth }) => truth[name]!);
  const positive = isPositive.filter(Boolean).length;
  return trainNbSvm(
    known.map(({ vector }) => vector),
    isPositive,
    {
      cost: COST,
      interpolation: INTERPOLATION,
      maxWeights: MAX_WEIGHTS,
      positiveWeight: Math.sqrt((known.length - positive) / Math.max(1, positive)),
      importance: Float32Array.from(known, ({ importance }) => importance),
      random: seeded(SEED),
      rounds: ROUNDS,
    },
  );
}

/** By text, sentence and model: leave-one-domain-out margins. */
function outOfFoldMargins(
  texts: readonly LabelledText[],
  collected: readonly SignalExample[],
  scoreOf: ScoreOf,
  step: Step,
): number[][][] {
  const margins: number[][][] = texts.map(() => []);
  const splits = leaveOneSourceOut(
    texts.map(({ domain }) => domain),
    nearDuplicateGroups(texts.map(({ text }) => text)),
  );
  for (const [done, { train, test }] of splits.entries()) {
    step(done, splits.length);
    const models = trainAll([...train.flatMap(nth => texts[nth]!.sentences), ...collected]);
    const found = marginsBy(
      models,
      test.map(nth => texts[nth]!),
      scoreOf,
    );
    test.forEach((nth, at) => (margins[nth] = found[at]!));
  }
  return margins;
}

/** By text, sentence and model, with weights quantised as they ship. */
function marginsBy(
  models: Record<ModelName, LinearModel>,
  texts: readonly LabelledText[],
  scoreOf: ScoreOf,
): number[][][] {
  const quantised = unpacked<null>(packed(models, null)).models;
  return texts.map(({ text, sentences }) =>
    sentences.map(clause => marginsInText(marginsOf(quantised, clause.vector), scoreAround(clause, scoreOf(text)))),
  );
}
