import { seeded } from '../model/random.js';

/** Random choices that come again with the same seed. */
export interface Seeded {
  /** From 0, below 1. */
  next(): number;
  /** A whole number from 0, below the limit. */
  below(limit: number): number;
  of<T>(choices: readonly T[]): T;
  /** The same members in another order. */
  shuffled<T>(members: readonly T[]): T[];
  /** How many events happen where so many are expected. */
  poisson(mean: number): number;
}

/** The same seed, the same chances. */
export function chanceOf(seed: number): Seeded {
  const next = seeded(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    of: choices => choices[below(choices.length)]!,
    shuffled: members => {
      const all = [...members];
      for (let at = all.length - 1; at > 0; at--) {
        const other = below(at + 1);
        [all[at], all[other]] = [all[other]!, all[at]!];
      }
      return all;
    },
    poisson: mean => poisson(mean, next),
  };
}

/** Knuth, The Art of Computer Programming, 3.4.1; a large mean in parts, for e^−mean would be nothing. */
function poisson(mean: number, next: () => number): number {
  if (mean > 30) return poisson(30, next) + poisson(mean - 30, next);
  let count = -1;
  for (let product = 1; product > Math.exp(-mean); product *= next()) count++;
  return count;
}
