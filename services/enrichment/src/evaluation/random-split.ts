import { nearDuplicateGroups } from '../training/splits.js';
import { samplerOf } from './sampler.js';

/** A random split that keeps near-duplicates on one side. @param part of the texts to test on, 0 … 1 */
export function randomSplit<T extends { text: string }>(texts: readonly T[], part: number, seed: number) {
  const group = nearDuplicateGroups(texts.map(({ text }) => text));
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
    train: texts.filter((_, nth) => !held.has(group[nth]!)),
    test: texts.filter((_, nth) => held.has(group[nth]!)),
  };
}
