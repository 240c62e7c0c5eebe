/**
 * How probable at least so many events are, when so many came before: a Poisson rate under a Gamma prior that was updated with the base predicts a
 * negative binomial count (Gelman et al., Bayesian Data Analysis, 3rd ed., 2.6). The prior is Jeffreys': Gamma(½, 0).
 * @param observed events now
 * @param base events before
 * @param exposure what was exposed now, over what was before: 3 days against 28 at the same volume are 3/28
 * @returns 0 to 1; 1 where fewer came than were to be expected
 */
export function tailOf(observed: number, base: number, exposure: number): number {
  const shape = base + 0.5;
  if (observed <= shape * exposure || observed === 0) return 1;
  const chance = exposure / (1 + exposure);
  const first =
    lnGamma(observed + shape) -
    lnGamma(observed + 1) -
    lnGamma(shape) +
    shape * Math.log1p(-chance) +
    observed * Math.log(chance);
  let [sum, term] = [0, 1];
  // Behind the expected value each term is smaller than the one before.
  for (let count = observed; term > sum * 1e-12; count++) {
    sum += term;
    term *= (chance * (count + shape)) / (count + 1);
  }
  return Math.min(1, Math.exp(first) * sum);
}

/** Stirling's series, behind eight steps of Γ(x + 1) = x Γ(x): good to 1e−12 for x > 0 (Abramowitz and Stegun, 6.1.40). */
export function lnGamma(x: number): number {
  let shift = 0;
  for (let step = 0; step < 8; step++) shift += Math.log(x++);
  const inverse = 1 / (x * x);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / x;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series - shift;
}

/**
 * Which hypotheses are rejected so that at most the share `rate` of them is expected to be true (Benjamini and Hochberg, Controlling the false
 * discovery rate, 1995).
 * @param tails a probability for each hypothesis that was tested
 * @returns the largest one that is rejected; 0: none is
 */
export function rejectedUpTo(tails: readonly number[], rate: number): number {
  const sorted = [...tails].sort((a, b) => a - b);
  return sorted.findLast((tail, nth) => tail <= (rate * (nth + 1)) / sorted.length) ?? 0;
}
