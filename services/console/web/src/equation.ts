import type { Sum } from './operating.js';

/** Shown even when they are 0; the other parts are exceptions. */
const ALWAYS = ['captured', 'shown'];

/** Already counted within another part. */
const THEREOF = ['unanswered'];

/** The amounts that must add up to the whole. */
export const partsOf = (sum: Sum, whole: string): [part: string, amount: number][] =>
  Object.entries(sum)
    .filter((part): part is [string, number] => typeof part[1] === 'number')
    .filter(([part]) => part !== whole && !THEREOF.includes(part))
    .filter(([part, amount]) => amount > 0 || ALWAYS.includes(part));

export type Verdict = 'balanced' | 'unbalanced' | 'unknown';

export function verdictOn({ balanced }: Sum): Verdict {
  if (balanced === null) return 'unknown';
  return balanced ? 'balanced' : 'unbalanced';
}
