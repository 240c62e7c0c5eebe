import { plainText } from '../language/plain-text.js';
import { chanceOf } from './chance.js';

const GRAM = 5;
/** Texts that share so much are said once: one of them in what is learnt would give the other away. */
const NEAR = 0.7;
/** A run of characters in more texts than these joins nobody. */
const COMMON = 600;

/** Splits texts by chance; near-duplicates stay on one side. `part` of them, 0 … 1, is held out. */
export function splitOf<T extends { text: string }>(texts: readonly T[], part: number, seed: number) {
  const group = nearGroupsOf(texts.map(({ text }) => text));
  const held = new Set<number>();
  let count = 0;
  const sizes = new Map<number, number>();
  for (const one of group) sizes.set(one, (sizes.get(one) ?? 0) + 1);
  for (const one of chanceOf(seed).shuffled([...sizes.keys()])) {
    if (count >= texts.length * part) break;
    held.add(one);
    count += sizes.get(one)!;
  }
  return {
    learnt: texts.filter((_, nth) => !held.has(group[nth]!)),
    held: texts.filter((_, nth) => held.has(group[nth]!)),
  };
}

/** The first of the texts that each is joined to, by the Jaccard index of runs of five characters. */
function nearGroupsOf(texts: readonly string[]): number[] {
  const first = texts.map((_, nth) => nth);
  const firstOf = (nth: number): number => (first[nth] === nth ? nth : firstOf(first[nth]!));
  const holders = new Map<string, number[]>();
  const sizes: number[] = [];
  texts.forEach((text, nth) => {
    const grams = gramsOf(text);
    sizes.push(grams.size);
    const shared = new Map<number, number>();
    for (const gram of grams) {
      const known = holders.get(gram) ?? [];
      if (known.length <= COMMON) for (const other of known) shared.set(other, (shared.get(other) ?? 0) + 1);
      holders.set(gram, known);
      known.push(nth);
    }
    for (const [other, both] of shared)
      if (both / (grams.size + sizes[other]! - both) >= NEAR) first[firstOf(nth)] = firstOf(other);
  });
  return texts.map((_, nth) => firstOf(nth));
}

function gramsOf(text: string): Set<string> {
  const plain = plainText(text).replace(/[^\p{L}\p{N} ]/gu, '');
  const grams = new Set<string>(plain.length < GRAM ? [plain] : []);
  for (let at = 0; at + GRAM <= plain.length; at++) grams.add(plain.slice(at, at + GRAM));
  return grams;
}
