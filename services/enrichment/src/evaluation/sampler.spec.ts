import { samplerOf } from './sampler.js';

const all = Array.from({ length: 50 }, (_, nth) => nth);
const meanOf = (numbers: number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

describe('a sampler', () => {
  it('draws uniform numbers', () => {
    const sampler = samplerOf(7);
    expect(meanOf(Array.from({ length: 4_000 }, () => sampler.next()))).toBeCloseTo(0.5, 1);
  });

  it('shuffles every member once, and the same way for the same seed', () => {
    expect(samplerOf(3).shuffled(all)).toEqual(samplerOf(3).shuffled(all));
    expect(samplerOf(3).shuffled(all)).not.toEqual(samplerOf(4).shuffled(all));
    expect(
      samplerOf(3)
        .shuffled(all)
        .sort((a, b) => a - b),
    ).toEqual(all);
  });

  it('draws Poisson counts of the given mean', () => {
    const sampler = samplerOf(1);
    for (const mean of [0.5, 4, 70]) {
      const counts = Array.from({ length: 2_000 }, () => sampler.poisson(mean));
      expect(Math.abs(meanOf(counts) - mean)).toBeLessThan(4 * Math.sqrt(mean / 2_000));
    }
  });
});
