import { BUCKETS, type Vector } from './features.js';

/** A linear model: a text belongs to the class when `bias + Σ values · weights` is positive. */
export interface Linear {
  /** By bucket. */
  weights: Float32Array;
  bias: number;
}

interface Weighing {
  weights: Float32Array | Float64Array;
  bias: number;
}

export interface Training {
  /** What a mistake costs; small is smooth. */
  cost: number;
  /** What a mistake at the positive examples costs more (or less); 1 without. */
  positiveWeight?: number;
  /** What a mistake at this example costs more (or less); all alike without. */
  importance?: Float32Array;
  /** 0 … 1, e.g. of a seeded generator: the order in which examples are seen. */
  random: () => number;
  /** Rounds over all examples at most. */
  rounds?: number;
  /** Indices lie below it; BUCKETS without. */
  size?: number;
}

// Looked up once: where tests run, that takes longer than the work itself.
const { floor, max, min } = Math;

const ENOUGH = 0.1;
const ROUNDS = 300;
/** Examples looked at in one step of a training, so that a step takes well under 20 ms. */
const STEP = 256;

/**
 * A support vector machine with squared hinge loss by dual coordinate descent with shrinking:
 * Hsieh, Chang, Lin, Keerthi, Sundararajan, *A dual coordinate descent method for large-scale linear SVM*, ICML 2008, algorithm 3.
 * The bias is the weight of a feature that is always 1. `isPositive[n]` tells the class of `vectors[n]`.
 */
export function trainLinear(vectors: readonly Vector[], isPositive: readonly boolean[], training: Training): Linear {
  const steps = trainingSteps(vectors, isPositive, training);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in steps of a few milliseconds: others may work between them. */
export function* trainingSteps(
  vectors: readonly Vector[],
  isPositive: readonly boolean[],
  training: Training,
): Generator<void, Linear> {
  const descent = new Descent(vectors, isPositive, training);
  for (let round = 0; round < (training.rounds ?? ROUNDS); round++) if ((yield* descent.round()) === 'solved') break;
  return { weights: Float32Array.from(descent.weights), bias: descent.bias };
}

class Descent {
  readonly weights: Float64Array;
  bias = 0;
  private readonly alpha: Float64Array;
  /** Of the quadratic form: what the squared loss adds. */
  private readonly diagonal: Float64Array;
  private readonly squares: Float64Array;
  private readonly order: Int32Array;
  private active: number;
  /** An example at 0 whose gradient lies above is left out until the rest is solved. */
  private limit = Infinity;
  private most = -Infinity;
  private least = Infinity;

  constructor(
    private readonly vectors: readonly Vector[],
    private readonly isPositive: readonly boolean[],
    private readonly training: Training,
  ) {
    const { cost, positiveWeight = 1, importance, size = BUCKETS } = training;
    this.weights = new Float64Array(size);
    this.alpha = new Float64Array(vectors.length);
    this.diagonal = Float64Array.from(vectors, (_, nth) => {
      const own = cost * (isPositive[nth] ? positiveWeight : 1) * (importance?.[nth] ?? 1);
      return 0.5 / max(own, 1e-9);
    });
    this.squares = Float64Array.from(vectors, ({ values }, nth) => 1 + this.diagonal[nth]! + squareOf(values));
    this.order = Int32Array.from(vectors.keys());
    this.active = vectors.length;
  }

  *round(): Generator<void, 'solved' | 'unsolved'> {
    this.most = -Infinity;
    this.least = Infinity;
    const { random } = this.training;
    for (let nth = 0; nth < this.active; nth++) swap(this.order, nth, nth + floor(random() * (this.active - nth)));
    for (let nth = 0, looked = 1; nth < this.active; nth++, looked++) {
      if (!this.improve(this.order[nth]!)) swap(this.order, nth--, --this.active);
      if (looked % STEP === 0) yield;
    }
    return this.judge();
  }

  /** @returns false when the example can be left out for now */
  private improve(at: number): boolean {
    const sign = this.isPositive[at] ? 1 : -1;
    const before = this.alpha[at]!;
    const gradient = sign * marginOf(this, this.vectors[at]!) - 1 + this.diagonal[at]! * before;
    if (before === 0 && gradient > this.limit) return false;
    const projected = before === 0 ? min(gradient, 0) : gradient;
    this.most = max(this.most, projected);
    this.least = min(this.least, projected);
    if (projected === 0) return true;
    const after = max(before - gradient / this.squares[at]!, 0);
    this.alpha[at] = after;
    this.move(this.vectors[at]!, sign * (after - before));
    return true;
  }

  private move({ indices, values }: Vector, change: number): void {
    for (let nth = 0; nth < indices.length; nth++) this.weights[indices[nth]!]! += change * values[nth]!;
    this.bias += change;
  }

  private judge(): 'solved' | 'unsolved' {
    const isNear = this.most - this.least <= ENOUGH;
    if (isNear && this.active === this.order.length) return 'solved';
    if (isNear) this.active = this.order.length;
    this.limit = isNear || this.most <= 0 ? Infinity : this.most;
    return 'unsolved';
  }
}

/** How far a text is on the side of the class; margins of different models are not comparable before calibration. */
export function marginOf({ weights, bias }: Readonly<Weighing>, { indices, values }: Vector): number {
  let margin = bias;
  for (let nth = 0; nth < indices.length; nth++) margin += weights[indices[nth]!]! * values[nth]!;
  return margin;
}

function squareOf(values: Float32Array): number {
  let sum = 0;
  for (let nth = 0; nth < values.length; nth++) sum += values[nth]! * values[nth]!;
  return sum;
}

function swap(array: Int32Array, one: number, other: number): void {
  const kept = array[one]!;
  array[one] = array[other]!;
  array[other] = kept;
}
