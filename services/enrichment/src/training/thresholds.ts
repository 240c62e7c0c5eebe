import { neededFor, type RuleSays, type Threshold } from '../language/signal-model.js';

/** A sentence as a threshold sees it. */
export interface Seen {
  probability: number;
  rule: RuleSays;
}

/** A text, or a sentence by itself: it is taken when one of its sentences is. */
export interface Case {
  truth: boolean;
  /** What it counts. */
  weight: number;
  sentences: Seen[];
}

// Of thresholds within a point of the best, the strictest: a model alone knows the genres it has seen.
const FLAT = 0.01;
/** Nothing is said for which a model alone would give less than one in four. */
const ALONE = 0.25;
const GRID = [0, 0.02, 0.05, ...Array.from({ length: 36 }, (_, nth) => (nth + 4) / 40)];

export const isTaken = (sentences: readonly Seen[], threshold: Threshold): boolean =>
  sentences.some(({ probability, rule }) => probability >= neededFor(rule, threshold));

/** The thresholds with the best F1 where the yes are as frequent as `rate` and a believed rule is followed from `withRule` on. */
export function bestThreshold(cases: readonly Case[], rate: number, withRule: number): Threshold {
  const surest = cases.map(({ truth, weight, sentences }) => {
    const of = (which: RuleSays): number => mostOf(sentences.filter(({ rule }) => rule === which));
    return { truth, weight, ruled: of('believed'), doubted: of('doubted'), alone: of(null) };
  });
  const isDoubting = surest.some(({ doubted }) => doubted >= 0);
  const tried: (Threshold & { f1: number })[] = [];
  for (const alone of GRID.filter(each => each >= Math.max(ALONE, withRule)))
    for (const doubted of isDoubting ? GRID.filter(lower => lower >= withRule && lower <= alone) : [alone]) {
      const said = surest.map(one => one.ruled >= withRule || one.doubted >= doubted || one.alone >= alone);
      tried.push({ alone, doubted, withRule, f1: weightedF1(surest, said, rate) });
    }
  const best = Math.max(...tried.map(({ f1 }) => f1));
  const [strictest] = tried.filter(({ f1 }) => f1 >= best - FLAT).toSorted((a, b) => b.alone - a.alone || b.f1 - a.f1);
  return { alone: strictest!.alone, doubted: strictest!.doubted, withRule };
}

function weightedF1(cases: readonly Pick<Case, 'truth' | 'weight'>[], said: readonly boolean[], rate: number): number {
  const sum = (is: (nth: number) => boolean): number =>
    cases.reduce((total, { weight }, nth) => total + (is(nth) ? weight : 0), 0);
  const recall =
    sum(nth => cases[nth]!.truth && said[nth]!) /
    Math.max(
      1,
      sum(nth => cases[nth]!.truth),
    );
  const falsePositives =
    sum(nth => !cases[nth]!.truth && said[nth]!) /
    Math.max(
      1,
      sum(nth => !cases[nth]!.truth),
    );
  const taken = recall * rate + falsePositives * (1 - rate);
  // 2PR / (P + R) with P = R · rate / taken.
  return taken === 0 ? 0 : (2 * recall * rate) / (taken + rate);
}

const mostOf = (sentences: readonly Seen[]): number => Math.max(-1, ...sentences.map(({ probability }) => probability));
