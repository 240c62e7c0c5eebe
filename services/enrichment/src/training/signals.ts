import { binaryOf, type ClassScores } from '../evaluation/metrics.js';
import type { Readable } from '../language/language.js';
import {
  type Group,
  marginsInText,
  type ModelName,
  MODELS,
  signalsFile,
  type SignalSettings,
} from '../language/signal-model.js';
import { seeded } from '../model/random.js';
import type { Linear } from '../model/svm.js';
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
  type Strange,
  strangeTexts,
} from './signal-examples.js';
import { sentimentExamples, sourceOf } from './sentiment-examples.js';
import { groupsOf, leaveOneOut, type Step } from './splits.js';
import { askedUnseen, type ScoreOf } from './unseen-scores.js';
import { casesOf, heldOut, type HeldOut, linesOf, thresholdsOf } from './signal-validation.js';
import { isTaken } from './thresholds.js';

// Both chosen on the own corpus, a domain left out at a time.
const COST = 0.4;
const INTERPOLATION = 0.4;
const ROUNDS = 60;
const SEED = 6;
const MAX_WEIGHTS = 9_000;
const LANGUAGES: Readable[] = ['en', 'de', 'zh'];

/** Models of needs and signals, a file for each language. */
export const signals: Recipe = (dataFolder, say) => LANGUAGES.map(language => trainedFor(language, dataFolder, say));

function trainedFor(language: Readable, dataFolder: string, say: (line: string) => void): Trained {
  const strange = strangeTexts(language, dataFolder);
  const unlabelled = strange.flatMap(({ source, texts }) =>
    [...texts.expressed, ...texts.implied].map(({ text }) => ({ text, source: sourceOf({ text }, source) })),
  );
  const { models, settings, metrics } = trainSignals(
    readCorpus(language).map(line => labelledText(line, language)),
    collectedExamples(language, dataFolder),
    askedUnseen(sentimentExamples(language, dataFolder), unlabelled, language).scoreOf,
    { strange: strange.map(one => ({ ...one, others: collectedExamples(language, dataFolder, one.source) })) },
  );
  for (const [name, values] of Object.entries(metrics)) say(`${language} ${name} ${JSON.stringify(values)}`);
  const { thresholds, believed } = settings;
  return {
    file: signalsFile(language),
    bytes: packed(models, settings),
    data: [...new Set([`corpus/${language}`, ...collectionsOf(language), ...strange.map(({ source }) => source)])],
    hyperparameters: {
      cost: COST,
      telling: INTERPOLATION,
      rounds: ROUNDS,
      seed: SEED,
      strongest: MAX_WEIGHTS,
      thresholds,
      believed,
    },
    metrics: { 'own corpus, a domain left out at a time': metrics },
  };
}

export interface TrainedSignals {
  models: Record<ModelName, Linear>;
  settings: SignalSettings;
  metrics: Record<string, unknown>;
  /** Of some of the texts, by their numbers, each judged by models that saw nothing of its domain. */
  scoresOf: (group: Group, numbers: readonly number[]) => ClassScores;
}

/** With what may be learnt beside it when it is judged. */
type Judged = Strange & { others: readonly SignalExample[] };

/**
 * Learns from texts, and from examples that nothing is asked about.
 * @param scoreOf of each of the texts
 */
export function trainSignals(
  texts: readonly LabelledText[],
  collected: readonly SignalExample[],
  scoreOf: ScoreOf,
  { strange = [], step = () => undefined }: { strange?: readonly Judged[]; step?: Step } = {},
): TrainedSignals {
  const margins = heldOutMargins(texts, collected, scoreOf, step);
  const lines = linesOf(texts, margins);
  const held = heldOut(texts, margins, lines);
  const believed = believedRules(texts);
  const isBelieved = new Set(believed);
  const own = texts.flatMap(({ sentences }) => sentences);
  const judged = strange.map(({ texts: known, others }) => {
    const unseen = trainAll([...own, ...others]);
    const judge = (those: LabelledText[]): HeldOut[] => heldOut(those, marginsBy(unseen, those, scoreOf), lines);
    return { expressed: judge(known.expressed), implied: judge(known.implied) };
  });
  const { thresholds, metrics } = thresholdsOf(held, isBelieved, judged);
  return {
    models: trainAll([...own, ...collected]),
    settings: { lines, thresholds, believed },
    metrics,
    scoresOf: (group, numbers) => {
      const asked = casesOf(
        numbers.map(nth => held[nth]!),
        group,
        isBelieved,
      );
      return binaryOf(asked.map(each => [each.truth, isTaken(each.sentences, thresholds[group])] as const));
    },
  };
}

const trainAll = (examples: readonly SignalExample[]): Record<ModelName, Linear> =>
  Object.fromEntries(MODELS.map(name => [name, trainOne(examples, name)])) as Record<ModelName, Linear>;

function trainOne(examples: readonly SignalExample[], name: ModelName): Linear {
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

/** The margins of models that saw nothing of the text's domain. */
function heldOutMargins(
  texts: readonly LabelledText[],
  collected: readonly SignalExample[],
  scoreOf: ScoreOf,
  step: Step,
): number[][][] {
  const margins: number[][][] = texts.map(() => []);
  const splits = leaveOneOut(
    texts.map(({ domain }) => domain),
    groupsOf(texts.map(({ text }) => text)),
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

/** By text, sentence and model, with weights as coarse as they ship. */
function marginsBy(models: Record<ModelName, Linear>, texts: readonly LabelledText[], scoreOf: ScoreOf): number[][][] {
  const asked = unpacked<null>(packed(models, null)).models;
  return texts.map(({ text, sentences }) =>
    sentences.map(({ vector }) => marginsInText(marginsOf(asked, vector), scoreOf(text))),
  );
}
