/** The scores of one class. Shares are 0 … 1, and 0 of nothing. */
export interface ClassScores {
  precision: number;
  recall: number;
  f1: number;
  /** The number of texts that are of the class. */
  support: number;
}

export interface Scores {
  /** By class, in the given order. */
  classes: Record<string, ClassScores>;
  /** The mean F1 of the classes, each counting once however rare. */
  macro: number;
  /** F1 over all decisions together: with one class for each text it equals the accuracy. */
  micro: number;
  /** `confusion[truth][said]`: how many. */
  confusion: Record<string, Record<string, number>>;
}

/** The true class of a text, and the predicted one. */
export interface Judged<C extends string = string> {
  truth: C;
  said: C;
}

/** The assumed natural rate of expressed needs among what customers write. */
export const ONE_IN_TEN = 0.1;

/** Scores of texts that have one class each. A class that is not given counts as an error, but has no scores of its own. */
export function scoresOf<C extends string>(judged: readonly Judged<C>[], classes: readonly C[]): Scores {
  const confusion = confusionOf(judged, classes);
  const ofClasses = Object.fromEntries(
    classes.map(name => [name, binaryOf(judged.map(({ truth, said }) => [truth === name, said === name] as const))]),
  );
  const right = judged.filter(({ truth, said }) => truth === said).length;
  const macro = shareOf(
    Object.values(ofClasses).reduce((sum, { f1 }) => sum + f1, 0),
    classes.length,
  );
  return { classes: ofClasses, macro, micro: shareOf(right, judged.length), confusion };
}

/** Scores of the positive class. */
export function binaryOf(pairs: readonly (readonly [truth: boolean, said: boolean])[]): ClassScores {
  const { right, wrong, support } = countsOf(pairs);
  return { ...f1Of(shareOf(right, right + wrong), shareOf(right, support)), support };
}

/**
 * Scores of the positive class at another prevalence: recall r and false-positive rate f do not depend on it, so precision = r · rate / (r · rate + f · (1 − rate)).
 */
export function reweightedOf(
  pairs: readonly (readonly [truth: boolean, said: boolean])[],
  rate: number = ONE_IN_TEN,
): ClassScores {
  const { right, wrong, support } = countsOf(pairs);
  const recall = shareOf(right, support);
  const falsePositives = shareOf(wrong, pairs.length - support);
  return {
    ...f1Of(shareOf(recall * rate, recall * rate + falsePositives * (1 - rate)), recall),
    support,
  };
}

function countsOf(pairs: readonly (readonly [truth: boolean, said: boolean])[]): {
  right: number;
  wrong: number;
  support: number;
} {
  let right = 0;
  let wrong = 0;
  let support = 0;
  for (const [truth, said] of pairs) {
    if (truth) support++;
    if (said && truth) right++;
    if (said && !truth) wrong++;
  }
  return { right, wrong, support };
}

const f1Of = (precision: number, recall: number): { precision: number; recall: number; f1: number } => ({
  precision,
  recall,
  f1: shareOf(2 * precision * recall, precision + recall),
});

const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

function confusionOf<C extends string>(
  judged: readonly Judged<C>[],
  classes: readonly C[],
): Record<string, Record<string, number>> {
  const table = Object.fromEntries(classes.map(truth => [truth, Object.fromEntries(classes.map(said => [said, 0]))]));
  for (const { truth, said } of judged) {
    const row = (table[truth] ??= {});
    row[said] = (row[said] ?? 0) + 1;
  }
  return table;
}
