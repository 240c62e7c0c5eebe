import { ofLengthOne } from '../cluster/vectors.js';
import { kMeans } from './k-means.js';

describe('k-means, which clusters are compared with', () => {
  it('parts what points in different directions', () => {
    const vectors = [1, 2, 1, 2, 1].map((bucket, nth) =>
      ofLengthOne([
        [bucket, 1],
        [10 + nth, 0.1],
      ]),
    );
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const [a, b, ...others] = kMeans(vectors, { clusters: 2, seed });
      if (a !== b) expect(others).toEqual([a, b, a]);
    }
    const found = [1, 2, 3, 4, 5, 6].map(seed => new Set(kMeans(vectors, { clusters: 2, seed })).size);
    expect(found).toContain(2);
  });

  it('is the same for the same seed', () => {
    const vectors = Array.from({ length: 20 }, (_, nth) =>
      ofLengthOne([
        [nth % 5, 1],
        [nth, 0.5],
      ]),
    );
    expect(kMeans(vectors, { clusters: 5, seed: 3 })).toEqual(kMeans(vectors, { clusters: 5, seed: 3 }));
  });
});
