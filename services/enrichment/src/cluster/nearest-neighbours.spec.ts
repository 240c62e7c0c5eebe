import { seeded } from '../model/random.js';
import { nearestNeighbours } from './nearest-neighbours.js';
import { tfIdfVectorsOf, unitVectorOf } from './tf-idf.js';

const random = seeded(5);
const some = Array.from({ length: 120 }, () =>
  unitVectorOf(
    Array.from(new Set(Array.from({ length: 12 }, () => Math.floor(random() ** 2 * 200))), bucket => [
      bucket,
      0.1 + random(),
    ]),
  ),
);

function cosine(a: number, b: number): number {
  const weights = new Map([...some[b]!.indices].map((bucket, nth) => [bucket, some[b]!.values[nth]!]));
  return [...some[a]!.indices].reduce(
    (sum, bucket, nth) => sum + some[a]!.values[nth]! * (weights.get(bucket) ?? 0),
    0,
  );
}

describe('the nearest neighbours of a document', () => {
  it('are those with the highest cosine, nearest first', () => {
    const found = nearestNeighbours(some, { k: 5, minCosine: 0.2 });
    some.forEach((_, document) => {
      const all = [...some.keys()].filter(other => other !== document).map(other => cosine(document, other));
      const best = all
        .sort((a, b) => b - a)
        .filter(each => each >= 0.2)
        .slice(0, 5);
      expect(found[document]!.length).toBe(best.length);
      found[document]!.forEach((neighbour, nth) => expect(neighbour.cosine).toBeCloseTo(best[nth]!, 5));
    });
  });

  it('are never itself, nor any that share no feature', () => {
    const vectors = tfIdfVectorsOf(['where is my parcel', 'where is my parcel', 'xyz'], 'en');
    const found = nearestNeighbours(vectors, { k: 3, minCosine: 0.01 });
    expect(found.map(near => near.map(({ document }) => document))).toEqual([[1], [0], []]);
  });

  it('are as many as asked for where many are equally near', () => {
    const same = Array.from({ length: 1_000 }, () =>
      unitVectorOf([
        [1, 1],
        [2, 1],
      ]),
    );
    const found = nearestNeighbours(same, { k: 10, minCosine: 0.2 });
    expect(found.every(near => near.length === 10)).toBe(true);
  });
});
