import { binaryOf, type ClassScores, ONE_IN_TEN, reweightedOf } from '../evaluation/metrics.js';
import {
  type Group,
  groupOfRule,
  ruleSupport,
  type ModelName,
  MODELS,
  probabilityOf,
  type SignalSettings,
  type Threshold,
} from '../language/signal-model.js';
import { fitCalibration } from '../model/calibration.js';
import { ONE_IN_THREE } from './believed-rules.js';
import { weightsOf } from './hard-negatives.js';
import type { LabelledText, SignalExample } from './signal-examples.js';
import { bestThreshold, type Case, isPredicted } from './thresholds.js';

/**
 * The least probability at which a model is followed where a believed rule says the same: a rule holds in any genre, a model in those it has seen.
 * Rules of *implied* are always followed, which did best on reviews of apps that nothing was trained on. Praise is short and has more words than its model can know.
 */
const WITH_RULE: Partial<Record<ModelName, number>> = { implied: 0, PRAISE: 0.02 };
const DEFAULT_WITH_RULE = 0.1;

/** Platt scaling of each model, fitted to the out-of-fold margins of its labelled sentences. */
export function plattLines(texts: readonly LabelledText[], margins: readonly number[][][]): SignalSettings['lines'] {
  const sentences = texts.flatMap((text, nth) =>
    text.sentences.map(({ truth }, at) => ({ truth, margins: margins[nth]![at]! })),
  );
  const ofModel = (name: ModelName, model: number): readonly [number, number] => {
    const known = sentences.filter(({ truth }) => truth[name] !== undefined);
    const [no, yes] = fitCalibration(
      known.map(each => [each.margins[model]!]),
      known.map(({ truth }) => (truth[name] ? 1 : 0)),
      { classes: 2 },
    );
    return [rounded(yes![0]! - no![0]!), rounded(yes![1]! - no![1]!)];
  };
  return Object.fromEntries(
    MODELS.map((name, model) => [name, ofModel(name, model)] as const),
  ) as unknown as SignalSettings['lines'];
}

/** A text with the probabilities of models that saw nothing of its domain. */
export interface OutOfFoldText {
  /** What it counts. */
  weight: number;
  need: LabelledText['need'];
  sentences: (Pick<SignalExample, 'hits' | 'truth'> & { probabilities: Record<ModelName, number> })[];
}

export function outOfFoldTexts(
  texts: readonly LabelledText[],
  margins: readonly number[][][],
  lines: SignalSettings['lines'],
): OutOfFoldText[] {
  const weightOf = weightsOf(texts);
  return texts.map((text, nth) => ({
    need: text.need,
    weight: weightOf(text),
    sentences: text.sentences.map(({ hits, truth }, at) => ({
      hits,
      truth,
      probabilities: Object.fromEntries(
        MODELS.map((name, model) => [name, probabilityOf(lines[name], margins[nth]![at]![model]!)]),
      ) as Record<ModelName, number>,
    })),
  }));
}

/**
 * The thresholds of every model: needs are decided by text, at the natural rates of `expressed` and `implied`; types by sentence, at their rate in the corpus.
 * @param heldOut texts of other sources, by the label that they validate: the positives of each source weigh as much as ours, and so do its negatives
 */
export function thresholdsOf(
  outOfFold: readonly OutOfFoldText[],
  believed: ReadonlySet<string>,
  heldOut: readonly Record<Group, OutOfFoldText[]>[] = [],
): {
  thresholds: Record<ModelName, Threshold>;
  metrics: Record<string, unknown>;
} {
  const metrics: Record<string, unknown> = {};
  const chosen = new Map<ModelName, Threshold>();
  const choose = (name: ModelName, cases: Case[], rate: number, others: Case[] = []): void => {
    const threshold = bestThreshold([...cases, ...others], rate, WITH_RULE[name] ?? DEFAULT_WITH_RULE);
    const pairs = cases.map(each => [each.truth, isPredicted(each.sentences, threshold)] as const);
    chosen.set(name, threshold);
    const file = binaryOf(pairs);
    metrics[name] = {
      rate: rounded(file.support / pairs.length),
      file: allRounded(file),
      oneInTen: allRounded(reweightedOf(pairs)),
    };
  };
  const chooseGroup = (group: Group, rate: number, isAsked: (text: OutOfFoldText) => boolean): void => {
    const cases = casesOf(outOfFold.filter(isAsked), group, believed);
    const others = heldOut.flatMap(one => asMuchAs(cases, casesOf(one[group].filter(isAsked), group, believed)));
    choose(group, cases, rate, others);
  };
  chooseGroup('expressed', ONE_IN_TEN, () => true);
  // Only a text in which no need is expressed is asked for an implied one.
  const isExpressed = (text: OutOfFoldText): boolean =>
    isPredicted(casesOf([text], 'expressed', believed)[0]!.sentences, chosen.get('expressed')!);
  chooseGroup('implied', ONE_IN_THREE, text => !isExpressed(text));
  for (const name of MODELS) {
    if (name === 'expressed' || name === 'implied') continue;
    const cases = sentenceCasesOf(outOfFold, name);
    choose(name, cases, cases.filter(({ truth }) => truth).length / cases.length);
  }
  return { thresholds: Object.fromEntries(chosen) as Record<ModelName, Threshold>, metrics };
}

/** A case for each sentence that has a label for the model of a type; any rule of the type is believed. */
const sentenceCasesOf = (texts: readonly OutOfFoldText[], name: ModelName): Case[] =>
  texts.flatMap(({ sentences, weight }) =>
    sentences.flatMap(({ hits, truth, probabilities }) => {
      const rule = hits.some(({ type }) => type === name) ? 'believed' : null;
      const label = truth[name];
      return label === undefined
        ? []
        : [{ truth: label, weight, sentences: [{ probability: probabilities[name], rule }] }];
    }),
  );

/** A case for each text. */
export const casesOf = (texts: readonly OutOfFoldText[], group: Group, believed: ReadonlySet<string>): Case[] =>
  texts.map(({ need, weight, sentences }) => ({
    truth: need === group,
    weight,
    sentences: sentences.map(({ hits, probabilities }) => ({
      probability: probabilities[group],
      rule: ruleSupport(
        hits.filter(rule => groupOfRule(rule) === group),
        id => believed.has(id),
      ),
    })),
  }));

/** The others reweighted so that their positives together weigh as much as ours, and their negatives too. */
function asMuchAs(own: readonly Case[], others: readonly Case[]): Case[] {
  const weightOf = (cases: readonly Case[], truth: boolean): number =>
    cases.reduce((sum, each) => sum + (each.truth === truth ? each.weight : 0), 0);
  const [yes, no] = [true, false].map(truth => weightOf(own, truth) / weightOf(others, truth)) as [number, number];
  return others.map(each => ({ ...each, weight: each.weight * (each.truth ? yes : no) }));
}

const rounded = (value: number): number => Math.round(value * 1e3) / 1e3;

const allRounded = (scores: ClassScores): ClassScores => ({
  precision: rounded(scores.precision),
  recall: rounded(scores.recall),
  f1: rounded(scores.f1),
  support: scores.support,
});
