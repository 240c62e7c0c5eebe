/** How classes and clusters meet: `cells` counts what lies in one of each, for every pair that occurs; `classes` and `clusters` are the sums. */
interface Contingency {
  cells: number[];
  classes: number[];
  clusters: number[];
  total: number;
}

function contingencyOf(classes: readonly unknown[], clusters: readonly unknown[]): Contingency {
  const cells = new Map<unknown, Map<unknown, number>>();
  classes.forEach((label, nth) => {
    const row = cells.get(label) ?? new Map<unknown, number>();
    row.set(clusters[nth], (row.get(clusters[nth]) ?? 0) + 1);
    cells.set(label, row);
  });
  return {
    cells: [...cells.values()].flatMap(row => [...row.values()]),
    classes: countsOf(classes),
    clusters: countsOf(clusters),
    total: classes.length,
  };
}

function countsOf(labels: readonly unknown[]): number[] {
  const counts = new Map<unknown, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts.values()];
}

/**
 * V-measure with beta 1, 0 … 1: the harmonic mean of homogeneity, 1 − H(C|K)/H(C), and completeness, 1 − H(K|C)/H(K).
 * Many small clusters raise it: read it beside their number.
 * Rosenberg and Hirschberg, V-Measure: a conditional entropy-based external cluster evaluation measure, EMNLP 2007.
 */
export function vMeasure(classes: readonly unknown[], clusters: readonly unknown[]): number {
  const table = contingencyOf(classes, clusters);
  const [ofClasses, ofClusters] = [entropyOf(table.classes), entropyOf(table.clusters)];
  const together = entropyOf(table.cells);
  const homogeneity = ofClasses === 0 ? 1 : 1 - (together - ofClusters) / ofClasses;
  const completeness = ofClusters === 0 ? 1 : 1 - (together - ofClasses) / ofClusters;
  const sum = homogeneity + completeness;
  return sum === 0 ? 0 : (2 * homogeneity * completeness) / sum;
}

/** In nats. H(C|K) = H(C, K) − H(K). */
function entropyOf(counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return -counts.reduce((sum, count) => sum + (count / total) * Math.log(count / total), 0);
}

/**
 * The adjusted Rand index: pairs put together as their classes are, 0 when no better than chance, 1 when equal; it may be negative.
 * Hubert and Arabie, Comparing partitions, Journal of Classification 2 (1985), equation 5.
 */
export function adjustedRand(classes: readonly unknown[], clusters: readonly unknown[]): number {
  const table = contingencyOf(classes, clusters);
  const [together, inClasses, inClusters] = [pairsIn(table.cells), pairsIn(table.classes), pairsIn(table.clusters)];
  const expected = (inClasses * inClusters) / pairsIn([table.total]);
  const most = (inClasses + inClusters) / 2;
  return most === expected ? 1 : (together - expected) / (most - expected);
}

const pairsIn = (counts: readonly number[]): number =>
  counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
