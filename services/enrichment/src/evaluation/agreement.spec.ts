import { adjustedRand, vMeasure } from './agreement.js';

const CLASSES = [0, 0, 0, 1, 1, 1];

describe('agreement of clusters with classes', () => {
  it('is 1 whatever the clusters are called', () => {
    const named = ['b', 'b', 'b', null, null, null];
    expect(vMeasure(CLASSES, named)).toBeCloseTo(1, 12);
    expect(adjustedRand(CLASSES, named)).toBe(1);
  });

  // By hand: two of three pairs together in the first class, cells 2 1 / 0 3.
  it('is that of the formulas on a small example', () => {
    const clusters = [0, 0, 1, 1, 1, 1];
    // together 4, classes 6, clusters 7, of 15: (4 − 2.8) / (6.5 − 2.8)
    expect(adjustedRand(CLASSES, clusters)).toBeCloseTo(1.2 / 3.7, 12);
    // H(C) = ln 2; H(K) = .636514; H(C, K) = 1.011404: homogeneity .459148, completeness .500000
    expect(vMeasure(CLASSES, clusters)).toBeCloseTo(0.478704, 5);
  });

  // One cluster of everything, then one for each.
  it('is 0 when everything is one cluster', () => {
    expect(vMeasure(CLASSES, [7, 7, 7, 7, 7, 7])).toBeCloseTo(0, 12);
    expect(adjustedRand(CLASSES, [7, 7, 7, 7, 7, 7])).toBe(0);
  });

  it('sees through shattering by pairs, not by entropies', () => {
    const alone = [1, 2, 3, 4, 5, 6];
    expect(adjustedRand(CLASSES, alone)).toBe(0);
    expect(vMeasure(CLASSES, alone)).toBeCloseTo(0.557886, 5);
  });

  it('may be worse than chance', () => expect(adjustedRand([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(-0.5, 12));

  it('is 1 for one class in one cluster', () => {
    expect(vMeasure([1, 1], [2, 2])).toBe(1);
    expect(adjustedRand([1, 1], [2, 2])).toBe(1);
  });
});
