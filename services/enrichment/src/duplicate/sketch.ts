/** What two texts are compared by: their runs of characters, hashed. */
export interface Sketch {
  /** How many different runs there are. */
  size: number;
  /** The smallest hashes, ascending: all of them, or 1,024. */
  least: Uint32Array;
}

const MOST = 1_024;
const LETTERS = 3;
const NON_HAN = /\P{sc=Han}/u;

/** Runs of three characters; of Han characters each one and each two. @param text normalised */
export function sketchOf(text: string): Sketch {
  const hashes = Uint32Array.from(pieces(text).flatMap(runsOf)).sort();
  let size = 0;
  for (let at = 0; at < hashes.length; at++)
    if (at === 0 || hashes[at] !== hashes[at - 1]) hashes[size++] = hashes[at]!;
  return { size, least: hashes.slice(0, Math.min(size, MOST)) };
}

const pieces = (text: string): string[] => text.match(/\p{sc=Han}+|\P{sc=Han}+/gu) ?? [];

function runsOf(piece: string): number[] {
  const letters = Array.from(piece, letter => letter.codePointAt(0)!);
  return NON_HAN.test(piece) ? hashes(letters, LETTERS) : [...hashes(letters, 1), ...hashes(letters, 2)];
}

/** FNV-1a over code points. A piece that is shorter than a run is one. */
function hashes(letters: number[], length: number): number[] {
  const found: number[] = [];
  for (let from = 0; from === 0 || from + length <= letters.length; from++) {
    let hash = 0x811c9dc5;
    for (const letter of letters.slice(from, from + length)) hash = Math.imul(hash ^ letter, 0x01000193);
    found.push(mixed(hash));
  }
  return found;
}

/** The last step of MurmurHash3 (Austin Appleby, public domain): each bit of the result depends on every bit. */
export function mixed(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Jaccard similarity of the runs of two texts, 0 to 1: exact while both have at most 1,024, else estimated from the smallest hashes of both
 * (Broder, On the resemblance and containment of documents, 1997).
 */
export function jaccard(a: Sketch, b: Sketch): number {
  const limit = Math.min(limitOf(a), limitOf(b));
  const shared = sharedBy(a.least, b.least);
  const all = countUpTo(limit, a.least) + countUpTo(limit, b.least) - shared;
  return all === 0 ? 0 : shared / all;
}

function sharedBy(a: Uint32Array, b: Uint32Array): number {
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

/** Above it, hashes may have been left out; the two share none above it. */
const limitOf = ({ size, least }: Sketch): number => (size > least.length ? least.at(-1)! : Infinity);
