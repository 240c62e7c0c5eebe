import { unitVectorOf } from '../cluster/tf-idf.js';
import { kMeans } from './k-means.js';

describe('k-means, which clusters are compared with', () => {
  it('parts what points in different directions', () => {
    const vectors = [1, 2, 1, 2, 1].map((bucket, nth) =>
      unitVectorOf([
        [bucket, 1],
        [10 + nth, 0.1],
      ]),
    );
    const parted = [1, 2, 3, 4, 5, 6]
      .map(seed => [...kMeans(vectors, { clusters: 2, seed, rounds: 2 })])
      .filter(([a, b]) => a !== b);
    expect(parted.length).toBeGreaterThan(0);
    for (const [a, b, ...others] of parted) expect(others).toEqual([a, b, a]);
  });

  it('is the same for the same seed', () => {
    const vectors = Array.from({ length: 20 }, (_, nth) =>
      unitVectorOf([
        [nth % 5, 1],
        [nth, 0.5],
      ]),
    );
    const [one, other] = [1, 2].map(() => kMeans(vectors, { clusters: 5, seed: 3, rounds: 2 }));
    expect(one).toEqual(other);
  });
});
