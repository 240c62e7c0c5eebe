import { plainText } from '../language/plain-text.js';
import { fnv1a } from '../model/features.js';

/** The examples, by their index, that a model is trained on, and those that it is tested on. */
export interface Split {
  name: string;
  train: number[];
  test: number[];
}

/** Called before training on each split. */
export type Step = (done: number, total: number) => void;

// Looked up once: in Jest's realm a global costs more than the work itself.
const { imul, min } = Math;

const SHINGLE = 5;
/** From this Jaccard index on two texts are near-duplicates. */
const ALIKE = 0.5;
// Texts with a Jaccard index of .5 share one of 24 bands of 3 rows with probability .96.
const BANDS = 24;
const ROWS = 3;

/**
 * Groups of near-duplicates, by the Jaccard index of their character 5-grams: for each text the index of the first of its group.
 * Candidates are found by MinHash: A. Broder, *On the resemblance and containment of documents*, 1997.
 */
export function nearDuplicateGroups(texts: readonly string[]): Int32Array {
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

/** A split for each source, which is tested on after training on the others, without near-duplicates of its texts. */
export function leaveOneSourceOut(sources: readonly string[], groups: Int32Array): Split[] {
  return [...new Set(sources)].map(source => split(source, groups, nth => sources[nth] === source));
}

/** `count` splits of about the same size; near-duplicates are in the same fold. */
export function kFolds(groups: Int32Array, count: number, random: () => number): Split[] {
  const foldOf = new Map<number, number>();
  for (const group of new Set(groups)) foldOf.set(group, Math.floor(random() * count));
  return Array.from({ length: count }, (_, fold) =>
    split(`fold ${fold + 1}`, groups, nth => foldOf.get(groups[nth]!) === fold),
  );
}

function split(name: string, groups: Int32Array, isTested: (nth: number) => boolean): Split {
  const test = [...groups.keys()].filter(isTested);
  const tested = new Set(test.map(nth => groups[nth]!));
  return { name, test, train: [...groups.keys()].filter(nth => !isTested(nth) && !tested.has(groups[nth]!)) };
}

function join(groups: Int32Array, one: number, other: number): void {
  groups[Math.max(one, other)] = min(one, other);
}

function shinglesOf(text: string): Set<number> {
  const plain = plainText(text);
  const shingles = new Set<number>();
  for (let start = 0; start === 0 || start + SHINGLE <= plain.length; start++)
    shingles.add(fnv1a(plain.slice(start, start + SHINGLE)));
  return shingles;
}

function bandOf(shingles: ReadonlySet<number>, band: number): string {
  const least = new Array<number>(ROWS).fill(Infinity);
  for (const shingle of shingles)
    for (let row = 0; row < ROWS; row++) least[row] = min(least[row]!, mixed(shingle, band * ROWS + row));
  return least.join(' ');
}

// The finaliser of MurmurHash3 (Austin Appleby, public domain), varied by the seed.
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
