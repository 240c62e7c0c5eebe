/** 2^18: a collision moves an accuracy by less than its error. */
export const BUCKETS = 2 ** 18;

/** Which n-grams of a text become features. Characters run over the whole text, a space at both ends; words are runs of letters and digits. */
export interface FeatureKind {
  /** Shortest and longest, or null. */
  words: readonly [from: number, to: number] | null;
  characters: readonly [from: number, to: number];
}

/** Sparse: `values[n]` stands at `indices[n]`, each index once. */
export interface Vector {
  /** 0 … BUCKETS − 1. */
  indices: Int32Array;
  values: Float32Array;
}

// FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;
// Sets the hash of a word apart from that of the same characters.
const WORD = 0x5bd1e995;

const counts = new Uint16Array(BUCKETS);
let touched = new Int32Array(4096);

/**
 * The hashed n-grams of a text, each 1 + log of how often it occurs, of length 1 together.
 * `plain` is what is to be compared: lower case, folded as the language wants it.
 */
export function featuresOf(plain: string, { words, characters }: FeatureKind): Vector {
  const text = ` ${plain.trim()} `;
  return counted(count => {
    countCharacters(text, characters, count);
    if (words) countWords(text, words, count);
  });
}

/** What `each` counts, by its hash: 1 + log of how often, of length 1 together. Not to be called within itself. */
export function counted(each: (count: (hash: number) => void) => void): Vector {
  let size = 0;
  each(hash => {
    const bucket = (hash ^ (hash >>> 18)) & (BUCKETS - 1);
    if (counts[bucket] === 0) {
      if (size === touched.length) touched = grown(touched);
      touched[size++] = bucket;
    }
    if (counts[bucket]! < 0xffff) counts[bucket]!++;
  });
  const vector = taken(size);
  for (const bucket of vector.indices) counts[bucket] = 0;
  return vector;
}

/** A bucket for a feature that has a name and is no n-gram: a rule that hit, a lexicon's sum. */
export function bucketOf(name: string): number {
  let hash = OFFSET ^ WORD;
  for (let at = 0; at < name.length; at++) hash = step(hash, name.charCodeAt(at));
  return (hash ^ (hash >>> 18)) & (BUCKETS - 1);
}

/** A vector with named features beside its n-grams, whose length stays 1 without them. */
export function withNamed(vector: Vector, named: readonly (readonly [bucket: number, value: number])[]): Vector {
  const size = vector.indices.length;
  const indices = new Int32Array(size + named.length);
  const values = new Float32Array(size + named.length);
  indices.set(vector.indices);
  values.set(vector.values);
  named.forEach(([bucket, value], nth) => {
    indices[size + nth] = bucket;
    values[size + nth] = value;
  });
  return { indices, values };
}

/** Hashes the runs of so many UTF-16 units. */
export function countCharacters(
  text: string,
  [from, to]: readonly [number, number],
  count: (hash: number) => void,
): void {
  for (let start = 0; start < text.length; start++) {
    let hash = OFFSET;
    const end = Math.min(text.length, start + to);
    for (let at = start; at < end; at++) {
      hash = step(hash, text.charCodeAt(at));
      if (at - start + 1 >= from) count(hash);
    }
  }
}

/** Hashes the runs of so many words; a word is a run of letters, digits and apostrophes. */
export function countWords(text: string, [from, to]: readonly [number, number], count: (hash: number) => void): void {
  const words = [...text.matchAll(/[\p{L}\p{N}']+/gu)].map(([word]) => word);
  for (let start = 0; start < words.length; start++) {
    let hash = OFFSET ^ WORD;
    const end = Math.min(words.length, start + to);
    for (let nth = start; nth < end; nth++) {
      const word = words[nth]!;
      for (let at = 0; at < word.length; at++) hash = step(hash, word.charCodeAt(at));
      hash = step(hash, 0x20);
      if (nth - start + 1 >= from) count(hash);
    }
  }
}

const step = (hash: number, unit: number): number => Math.imul(hash ^ unit, PRIME);

function taken(size: number): Vector {
  const indices = touched.slice(0, size);
  const values = new Float32Array(size);
  let squares = 0;
  for (let nth = 0; nth < size; nth++) {
    const value = 1 + Math.log(counts[indices[nth]!]!);
    values[nth] = value;
    squares += value * value;
  }
  const length = Math.sqrt(squares) || 1;
  for (let nth = 0; nth < size; nth++) values[nth]! /= length;
  return { indices, values };
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
