import { binaryOf, type ClassScores, ONE_IN_TEN, reweightedOf } from '../evaluation/metrics.js';
import {
  type Group,
  groupOfRule,
  heardFrom,
  type ModelName,
  MODELS,
  probabilityOf,
  type SignalSettings,
  type Threshold,
} from '../language/signal-model.js';
import { calibrated } from '../model/calibration.js';
import { HARD_IN_NATURE, ONE_IN_THREE } from './believed-rules.js';
import type { LabelledText, SignalExample } from './signal-examples.js';
import { bestThreshold, type Case, isTaken } from './thresholds.js';

/**
 * From which probability on a believed rule is followed: it knows what people mean in any genre, and its model in those that it has seen.
 * One that knows what implies a need always is: reviews of apps, which nothing was trained on, are told best so. Praise is short and has too many words for its model to know them.
 */
const WITH_RULE: Partial<Record<ModelName, number>> = { implied: 0, PRAISE: 0.02 };
const ELSE = 0.1;

/** What makes probabilities of the models' margins. */
export function linesOf(texts: readonly LabelledText[], margins: readonly number[][][]): SignalSettings['lines'] {
  const sentences = texts.flatMap((text, nth) =>
    text.sentences.map(({ truth }, at) => ({ truth, margins: margins[nth]![at]! })),
  );
  const ofModel = (name: ModelName, model: number): readonly [number, number] => {
    const known = sentences.filter(({ truth }) => truth[name] !== undefined);
    const [no, yes] = calibrated(
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

/** A text as models judge it that saw nothing of its domain. */
export interface HeldOut {
  weight: number;
  need: LabelledText['need'];
  sentences: (Pick<SignalExample, 'hits' | 'truth'> & { probabilities: Record<ModelName, number> })[];
}

export const heldOut = (
  texts: readonly LabelledText[],
  margins: readonly number[][][],
  lines: SignalSettings['lines'],
): HeldOut[] =>
  texts.map(({ need, isHard, sentences }, nth) => ({
    need,
    weight: isHard ? HARD_IN_NATURE : 1,
    sentences: sentences.map(({ hits, truth }, at) => ({
      hits,
      truth,
      probabilities: Object.fromEntries(
        MODELS.map((name, model) => [name, probabilityOf(lines[name], margins[nth]![at]![model]!)]),
      ) as Record<ModelName, number>,
    })),
  }));

/**
 * Needs text by text, expressed ones at a rate of one in ten; types sentence by sentence, at their rate in the corpus.
 * @param strange texts of other sources: of each, those with the need count together as much as our own, and so do those without
 */
export function thresholdsOf(
  held: readonly HeldOut[],
  believed: ReadonlySet<string>,
  strange: readonly Record<Group, HeldOut[]>[] = [],
): {
  thresholds: Record<ModelName, Threshold>;
  metrics: Record<string, unknown>;
} {
  const metrics: Record<string, unknown> = {};
  const chosen = new Map<ModelName, Threshold>();
  const choose = (name: ModelName, cases: Case[], rate: number, others: Case[] = []): void => {
    const threshold = bestThreshold([...cases, ...others], rate, WITH_RULE[name] ?? ELSE);
    const pairs = cases.map(each => [each.truth, isTaken(each.sentences, threshold)] as const);
    chosen.set(name, threshold);
    const file = binaryOf(pairs);
    metrics[name] = {
      rate: rounded(file.support / pairs.length),
      file: allRounded(file),
      oneInTen: allRounded(reweightedOf(pairs)),
    };
  };
  const chooseGroup = (group: Group, rate: number, isAsked: (text: HeldOut) => boolean): void => {
    const cases = casesOf(held.filter(isAsked), group, believed);
    const others = strange.flatMap(one => asMuchAs(cases, casesOf(one[group].filter(isAsked), group, believed)));
    choose(group, cases, rate, others);
  };
  chooseGroup('expressed', ONE_IN_TEN, () => true);
  const threshold = chosen.get('expressed')!;
  chooseGroup('implied', ONE_IN_THREE, each => {
    return !isTaken(casesOf([each], 'expressed', believed)[0]!.sentences, threshold);
  });
  for (const name of MODELS.slice(2)) {
    const cases = held
      .flatMap(({ sentences, weight }) => sentences.map(each => ({ ...each, weight })))
      .filter(({ truth }) => truth[name] !== undefined)
      .map(({ hits, truth, probabilities, weight }) => ({
        truth: truth[name]!,
        weight,
        sentences: [
          {
            probability: probabilities[name],
            rule: hits.some(({ type }) => type === name) ? 'believed' : null,
          } as const,
        ],
      }));
    choose(name, cases, cases.filter(({ truth }) => truth).length / cases.length);
  }
  return { thresholds: Object.fromEntries(chosen) as Record<ModelName, Threshold>, metrics };
}

export const casesOf = (held: readonly HeldOut[], group: Group, believed: ReadonlySet<string>): Case[] =>
  held.map(({ need, weight, sentences }) => ({
    truth: need === group,
    weight,
    sentences: sentences.map(({ hits, probabilities }) => ({
      probability: probabilities[group],
      rule: heardFrom(
        hits.filter(rule => groupOfRule(rule) === group),
        id => believed.has(id),
      ),
    })),
  }));

/** Weighed so that those with the need count together as much as ours, and those without too. */
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
