/**
 * The probability of at least so many events, given how many came before: a Poisson rate with a Gamma prior, updated by the baseline, predicts a
 * negative binomial count (Gelman et al., Bayesian Data Analysis, 3rd ed., 2.6). The prior is Jeffreys': Gamma(½, 0).
 * @param observed events in the window
 * @param baseline events before it
 * @param exposure exposure of the window over that of the baseline: 3 days against 28 at the same volume are 3/28
 * @returns 0 to 1; 1 where fewer events were observed than expected
 */
export function tailProbability(observed: number, baseline: number, exposure: number): number {
  const shape = baseline + 0.5;
  if (observed <= shape * exposure || observed === 0) return 1;
  const chance = exposure / (1 + exposure);
  const logOfFirst =
    logGamma(observed + shape) -
    logGamma(observed + 1) -
    logGamma(shape) +
    shape * Math.log1p(-chance) +
    observed * Math.log(chance);
  let [sum, term] = [0, 1];
  // Beyond the expected count each term is smaller than the one before, so that the sum converges.
  for (let count = observed; term > sum * 1e-12; count++) {
    sum += term;
    term *= (chance * (count + shape)) / (count + 1);
  }
  return Math.min(1, Math.exp(logOfFirst) * sum);
}

/** Stirling's series after eight steps of Γ(x + 1) = x Γ(x): accurate to 1e−12 for x > 0 (Abramowitz and Stegun, 6.1.40). */
export function logGamma(x: number): number {
  let shift = 0;
  for (let step = 0; step < 8; step++) shift += Math.log(x++);
  const inverse = 1 / (x * x);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / x;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series - shift;
}

/**
 * The p-value up to which null hypotheses are rejected so that at most the share `rate` of the rejected is expected to be true (Benjamini and
 * Hochberg, Controlling the false discovery rate, 1995).
 * @param pValues one for each hypothesis that was tested
 * @returns the largest p-value that is rejected; 0 where none is
 */
export function benjaminiHochbergThreshold(pValues: readonly number[], rate: number): number {
  const sorted = [...pValues].sort((a, b) => a - b);
  return sorted.findLast((pValue, nth) => pValue <= (rate * (nth + 1)) / sorted.length) ?? 0;
}
