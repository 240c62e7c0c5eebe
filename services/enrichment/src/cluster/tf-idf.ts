import type { Language } from '@ckm/contracts';
import { plainText } from '../language/plain-text.js';
import { BUCKETS, type NgramRanges, featuresOf, type Vector } from '../model/features.js';
import { contentWordsOf } from './phrases.js';

const SPACED: NgramRanges = { words: [1, 2], characters: [2, 4] };
/** Without spaces between words, no run of letters is known to be one. */
const UNSPACED: NgramRanges = { words: null, characters: [1, 2] };
const UNSPACED_SCRIPT = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Exponent of the inverse document frequency: with 1 a single rare word outweighs a text; .5 agreed better with the classes of clinc150 at every size. */
export const IDF_POWER = 0.5;
/** The strongest: what a long text is about is told by them, and memory is limited. */
const MAX_FEATURES = 400;

/** Share of the content words in a vector, beside the whole text. At .5, subsets of clinc150 agreed less with their classes. */
const CONTENT_SHARE = 0.3;

/** The term frequencies of a text: hashed n-grams, not yet weighted by document frequency. */
export function termFrequenciesOf(text: string, language: Language): Vector {
  const plain = plainText(text);
  if (!isSpaced(text, language)) return featuresOf(plain, UNSPACED);
  return blended(featuresOf(plain, SPACED), featuresOf(contentWordsOf(plain, language), SPACED));
}

/** Weakens function words, which are hardly more frequent than others among few texts, so that document frequency alone would not do so. */
function blended(all: Vector, content: Vector): Vector {
  const values = new Map<number, number>();
  all.indices.forEach((bucket, nth) => values.set(bucket, (1 - CONTENT_SHARE) * all.values[nth]!));
  content.indices.forEach((bucket, nth) =>
    values.set(bucket, (values.get(bucket) ?? 0) + CONTENT_SHARE * content.values[nth]!),
  );
  return { indices: Int32Array.from(values.keys()), values: Float32Array.from(values.values()) };
}

const isSpaced = (text: string, language: Language): boolean =>
  language === 'zh' ? false : language !== 'und' || !UNSPACED_SCRIPT.test(text);

/** The texts of one language as tf-idf vectors of length 1. */
export function tfIdfVectorsOf(texts: readonly string[], language: Language): Vector[] {
  const frequencies = texts.map(text => termFrequenciesOf(text, language));
  const documents = documentFrequenciesOf(frequencies.map(({ indices }) => indices));
  const idf = (bucket: number): number => Math.log((texts.length + 1) / documents[bucket]!) ** IDF_POWER;
  return frequencies.map(({ indices, values }) => {
    const features = [...indices].map((bucket, nth): Feature => [bucket, values[nth]! * idf(bucket)]);
    return unitVectorOf(strongest(features, MAX_FEATURES));
  });
}

/** Bucket → how many of the documents have it. @param documents the buckets of each, every bucket once */
export function documentFrequenciesOf(documents: readonly Iterable<number>[]): Int32Array {
  const frequencies = new Int32Array(BUCKETS);
  for (const buckets of documents) for (const bucket of buckets) frequencies[bucket]!++;
  return frequencies;
}

export type Feature = [bucket: number, weight: number];

/** At most so many of them, in order of their buckets. */
export const strongest = (features: Feature[], most: number): Feature[] =>
  (features.length <= most ? features : features.sort(([a, x], [b, y]) => y - x || a - b).slice(0, most)).sort(
    ([a], [b]) => a - b,
  );

export function unitVectorOf(features: readonly Feature[]): Vector {
  const length = Math.sqrt(features.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  return {
    indices: Int32Array.from(features, ([bucket]) => bucket),
    values: Float32Array.from(features, ([, weight]) => weight / length),
  };
}
