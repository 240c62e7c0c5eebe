import { BUCKETS, type Vector } from './features.js';
import { type Linear, type Training, trainLinear } from './svm.js';

interface TellingTraining extends Training {
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
  all: readonly Vector[],
  isPositive: readonly boolean[],
  training: TellingTraining,
): Linear {
  const { buckets, vectors } = withoutGaps(all, training.size ?? BUCKETS);
  const within = { ...training, size: buckets.length };
  const scales = ratiosOf(vectors, isPositive, within).map(ratio => 1 - training.telling + training.telling * ratio);
  const scaled = vectors.map(({ indices, values }) => ({
    indices,
    values: values.map((value, nth) => value * scales[indices[nth]!]!),
  }));
  const { weights, bias } = trainLinear(scaled, isPositive, within);
  const unscaled = weights.map((weight, place) => weight * scales[place]!);
  const kept = new Float32Array(training.size ?? BUCKETS);
  for (const place of strongestOf(unscaled, vectors, training)) kept[buckets[place]!] = unscaled[place]!;
  return { weights: kept, bias };
}

/** The buckets that occur, in their order, and the vectors by the places of these: most of all buckets are in no text. */
function withoutGaps(all: readonly Vector[], size: number): { buckets: Int32Array; vectors: Vector[] } {
  const places = new Int32Array(size);
  for (const { indices } of all) for (const bucket of indices) places[bucket] = 1;
  let count = 0;
  for (let bucket = 0; bucket < size; bucket++) if (places[bucket]) places[bucket] = ++count;
  const buckets = new Int32Array(count);
  for (let bucket = 0; bucket < size; bucket++) if (places[bucket]) buckets[places[bucket]! - 1] = bucket;
  const vectors = all.map(({ indices, values }) => ({ values, indices: indices.map(bucket => places[bucket]! - 1) }));
  return { buckets, vectors };
}

/** By place: |log(share of the positive examples that have it / share of the others)|, one example of each kind more than there are. */
function ratiosOf(
  vectors: readonly Vector[],
  isPositive: readonly boolean[],
  { importance, size }: Training & { size: number },
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
  return yes.map((share, place) => abs(log(share / no[place]!)));
}

/** The places of the weights that are kept: a large weight that hardly any text has moves less than a small one of many. */
function strongestOf(
  weights: Float32Array,
  vectors: readonly Vector[],
  { importance, strongest }: TellingTraining,
): number[] {
  const squares = new Float64Array(weights.length);
  vectors.forEach(({ indices, values }, nth) => {
    const counts = importance?.[nth] ?? 1;
    for (let at = 0; at < indices.length; at++) squares[indices[at]!]! += counts * values[at]! * values[at]!;
  });
  const moves = squares.map((square, place) => abs(weights[place]!) * sqrt(square));
  const ranked = [...moves.keys()].filter(place => moves[place]! > 0).sort((a, b) => moves[b]! - moves[a]! || a - b);
  return ranked.slice(0, strongest);
}
