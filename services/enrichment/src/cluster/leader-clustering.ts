import type { Language } from '@ckm/contracts';
import { BUCKETS, type Vector } from '../model/features.js';
import type { ClusterText } from './clusters.js';
import { documentFrequenciesOf, type Feature, IDF_POWER, strongest, termFrequenciesOf } from './tf-idf.js';

/** The centroid of a cluster that began with one text. */
export interface Leader {
  id: string;
  language: Language;
  /** How many texts have joined, the first included. */
  count: number;
  /** The strongest features, and the mean weight of each over those texts: `weights[n]` is that of `features[n]`. */
  features: readonly number[];
  weights: readonly number[];
}

/** A text joins its nearest leader from this cosine on. */
const MIN_COSINE = 0.25;
const MAX_FEATURES = 300;

/**
 * Leader clustering (Hartigan, Clustering Algorithms, 1975, chapter 3), one text at a time.
 * @param leaders all that may be joined; document frequencies are those among them
 * @returns the id of the nearest leader of the text's language, the first of several; null where none is near, and the text begins a cluster
 */
export function nearestLeader({ text, language }: ClusterText, leaders: readonly Leader[]): Leader['id'] | null {
  const own = leaders.filter(leader => leader.language === language);
  const idf = idfAmong(own);
  const { indices, values } = termFrequenciesOf(text, language);
  const dense = new Float64Array(BUCKETS);
  let squares = 0;
  indices.forEach((bucket, nth) => {
    const weight = values[nth]! * idf(bucket);
    squares += weight * weight;
    dense[bucket] = weight;
  });
  const cosines = own.map(leader => cosineOf(leader, { dense, length: Math.sqrt(squares), idf }));
  const nearest = Math.max(...cosines, 0);
  return nearest >= MIN_COSINE ? own[cosines.indexOf(nearest)]!.id : null;
}

/** The leader of a cluster that begins with a text. */
export function newLeader(id: string, { text, language }: ClusterText): Leader {
  return { id, language, count: 1, ...strongestOf(featuresIn(termFrequenciesOf(text, language))) };
}

/** The leader after one more text has joined. */
export function afterJoining(leader: Leader, text: string): Leader {
  const sums = new Map(leader.features.map((bucket, nth) => [bucket, leader.weights[nth]! * leader.count]));
  for (const [bucket, weight] of featuresIn(termFrequenciesOf(text, leader.language)))
    sums.set(bucket, (sums.get(bucket) ?? 0) + weight);
  const count = leader.count + 1;
  return { ...leader, count, ...strongestOf([...sums].map(([bucket, sum]): Feature => [bucket, sum / count])) };
}

const featuresIn = ({ indices, values }: Vector): Feature[] =>
  [...indices].map((bucket, nth): Feature => [bucket, values[nth]!]);

function strongestOf(means: Feature[]): Pick<Leader, 'features' | 'weights'> {
  const features = strongest(means, MAX_FEATURES);
  return {
    features: features.map(([bucket]) => bucket),
    weights: features.map(([, weight]) => Math.round(weight * 1e5) / 1e5),
  };
}

/** Inverse document frequency by bucket. */
type Idf = (bucket: number) => number;

function idfAmong(leaders: readonly Leader[]): Idf {
  const frequencies = documentFrequenciesOf(leaders.map(({ features }) => features));
  const idfByFrequency = Float64Array.from(
    { length: leaders.length + 1 },
    (_, frequency) => Math.log((leaders.length + 2) / (frequency + 1)) ** IDF_POWER,
  );
  return bucket => idfByFrequency[frequencies[bucket]!]!;
}

function cosineOf(
  { features, weights }: Leader,
  { dense, length, idf }: { dense: Float64Array; length: number; idf: Idf },
): number {
  let sum = 0;
  let squares = 0;
  features.forEach((bucket, nth) => {
    const weight = weights[nth]! * idf(bucket);
    sum += weight * dense[bucket]!;
    squares += weight * weight;
  });
  return sum / (length * Math.sqrt(squares) || 1);
}
