import { type RuleSupport, type Threshold, thresholdFor } from '../language/signal-model.js';

/** What a decision about a sentence depends on. */
export interface Evidence {
  probability: number;
  rule: RuleSupport;
}

/** A text, or a sentence by itself: positive when one of its sentences is. */
export interface Case {
  truth: boolean;
  /** What it counts. */
  weight: number;
  sentences: Evidence[];
}

/** Among thresholds whose F1 is this near to the best the strictest is chosen: a model without a rule is sure only in genres that it has seen. */
const TOLERANCE = 0.01;
/** No model is followed without a rule below this probability. */
const LEAST_ALONE = 0.25;
/** The thresholds that are tried. */
const GRID = [0, 0.02, 0.05, ...Array.from({ length: 36 }, (_, nth) => (nth + 4) / 40)];

export const isPredicted = (sentences: readonly Evidence[], threshold: Threshold): boolean =>
  sentences.some(({ probability, rule }) => probability >= thresholdFor(rule, threshold));

/** The thresholds with the best F1 at a prevalence of `rate`, given that of a believed rule. */
export function bestThreshold(cases: readonly Case[], rate: number, withRule: number): Threshold {
  const maxima = cases.map(({ truth, weight, sentences }) => {
    const maximumWith = (support: RuleSupport): number => maximum(sentences.filter(({ rule }) => rule === support));
    return { truth, weight, ruled: maximumWith('believed'), doubted: maximumWith('doubted'), alone: maximumWith(null) };
  });
  const hasDoubted = maxima.some(({ doubted }) => doubted >= 0);
  const tried: (Threshold & { f1: number })[] = [];
  for (const alone of GRID.filter(each => each >= Math.max(LEAST_ALONE, withRule)))
    for (const doubted of hasDoubted ? GRID.filter(lower => lower >= withRule && lower <= alone) : [alone]) {
      const said = maxima.map(one => one.ruled >= withRule || one.doubted >= doubted || one.alone >= alone);
      tried.push({ alone, doubted, withRule, f1: weightedF1(maxima, said, rate) });
    }
  const best = Math.max(...tried.map(({ f1 }) => f1));
  const [strictest] = tried
    .filter(({ f1 }) => f1 >= best - TOLERANCE)
    .toSorted((a, b) => b.alone - a.alone || b.f1 - a.f1);
  return { alone: strictest!.alone, doubted: strictest!.doubted, withRule };
}

/** F1 if the positives were as frequent as `rate`: as `reweightedOf`, with a weight for each case. */
function weightedF1(cases: readonly Pick<Case, 'truth' | 'weight'>[], said: readonly boolean[], rate: number): number {
  const sum = (is: (nth: number) => boolean): number =>
    cases.reduce((total, { weight }, nth) => total + (is(nth) ? weight : 0), 0);
  const saidShareOf = (truth: boolean): number => {
    const all = sum(nth => cases[nth]!.truth === truth);
    return sum(nth => cases[nth]!.truth === truth && said[nth]!) / Math.max(1, all);
  };
  const recall = saidShareOf(true);
  const predicted = recall * rate + saidShareOf(false) * (1 - rate);
  // 2PR / (P + R) with P = R · rate / predicted.
  return predicted === 0 ? 0 : (2 * recall * rate) / (predicted + rate);
}

const maximum = (sentences: readonly Evidence[]): number =>
  Math.max(-1, ...sentences.map(({ probability }) => probability));
