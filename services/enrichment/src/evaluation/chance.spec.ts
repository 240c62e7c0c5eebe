import { chanceOf } from './chance.js';

const all = Array.from({ length: 50 }, (_, nth) => nth);

describe('chance', () => {
  it('shuffles every member once, and the same way for the same seed', () => {
    expect(chanceOf(3).shuffled(all)).toEqual(chanceOf(3).shuffled(all));
    expect(chanceOf(3).shuffled(all)).not.toEqual(chanceOf(4).shuffled(all));
    expect(
      chanceOf(3)
        .shuffled(all)
        .sort((a, b) => a - b),
    ).toEqual(all);
  });

  it('has as many events as are expected, in the mean', () => {
    const chance = chanceOf(1);
    for (const mean of [0.5, 4, 70]) {
      const total = Array.from({ length: 2_000 }, () => chance.poisson(mean)).reduce((sum, one) => sum + one, 0);
      expect(Math.abs(total / 2_000 - mean)).toBeLessThan(4 * Math.sqrt(mean / 2_000));
    }
  });
});
