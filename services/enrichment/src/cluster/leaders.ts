import type { Language } from '@ckm/contracts';
import { BUCKETS, type Vector } from '../model/features.js';
import type { ClusterText } from './clusters.js';
import { type Feature, rawVectorOf, strongest } from './vectors.js';

/** What a group that began with one text is known by. */
export interface Leader {
  id: string;
  language: Language;
  /** How many texts have joined, its first included. */
  count: number;
  /** Feature → its mean weight in those texts, the strongest only: `weights[n]` is that of `features[n]`. */
  features: readonly number[];
  weights: readonly number[];
}

/** A text joins the leader that it is most like from this cosine on. */
const JOIN_FROM = 0.25;
const MOST_FEATURES = 300;
const RARITY_POWER = 0.5;

/**
 * Leader clustering (Hartigan, Clustering Algorithms, 1975, chapter 3), one text at a time: the leader of its language that a text belongs to,
 * or null when it is like none and begins a group of its own. Of two that are equally near, the first.
 * @param leaders all that may be joined; how many of them hold a feature tells how little it says
 */
export function join({ text, language }: ClusterText, leaders: readonly Leader[]): Leader['id'] | null {
  const own = leaders.filter(leader => leader.language === language);
  const rarity = rarityAmong(own);
  const vector = rawVectorOf(text, language);
  const dense = new Float64Array(BUCKETS);
  let squares = 0;
  vector.indices.forEach((bucket, nth) => {
    const weight = vector.values[nth]! * rarity(bucket);
    squares += weight * weight;
    dense[bucket] = weight;
  });
  const cosines = own.map(leader => cosineOf(leader, { dense, length: Math.sqrt(squares), rarity }));
  const most = Math.max(...cosines, 0);
  return most >= JOIN_FROM ? own[cosines.indexOf(most)]!.id : null;
}

/** The leader of a group that begins with a text. */
export function leaderOf(id: string, { text, language }: ClusterText): Leader {
  return { id, language, count: 1, ...kept(featuresIn(rawVectorOf(text, language))) };
}

/** A leader after one more text has joined. */
export function joined(leader: Leader, text: string): Leader {
  const means = new Map(leader.features.map((bucket, nth) => [bucket, leader.weights[nth]! * leader.count]));
  for (const [bucket, weight] of featuresIn(rawVectorOf(text, leader.language)))
    means.set(bucket, (means.get(bucket) ?? 0) + weight);
  const count = leader.count + 1;
  return { ...leader, count, ...kept([...means].map(([bucket, sum]): Feature => [bucket, sum / count])) };
}

const featuresIn = ({ indices, values }: Vector): Feature[] =>
  [...indices].map((bucket, nth): Feature => [bucket, values[nth]!]);

function kept(means: Feature[]): Pick<Leader, 'features' | 'weights'> {
  const features = strongest(means, MOST_FEATURES);
  return {
    features: features.map(([bucket]) => bucket),
    weights: features.map(([, weight]) => Math.round(weight * 1e5) / 1e5),
  };
}

type Rarity = (bucket: number) => number;

function rarityAmong(leaders: readonly Leader[]): Rarity {
  const holders = new Int32Array(BUCKETS);
  for (const { features } of leaders) for (const bucket of features) holders[bucket]!++;
  const rarity = Float64Array.from(
    { length: leaders.length + 1 },
    (_, held) => Math.log((leaders.length + 2) / (held + 1)) ** RARITY_POWER,
  );
  return bucket => rarity[holders[bucket]!]!;
}

function cosineOf(
  { features, weights }: Leader,
  { dense, length, rarity }: { dense: Float64Array; length: number; rarity: Rarity },
): number {
  let sum = 0;
  let squares = 0;
  features.forEach((bucket, nth) => {
    const weight = weights[nth]! * rarity(bucket);
    sum += weight * dense[bucket]!;
    squares += weight * weight;
  });
  return sum / (length * Math.sqrt(squares) || 1);
}
