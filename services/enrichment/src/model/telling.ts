import { BUCKETS, type Vector } from './features.js';
import { type Linear, type Training, trainLinear } from './svm.js';

export interface TellingTraining extends Training {
  /** 0 … 1: by how much features that tell the classes apart count more than the others; 0 is `trainLinear`. */
  telling: number;
  /** So many weights are kept at most; of the others nothing is left. */
  strongest: number;
}

// Looked up once: where tests run, that takes longer than the work itself.
const { abs, log, sqrt } = Math;

/**
 * A small linear model that leans on what tells the classes apart: each feature is scaled by how much it does, and the scale is a part of its weight.
 * S. Wang, C. Manning, *Baselines and Bigrams: Simple, Good Sentiment and Topic Classification*, ACL 2012 (NBSVM, its log-count ratios without their sign).
 */
export function trainTelling(
  vectors: readonly Vector[],
  isPositive: readonly boolean[],
  training: TellingTraining,
): Linear {
  const scales = ratiosOf(vectors, isPositive, training).map(ratio => 1 - training.telling + training.telling * ratio);
  const scaled = vectors.map(({ indices, values }) => ({
    indices,
    values: values.map((value, nth) => value * scales[indices[nth]!]!),
  }));
  const { weights, bias } = trainLinear(scaled, isPositive, training);
  const unscaled = weights.map((weight, bucket) => weight * scales[bucket]!);
  return { weights: strongestOf(unscaled, vectors, training), bias };
}

/** By bucket: |log(share of the positive examples that have it / share of the others)|, one example of each kind more than there are. */
function ratiosOf(
  vectors: readonly Vector[],
  isPositive: readonly boolean[],
  { importance, size = BUCKETS }: Training,
): Float64Array {
  const [yes, no] = [true, false].map(side => {
    const having = new Float64Array(size).fill(1);
    let total = 2;
    vectors.forEach(({ indices, values }, nth) => {
      if (isPositive[nth] !== side) return;
      const counts = importance?.[nth] ?? 1;
      total += counts;
      for (let at = 0; at < indices.length; at++) if (values[at] !== 0) having[indices[at]!]! += counts;
    });
    return having.map(count => count / total);
  }) as [Float64Array, Float64Array];
  return yes.map((share, bucket) => abs(log(share / no[bucket]!)));
}

/** A large weight that hardly any text has moves less than a small one of many. */
function strongestOf(
  weights: Float32Array,
  vectors: readonly Vector[],
  { importance, strongest }: TellingTraining,
): Float32Array {
  const squares = new Float64Array(weights.length);
  vectors.forEach(({ indices, values }, nth) => {
    const counts = importance?.[nth] ?? 1;
    for (let at = 0; at < indices.length; at++) squares[indices[at]!]! += counts * values[at]! * values[at]!;
  });
  const moves = squares.map((square, bucket) => abs(weights[bucket]!) * sqrt(square));
  const ranked = [...moves.keys()].filter(bucket => moves[bucket]! > 0).sort((a, b) => moves[b]! - moves[a]! || a - b);
  const kept = new Float32Array(weights.length);
  for (const bucket of ranked.slice(0, strongest)) kept[bucket] = weights[bucket]!;
  return kept;
}
