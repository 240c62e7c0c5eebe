import { BUCKETS, type Vector } from './features.js';

/** A binary linear classifier: a text belongs to the class when its margin, `bias + Σ values · weights`, is positive. */
export interface LinearModel {
  /** By bucket. */
  weights: Float32Array;
  bias: number;
}

interface Weights {
  weights: Float32Array | Float64Array;
  bias: number;
}

export interface Training {
  /** C, what an error costs: the smaller, the stronger the regularisation. */
  cost: number;
  /** Factor of C for positive examples; 1 by default. */
  positiveWeight?: number;
  /** Factor of C for each example; 1 by default. */
  importance?: Float32Array;
  /** Uniform in [0, 1): decides the order in which examples are visited. Seed it, and the model is reproducible. */
  random: () => number;
  /** Passes over all examples at most; 300 by default. */
  rounds?: number;
  /** The dimension: all indices lie below it; BUCKETS by default. */
  size?: number;
}

// Looked up once: in Jest's realm a global costs more than the work itself.
const { floor, max, min } = Math;

/** Of the stopping criterion: the range of projected gradients. */
const TOLERANCE = 0.1;
const ROUNDS = 300;
/** Examples visited in one step of `trainingSteps`, so that a step takes well under 20 ms. */
const EXAMPLES_A_STEP = 256;

/**
 * A linear support vector machine with squared hinge loss, trained by dual coordinate descent with shrinking:
 * Hsieh, Chang, Lin, Keerthi, Sundararajan, *A dual coordinate descent method for large-scale linear SVM*, ICML 2008, algorithm 3.
 * The bias is the weight of a feature that is always 1, and is regularised with the others. `isPositive[n]` is the label of `vectors[n]`.
 */
export function trainLinear(
  vectors: readonly Vector[],
  isPositive: readonly boolean[],
  training: Training,
): LinearModel {
  const steps = trainingSteps(vectors, isPositive, training);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** `trainLinear` in steps of a few milliseconds: see `inTurns`. */
export function* trainingSteps(
  vectors: readonly Vector[],
  isPositive: readonly boolean[],
  training: Training,
): Generator<void, LinearModel> {
  const descent = new Descent(vectors, isPositive, training);
  for (let round = 0; round < (training.rounds ?? ROUNDS); round++) if ((yield* descent.round()) === 'solved') break;
  return { weights: Float32Array.from(descent.weights), bias: descent.bias };
}

class Descent {
  readonly weights: Float64Array;
  bias = 0;
  private readonly alpha: Float64Array;
  /** D_ii in the paper: what the squared loss adds to the diagonal of the quadratic form. */
  private readonly lossDiagonal: Float64Array;
  /** Q̄_ii in the paper: the whole diagonal. */
  private readonly diagonal: Float64Array;
  /** The examples: the active ones first, then those that shrinking has left out. */
  private readonly order: Int32Array;
  private active: number;
  /** Shrinking: an example with α = 0 and a gradient above it is left out until the others are solved. */
  private shrinkAbove = Infinity;
  /** The range of the projected gradients in this round. */
  private largest = -Infinity;
  private smallest = Infinity;

  constructor(
    private readonly vectors: readonly Vector[],
    private readonly isPositive: readonly boolean[],
    private readonly training: Training,
  ) {
    const { cost, positiveWeight = 1, importance, size = BUCKETS } = training;
    this.weights = new Float64Array(size);
    this.alpha = new Float64Array(vectors.length);
    this.lossDiagonal = Float64Array.from(vectors, (_, nth) => {
      const own = cost * (isPositive[nth] ? positiveWeight : 1) * (importance?.[nth] ?? 1);
      return 0.5 / max(own, 1e-9);
    });
    this.diagonal = Float64Array.from(vectors, ({ values }, nth) => 1 + this.lossDiagonal[nth]! + squaredNorm(values));
    this.order = Int32Array.from(vectors.keys());
    this.active = vectors.length;
  }

  *round(): Generator<void, 'solved' | 'unsolved'> {
    this.largest = -Infinity;
    this.smallest = Infinity;
    const { random } = this.training;
    for (let nth = 0; nth < this.active; nth++) swap(this.order, nth, nth + floor(random() * (this.active - nth)));
    for (let nth = 0, visited = 1; nth < this.active; nth++, visited++) {
      if (!this.descend(this.order[nth]!)) swap(this.order, nth--, --this.active);
      if (visited % EXAMPLES_A_STEP === 0) yield;
    }
    return this.endRound();
  }

  /** Minimises along the coordinate of one example. @returns false when shrinking leaves it out */
  private descend(at: number): boolean {
    const sign = this.isPositive[at] ? 1 : -1;
    const before = this.alpha[at]!;
    const gradient = sign * marginOf(this, this.vectors[at]!) - 1 + this.lossDiagonal[at]! * before;
    if (before === 0 && gradient > this.shrinkAbove) return false;
    const projected = before === 0 ? min(gradient, 0) : gradient;
    this.largest = max(this.largest, projected);
    this.smallest = min(this.smallest, projected);
    if (projected === 0) return true;
    const after = max(before - gradient / this.diagonal[at]!, 0);
    this.alpha[at] = after;
    this.move(this.vectors[at]!, sign * (after - before));
    return true;
  }

  private move({ indices, values }: Vector, change: number): void {
    for (let nth = 0; nth < indices.length; nth++) this.weights[indices[nth]!]! += change * values[nth]!;
    this.bias += change;
  }

  /** When the active examples are solved, those left out are taken in again: only together they are the solution. */
  private endRound(): 'solved' | 'unsolved' {
    const isConverged = this.largest - this.smallest <= TOLERANCE;
    if (isConverged && this.active === this.order.length) return 'solved';
    if (isConverged) this.active = this.order.length;
    this.shrinkAbove = isConverged || this.largest <= 0 ? Infinity : this.largest;
    return 'unsolved';
  }
}

/** Margins of different models are not comparable before calibration. */
export function marginOf({ weights, bias }: Readonly<Weights>, { indices, values }: Vector): number {
  let margin = bias;
  for (let nth = 0; nth < indices.length; nth++) margin += weights[indices[nth]!]! * values[nth]!;
  return margin;
}

function squaredNorm(values: Float32Array): number {
  let sum = 0;
  for (let nth = 0; nth < values.length; nth++) sum += values[nth]! * values[nth]!;
  return sum;
}

function swap(array: Int32Array, one: number, other: number): void {
  const kept = array[one]!;
  array[one] = array[other]!;
  array[other] = kept;
}
