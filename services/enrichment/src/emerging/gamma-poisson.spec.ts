import { lnGamma, rejectedUpTo, tailOf } from './gamma-poisson.js';

/** Term by term, as the negative binomial distribution is written in books. */
function plainTail(observed: number, base: number, exposure: number): number {
  const [shape, chance] = [base + 0.5, exposure / (1 + exposure)];
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
])('%i where %i came before, at an exposure of %d, are as probable as the negative binomial says', (...given) =>
  expect(tailOf(...given)).toBeCloseTo(plainTail(...given), 9),
);

it('what is not more than expected is no surprise', () => {
  expect([tailOf(0, 0, 0.1), tailOf(3, 28, 3 / 28), tailOf(1, 100, 3 / 28)]).toEqual([1, 1, 1]);
});

it('a million is counted, and the impossible has a number', () => {
  expect(tailOf(1_000_000, 1_000_000, 0.5)).toBe(0);
  expect(tailOf(60, 10, 3 / 28)).toBeGreaterThan(0);
});

it.each([
  [1, 0],
  [5, Math.log(24)],
  [0.5, Math.log(Math.sqrt(Math.PI))],
])('ln Γ(%d) is %d', (x, expected) => expect(lnGamma(x)).toBeCloseTo(expected, 11));

it('as many are rejected as the share of false ones allows', () => {
  expect(rejectedUpTo([0.8, 0.004, 0.014, 0.011], 0.02)).toBe(0.014);
  expect(rejectedUpTo([0.03, 0.029], 0.03)).toBe(0.03);
  expect(rejectedUpTo([0.5, 0.02], 0.01)).toBe(0);
  expect(rejectedUpTo([], 0.01)).toBe(0);
});
