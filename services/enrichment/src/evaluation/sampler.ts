import { seeded } from '../model/random.js';

/** Reproducible random choices. */
export interface Sampler {
  /** Uniform in [0, 1). */
  next(): number;
  /** A uniform integer in [0, limit). */
  below(limit: number): number;
  pick<T>(choices: readonly T[]): T;
  /** The same members in another order. */
  shuffled<T>(members: readonly T[]): T[];
  /** A Poisson count. */
  poisson(mean: number): number;
}

export function samplerOf(seed: number): Sampler {
  const next = seeded(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: choices => choices[below(choices.length)]!,
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

/** Knuth, *The Art of Computer Programming*, volume 2, section 3.4.1; a large mean in parts, for e^−mean would underflow. */
function poisson(mean: number, next: () => number): number {
  if (mean > 30) return poisson(30, next) + poisson(mean - 30, next);
  let count = -1;
  for (let product = 1; product > Math.exp(-mean); product *= next()) count++;
  return count;
}
