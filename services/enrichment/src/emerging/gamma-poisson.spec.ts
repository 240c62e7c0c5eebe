import { benjaminiHochbergThreshold, logGamma, tailProbability } from './gamma-poisson.js';

/** One minus the sum of the probabilities of all smaller counts. */
function plainTail(observed: number, baseline: number, exposure: number): number {
  const [shape, chance] = [baseline + 0.5, exposure / (1 + exposure)];
  let [below, term] = [0, (1 - chance) ** shape];
  for (let count = 0; count < observed; count++) {
    below += term;
    term *= (chance * (count + shape)) / (count + 1);
  }
  return 1 - below;
}

it.each([
  [4, 0, 3 / 28],
  [9, 12, 3 / 28],
  [20, 40, 0.2],
  [150, 1_000, 3 / 28],
])('the tail at %i after %i, at an exposure of %d, is that of the negative binomial distribution', (...given) =>
  expect(tailProbability(...given)).toBeCloseTo(plainTail(...given), 9),
);

it('the tail is 1 where no more than expected was observed', () => {
  expect([tailProbability(0, 0, 0.1), tailProbability(3, 28, 3 / 28), tailProbability(1, 100, 3 / 28)]).toEqual([
    1, 1, 1,
  ]);
});

it('a million events are computed, and a tiny probability is not 0', () => {
  expect(tailProbability(1_000_000, 1_000_000, 0.5)).toBe(0);
  expect(tailProbability(60, 10, 3 / 28)).toBeGreaterThan(0);
});

it.each([
  [1, 0],
  [5, Math.log(24)],
  [0.5, Math.log(Math.sqrt(Math.PI))],
])('ln Γ(%d) is %d', (x, expected) => expect(logGamma(x)).toBeCloseTo(expected, 11));

it('the threshold is the largest p-value that the false discovery rate admits', () => {
  expect(benjaminiHochbergThreshold([0.8, 0.004, 0.014, 0.011], 0.02)).toBe(0.014);
  expect(benjaminiHochbergThreshold([0.03, 0.029], 0.03)).toBe(0.03);
  expect(benjaminiHochbergThreshold([0.5, 0.02], 0.01)).toBe(0);
  expect(benjaminiHochbergThreshold([], 0.01)).toBe(0);
});
