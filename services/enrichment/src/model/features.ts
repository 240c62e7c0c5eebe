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

// Of the text whose features are being counted.
const counts = new Uint16Array(BUCKETS);
let touched = new Int32Array(4096);
let size = 0;

/** By how often a feature occurs. */
const LOGS = Float64Array.from({ length: 64 }, (_, count) => 1 + Math.log(count));

/**
 * The hashed n-grams of a text, each 1 + log of how often it occurs, of length 1 together.
 * `plain` is what is to be compared: lower case, folded as the language wants it.
 */
export function featuresOf(plain: string, { words, characters }: FeatureKind): Vector {
  const text = ` ${plain.trim()} `;
  return counted(() => {
    countCharacters(text, characters);
    if (words) countWords(text.match(/[\p{L}\p{N}']+/gu) ?? [], words);
  });
}

/** What `count` counts: 1 + log of how often, of length 1 together. Not to be called within itself. */
export function counted(count: () => void): Vector {
  size = 0;
  count();
  return taken();
}

/** A bucket for a feature that has a name and is no n-gram: a rule that hit, a lexicon's sum. */
export const bucketOf = (name: string): number => bucketFrom(OFFSET ^ WORD, name);

/** The bucket of a run of characters. */
export const characterBucketOf = (run: string): number => bucketFrom(OFFSET, run);

function bucketFrom(offset: number, text: string): number {
  let hash = offset;
  for (let at = 0; at < text.length; at++) hash = step(hash, text.charCodeAt(at));
  return inBuckets(hash);
}

/** A vector with other features beside its n-grams, whose length stays 1 without them: some with values of their own, some all alike. */
export function withNamed(
  vector: Vector,
  named: readonly (readonly [bucket: number, value: number])[],
  alike: { buckets: readonly number[]; value: number } = NOBODY,
): Vector {
  const size = vector.indices.length;
  const indices = new Int32Array(size + named.length + alike.buckets.length);
  const values = new Float32Array(indices.length);
  indices.set(vector.indices);
  values.set(vector.values);
  for (let nth = 0; nth < named.length; nth++) {
    indices[size + nth] = named[nth]![0];
    values[size + nth] = named[nth]![1];
  }
  indices.set(alike.buckets, size + named.length);
  values.fill(alike.value, size + named.length);
  return { indices, values };
}

const NOBODY = { buckets: [], value: 0 };

/** Counts the runs of so many UTF-16 units. */
export function countCharacters(text: string, [from, to]: readonly [number, number]): void {
  for (let start = 0; start < text.length; start++) {
    let hash = OFFSET;
    const end = Math.min(text.length, start + to);
    for (let at = start; at < end; at++) {
      hash = step(hash, text.charCodeAt(at));
      if (at - start + 1 >= from) add(hash);
    }
  }
}

/** Counts the runs of so many words. */
export function countWords(words: readonly string[], [from, to]: readonly [number, number]): void {
  for (let start = 0; start < words.length; start++) {
    let hash = OFFSET ^ WORD;
    const end = Math.min(words.length, start + to);
    for (let nth = start; nth < end; nth++) {
      const word = words[nth]!;
      for (let at = 0; at < word.length; at++) hash = step(hash, word.charCodeAt(at));
      hash = step(hash, 0x20);
      if (nth - start + 1 >= from) add(hash);
    }
  }
}

const inBuckets = (hash: number): number => (hash ^ (hash >>> 18)) & (BUCKETS - 1);

const step = (hash: number, unit: number): number => Math.imul(hash ^ unit, PRIME);

function add(hash: number): void {
  const bucket = inBuckets(hash);
  const count = counts[bucket]!;
  if (count === 0) {
    if (size === touched.length) touched = grown(touched);
    touched[size++] = bucket;
  }
  if (count < 0xffff) counts[bucket] = count + 1;
}

/** The counts as a vector; they are 0 again. */
function taken(): Vector {
  const indices = touched.slice(0, size);
  const values = new Float32Array(size);
  let squares = 0;
  for (let nth = 0; nth < size; nth++) {
    const count = counts[indices[nth]!]!;
    counts[indices[nth]!] = 0;
    const value = count < LOGS.length ? LOGS[count]! : 1 + Math.log(count);
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
