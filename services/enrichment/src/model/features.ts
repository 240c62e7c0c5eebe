/** Into so many buckets features are hashed: with 2^18 collisions change no accuracy beyond its error. */
export const BUCKETS = 2 ** 18;

/** The lengths of the n-grams that become features, shortest and longest. */
export interface NgramRanges {
  /** Words are runs of letters and digits; null for no word n-grams. */
  words: readonly [from: number, to: number] | null;
  /** In UTF-16 units, over the whole text with a space at both ends. */
  characters: readonly [from: number, to: number];
}

/** A sparse vector: `values[n]` at `indices[n]`, each index once. */
export interface Vector {
  /** 0 … BUCKETS − 1. */
  indices: Int32Array;
  values: Float32Array;
}

// FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;
// Keeps the hash of a word apart from that of the same characters.
const WORD_SALT = 0x5bd1e995;

// Of the text whose features are being counted, and 0 between texts: reused, for a new table would cost more than the counting.
const counts = new Uint16Array(BUCKETS);
/** The buckets whose counts are not 0: the first `size` of these. */
let touched = new Int32Array(4096);
let size = 0;

/** 1 + log tf, by tf. */
const LOG_TF = Float64Array.from({ length: 64 }, (_, count) => 1 + Math.log(count));

/** The hashed n-grams of a plain text (see `plainText`), weighted 1 + log tf, L2-normalised. */
export function featuresOf(plain: string, { words, characters }: NgramRanges): Vector {
  const text = ` ${plain.trim()} `;
  return counted(() => {
    countCharacters(text, characters);
    if (words) countWords(text.match(/[\p{L}\p{N}']+/gu) ?? [], words);
  });
}

/** The features that `count` counts by `countCharacters` and `countWords`, weighted 1 + log tf, L2-normalised. Not reentrant. */
export function counted(count: () => void): Vector {
  size = 0;
  count();
  return takeVector();
}

/** The bucket of a feature with a name, which is no n-gram: a rule that hit, the sum of a lexicon. */
export const bucketOf = (name: string): number => inBuckets(fnv1a(name, OFFSET ^ WORD_SALT));

/** The bucket of a character n-gram. */
export const characterBucketOf = (ngram: string): number => inBuckets(fnv1a(ngram));

/** FNV-1a over UTF-16 units. */
export function fnv1a(text: string, hash = OFFSET): number {
  for (let at = 0; at < text.length; at++) hash = step(hash, text.charCodeAt(at));
  return hash;
}

/** A product hash, whose upper bits are a bucket: D. Knuth, *The Art of Computer Programming*, volume 3, section 6.4. */
export const productHash = (value: number): number => Math.imul(value, 0x9e3779b1);

/** The bucket of a product hash: its upper 18 bits. */
export const bucketOfProduct = (hash: number): number => hash >>> 14;

/**
 * A vector with more features appended; it is not normalised again.
 * @param named buckets with a value each
 * @param alike buckets that share one value
 */
export function withNamed(
  vector: Vector,
  named: readonly (readonly [bucket: number, value: number])[],
  alike: { buckets: readonly number[]; value: number } = NONE_ALIKE,
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

const NONE_ALIKE = { buckets: [], value: 0 };

/** Counts the character n-grams of `from` to `to` UTF-16 units. */
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

/** Counts the word n-grams of `from` to `to` words. */
export function countWords(words: readonly string[], [from, to]: readonly [number, number]): void {
  for (let start = 0; start < words.length; start++) {
    let hash = OFFSET ^ WORD_SALT;
    const end = Math.min(words.length, start + to);
    for (let nth = start; nth < end; nth++) {
      hash = step(fnv1a(words[nth]!, hash), 0x20);
      if (nth - start + 1 >= from) add(hash);
    }
  }
}

/** XOR folding, which keeps the upper bits of an FNV hash in play. */
const inBuckets = (hash: number): number => (hash ^ (hash >>> 18)) & (BUCKETS - 1);

const step = (hash: number, unit: number): number => Math.imul(hash ^ unit, PRIME);

function add(hash: number): void {
  const bucket = inBuckets(hash);
  const count = counts[bucket]!;
  if (count === 0) {
    if (size === touched.length) touched = doubled(touched);
    touched[size++] = bucket;
  }
  if (count < 0xffff) counts[bucket] = count + 1;
}

/** The counts as a vector; resets them to 0. */
function takeVector(): Vector {
  const indices = touched.slice(0, size);
  const values = new Float32Array(size);
  let squares = 0;
  for (let nth = 0; nth < size; nth++) {
    const count = counts[indices[nth]!]!;
    counts[indices[nth]!] = 0;
    const value = count < LOG_TF.length ? LOG_TF[count]! : 1 + Math.log(count);
    values[nth] = value;
    squares += value * value;
  }
  const length = Math.sqrt(squares) || 1;
  for (let nth = 0; nth < size; nth++) values[nth]! /= length;
  return { indices, values };
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
