import { plainText } from '../language/plain-text.js';

/** Which examples (by their place) a model is trained on, and which it is then asked about. */
export interface Split {
  name: string;
  train: number[];
  test: number[];
}

/** Called before each split is learnt from: how many are done, of how many. */
export type Step = (done: number, total: number) => void;

// Looked up once: where tests run, that takes longer than the work itself.
const { imul, min } = Math;

const SHINGLE = 5;
const ALIKE = 0.5;
// 24 bands of 3: texts at Jaccard .5 share one with probability .96.
const BANDS = 24;
const ROWS = 3;
const PRIME = 0x01000193;

/**
 * Which texts nearly repeat one another (Jaccard of character 5-grams from .5 on): the place of the first of its kind for each.
 * Candidates by MinHash: A. Broder, *On the resemblance and containment of documents*, 1997.
 */
export function groupsOf(texts: readonly string[]): Int32Array {
  const shingles = texts.map(shinglesOf);
  const groups = Int32Array.from(texts.keys());
  const root = (nth: number): number => {
    while (groups[nth] !== nth) nth = groups[nth]!;
    return nth;
  };
  for (let band = 0; band < BANDS; band++) {
    const firsts = new Map<string, number>();
    shingles.forEach((own, nth) => {
      const key = bandOf(own, band);
      const first = firsts.get(key);
      if (first === undefined) firsts.set(key, nth);
      else if (root(first) !== root(nth) && jaccard(shingles[first]!, own) >= ALIKE)
        join(groups, root(first), root(nth));
    });
  }
  return groups.map(root);
}

/** One split a source: trained on every other, without what nearly repeats in the source that is asked about. */
export function leaveOneOut(sources: readonly string[], groups: Int32Array): Split[] {
  return [...new Set(sources)].map(source => split(source, groups, nth => sources[nth] === source));
}

/** `count` splits of about one size; what nearly repeats is in one of them. */
export function foldsOf(groups: Int32Array, count: number, random: () => number): Split[] {
  const foldOf = new Map<number, number>();
  for (const group of new Set(groups)) foldOf.set(group, Math.floor(random() * count));
  return Array.from({ length: count }, (_, fold) =>
    split(`fold ${fold + 1}`, groups, nth => foldOf.get(groups[nth]!) === fold),
  );
}

function split(name: string, groups: Int32Array, isAsked: (nth: number) => boolean): Split {
  const test = [...groups.keys()].filter(isAsked);
  const asked = new Set(test.map(nth => groups[nth]!));
  return { name, test, train: [...groups.keys()].filter(nth => !isAsked(nth) && !asked.has(groups[nth]!)) };
}

function join(groups: Int32Array, one: number, other: number): void {
  groups[Math.max(one, other)] = min(one, other);
}

function shinglesOf(text: string): Set<number> {
  const plain = plainText(text);
  const shingles = new Set<number>();
  for (let start = 0; start === 0 || start + SHINGLE <= plain.length; start++) {
    let hash = 0x811c9dc5;
    for (let at = start; at < min(plain.length, start + SHINGLE); at++) hash = imul(hash ^ plain.charCodeAt(at), PRIME);
    shingles.add(hash);
  }
  return shingles;
}

function bandOf(shingles: ReadonlySet<number>, band: number): string {
  const least = new Array<number>(ROWS).fill(Infinity);
  for (const shingle of shingles)
    for (let row = 0; row < ROWS; row++) least[row] = min(least[row]!, mixed(shingle, band * ROWS + row));
  return least.join(' ');
}

// The last step of MurmurHash3 (Austin Appleby, public domain), another for each seed.
function mixed(value: number, seed: number): number {
  let hash = imul(value ^ imul(seed + 1, 0x9e3779b1), 0x85ebca6b);
  hash = imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function jaccard(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  let shared = 0;
  for (const shingle of one) if (other.has(shingle)) shared++;
  return shared / (one.size + other.size - shared);
}
