/** A bottom-k sketch: a sample of a text's shingles (runs of characters, hashed) that the similarity of two texts is estimated from. */
export interface Sketch {
  /** How many distinct shingles the text has. */
  size: number;
  /** The smallest distinct hashes, ascending: all of them, or 1,024. */
  smallest: Uint32Array;
}

const MAX_HASHES = 1_024;
const SHINGLE_LENGTH = 3;
const NON_HAN = /\P{sc=Han}/u;

/** Shingles are runs of three characters; of Han characters, each one and each two. @param text normalised */
export function sketchOf(text: string): Sketch {
  const hashes = Uint32Array.from(scriptRunsOf(text).flatMap(shinglesOf)).sort();
  let size = 0;
  for (let at = 0; at < hashes.length; at++)
    if (at === 0 || hashes[at] !== hashes[at - 1]) hashes[size++] = hashes[at]!;
  return { size, smallest: hashes.slice(0, Math.min(size, MAX_HASHES)) };
}

const scriptRunsOf = (text: string): string[] => text.match(/\p{sc=Han}+|\P{sc=Han}+/gu) ?? [];

function shinglesOf(run: string): number[] {
  const codePoints = Array.from(run, character => character.codePointAt(0)!);
  if (NON_HAN.test(run)) return hashedShingles(codePoints, SHINGLE_LENGTH);
  return [...hashedShingles(codePoints, 1), ...hashedShingles(codePoints, 2)];
}

/** FNV-1a over code points. A run that is shorter than a shingle is one itself. */
function hashedShingles(codePoints: number[], length: number): number[] {
  const hashes: number[] = [];
  for (let from = 0; from === 0 || from + length <= codePoints.length; from++) {
    let hash = 0x811c9dc5;
    for (const codePoint of codePoints.slice(from, from + length)) hash = Math.imul(hash ^ codePoint, 0x01000193);
    hashes.push(fmix32(hash));
  }
  return hashes;
}

/** The finaliser of MurmurHash3 (Austin Appleby, public domain): each bit of the result depends on every bit of the input. */
export function fmix32(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Jaccard similarity of the shingles of two texts, 0 to 1: exact while both have at most 1,024, otherwise estimated from the smallest hashes of both
 * (Broder, On the resemblance and containment of documents, 1997).
 */
export function jaccard(a: Sketch, b: Sketch): number {
  const limit = Math.min(sampledUpTo(a), sampledUpTo(b));
  const shared = intersectionSize(a.smallest, b.smallest);
  const union = countUpTo(limit, a.smallest) + countUpTo(limit, b.smallest) - shared;
  return union === 0 ? 0 : shared / union;
}

/** @param a ascending @param b ascending */
function intersectionSize(a: Uint32Array, b: Uint32Array): number {
  let [shared, i, j] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const [left, right] = [a[i]!, b[j]!];
    if (left === right) shared++;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return shared;
}

function countUpTo(limit: number, hashes: Uint32Array): number {
  if (limit === Infinity) return hashes.length;
  const above = hashes.findIndex(hash => hash > limit);
  return above < 0 ? hashes.length : above;
}

/** Above this the sketch leaves hashes out, so that the other one cannot share any there. */
const sampledUpTo = ({ size, smallest }: Sketch): number => (size > smallest.length ? smallest.at(-1)! : Infinity);
