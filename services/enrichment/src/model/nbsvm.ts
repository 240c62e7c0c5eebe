import { BUCKETS, type Vector } from './features.js';
import { type LinearModel, type Training, trainLinear } from './svm.js';

interface NbSvmTraining extends Training {
  /** 0 … 1, between an ordinary linear model (0: `trainLinear`) and features scaled by their log-count ratio (1). */
  interpolation: number;
  /** All weights but so many are set to 0. */
  maxWeights: number;
}

// Looked up once: in Jest's realm a global costs more than the work itself.
const { abs, log, sqrt } = Math;

/**
 * A small linear model that leans on the features which tell the classes apart: each is scaled by the absolute value of its log-count ratio,
 * and the scale is multiplied into its weight afterwards, so that the model reads unscaled vectors.
 * S. Wang, C. Manning, *Baselines and Bigrams: Simple, Good Sentiment and Topic Classification*, ACL 2012 (NBSVM, there with signed ratios).
 */
export function trainNbSvm(
  all: readonly Vector[],
  isPositive: readonly boolean[],
  training: NbSvmTraining,
): LinearModel {
  const { interpolation, size = BUCKETS } = training;
  const { buckets, vectors } = compacted(all, size);
  const within = { ...training, size: buckets.length };
  const scales = logCountRatios(vectors, isPositive, within).map(ratio => 1 - interpolation + interpolation * ratio);
  const scaled = vectors.map(({ indices, values }) => ({
    indices,
    values: values.map((value, nth) => value * scales[indices[nth]!]!),
  }));
  const { weights, bias } = trainLinear(scaled, isPositive, within);
  const unscaled = weights.map((weight, column) => weight * scales[column]!);
  const kept = new Float32Array(size);
  for (const column of strongest(unscaled, vectors, training)) kept[buckets[column]!] = unscaled[column]!;
  return { weights: kept, bias };
}

/** The buckets in use, ascending, and the vectors with their positions in that list as indices: most buckets are in no text. */
function compacted(all: readonly Vector[], size: number): { buckets: Int32Array; vectors: Vector[] } {
  const isUsed = new Uint8Array(size);
  for (const { indices } of all) for (const bucket of indices) isUsed[bucket] = 1;
  const buckets = Int32Array.from(isUsed.keys()).filter(bucket => isUsed[bucket] === 1);
  const columns = new Int32Array(size);
  buckets.forEach((bucket, column) => (columns[bucket] = column));
  const vectors = all.map(({ indices, values }) => ({ values, indices: indices.map(bucket => columns[bucket]!) }));
  return { buckets, vectors };
}

/** By column: |log(p/q)|, p and q the shares of the positive and of the negative examples that have the feature, smoothed by one example with it and one without. */
function logCountRatios(
  vectors: readonly Vector[],
  isPositive: readonly boolean[],
  { importance, size }: Training & { size: number },
): Float64Array {
  const [yes, no] = [true, false].map(side => {
    const counts = new Float64Array(size).fill(1);
    let total = 2;
    vectors.forEach(({ indices, values }, nth) => {
      if (isPositive[nth] !== side) return;
      const weight = importance?.[nth] ?? 1;
      total += weight;
      for (let at = 0; at < indices.length; at++) if (values[at] !== 0) counts[indices[at]!]! += weight;
    });
    return counts.map(count => count / total);
  }) as [Float64Array, Float64Array];
  return yes.map((share, column) => abs(log(share / no[column]!)));
}

/** The columns of the weights that move the margins most over all examples: a large weight that hardly any text has moves less than a small one of many. */
function strongest(
  weights: Float32Array,
  vectors: readonly Vector[],
  { importance, maxWeights }: NbSvmTraining,
): number[] {
  const squares = new Float64Array(weights.length);
  vectors.forEach(({ indices, values }, nth) => {
    const weight = importance?.[nth] ?? 1;
    for (let at = 0; at < indices.length; at++) squares[indices[at]!]! += weight * values[at]! * values[at]!;
  });
  const moves = squares.map((square, column) => abs(weights[column]!) * sqrt(square));
  const ranked = [...moves.keys()].filter(column => moves[column]! > 0);
  return ranked.sort((a, b) => moves[b]! - moves[a]! || a - b).slice(0, maxWeights);
}
