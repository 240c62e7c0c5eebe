import { groupsOf } from '../training/splits.js';
import { samplerOf } from './sampler.js';

/** Splits texts by chance; near-duplicates stay on one side. `part` of them, 0 … 1, is held out. */
export function splitOf<T extends { text: string }>(texts: readonly T[], part: number, seed: number) {
  const group = groupsOf(texts.map(({ text }) => text));
  const held = new Set<number>();
  let count = 0;
  const sizes = new Map<number, number>();
  for (const one of group) sizes.set(one, (sizes.get(one) ?? 0) + 1);
  for (const one of samplerOf(seed).shuffled([...sizes.keys()])) {
    if (count >= texts.length * part) break;
    held.add(one);
    count += sizes.get(one)!;
  }
  return {
    learnt: texts.filter((_, nth) => !held.has(group[nth]!)),
    held: texts.filter((_, nth) => held.has(group[nth]!)),
  };
}
