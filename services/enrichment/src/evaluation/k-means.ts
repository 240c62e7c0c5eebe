import { BUCKETS, type Vector } from '../model/features.js';
import { seeded } from '../model/random.js';

/**
 * Spherical k-means: Dhillon and Modha, Concept decompositions for large sparse text data, Machine Learning 42, 2001.
 * Initialised with random texts.
 * @param vectors of length 1
 * @returns the cluster of each, 0 … `clusters` − 1
 */
export function kMeans(
  vectors: readonly Vector[],
  { clusters, seed, rounds = 10 }: { clusters: number; seed: number; rounds?: number },
): Int32Array {
  const random = seeded(seed);
  const places = [...vectors.keys()];
  const first = Array.from({ length: clusters }, () => places.splice(Math.floor(random() * places.length), 1)[0]!);
  let centres = first.map(place => centreOf([vectors[place]!]));
  let assigned = new Int32Array(vectors.length);
  for (let round = 0; round < rounds; round++) {
    assigned = Int32Array.from(vectors, vector => nearestOf(vector, centres));
    centres = centres.map((_, cluster) => centreOf(vectors.filter((_, nth) => assigned[nth] === cluster)));
  }
  return assigned;
}

function centreOf(vectors: readonly Vector[]): Float32Array {
  const centre = new Float32Array(BUCKETS);
  for (const { indices, values } of vectors) indices.forEach((bucket, nth) => (centre[bucket]! += values[nth]!));
  const length = Math.sqrt(centre.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
  return centre.map(weight => weight / length);
}

function nearestOf({ indices, values }: Vector, centres: readonly Float32Array[]): number {
  let best = 0;
  let most = -1;
  centres.forEach((centre, cluster) => {
    let cosine = 0;
    for (let nth = 0; nth < indices.length; nth++) cosine += values[nth]! * centre[indices[nth]!]!;
    if (cosine > most) [best, most] = [cluster, cosine];
  });
  return best;
}
