import type { LabelledText } from './signal-examples.js';

/** Of what customers write without a need, the share that looks like one: the corpus has far more of it, on purpose. */
const HARD_SHARE = 0.1;

/** What each text counts: hard negatives so much that together they make up their share of the negatives, everything else 1. */
export function weightsOf(texts: readonly LabelledText[]): (text: LabelledText) => number {
  const hard = texts.filter(({ isHard }) => isHard).length;
  const easy = texts.filter(({ need, isHard }) => need === 'other' && !isHard).length;
  const weight = easy === 0 ? 1 : Math.min(1, (easy * HARD_SHARE) / (1 - HARD_SHARE) / hard);
  return ({ isHard }) => (isHard ? weight : 1);
}
