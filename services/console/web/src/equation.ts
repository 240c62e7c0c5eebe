import type { Sum } from './operating.js';

/** Told also when they are 0: the others are the exceptions. */
const ALWAYS = ['captured', 'shown'];

/** Counted among the other parts already. */
const THEREOF = ['unanswered'];

/** The amounts that come to the whole. */
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
