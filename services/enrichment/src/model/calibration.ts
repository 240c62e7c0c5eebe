/** Turns margins into probabilities: for each class its logit as a linear function of them, `[...slopes, offset]`. */
export type Calibration = readonly (readonly number[])[];

interface CalibrationOptions {
  /** How many classes there are: 2 and more. */
  classes: number;
  /** The L2 penalty, without which margins that separate the classes would give certainty; 1 by default. */
  ridge?: number;
  /** What each example counts; 1 by default. */
  importance?: Float32Array;
}

const RIDGE = 1;
const MAX_ITERATIONS = 100;
/** Iterations end once the loss falls by no more. */
const TOLERANCE = 1e-9;
const SHORTEST_STEP = 1e-6;

/**
 * Multinomial logistic regression on out-of-fold margins (T. Hastie, R. Tibshirani, J. Friedman, *The Elements of Statistical Learning*, 2009, section 4.4),
 * by Newton's method with a backtracking line search (J. Nocedal, S. Wright, *Numerical Optimization*, 2006, chapter 3). With two classes and one margin it is Platt scaling
 * (J. Platt, *Probabilistic outputs for support vector machines*, 1999). `classOf[n]` is the class of `margins[n]`, 0 … classes − 1.
 */
export function fitCalibration(
  margins: readonly ArrayLike<number>[],
  classOf: ArrayLike<number>,
  { classes, ridge = RIDGE, importance }: CalibrationOptions,
): Calibration {
  const rows = margins.map(margin => [...Array.from(margin), 1]);
  const regression = new LogisticRegression(rows, classOf, { classes, ridge, importance });
  for (let nth = 0; nth < MAX_ITERATIONS && regression.iterate() > TOLERANCE; nth++);
  return regression.coefficients();
}

/** The probability of each class; their sum is 1. */
export function probabilitiesOf(calibration: Calibration, margins: ArrayLike<number>): number[] {
  const logits = calibration.map(line => {
    let sum = line.at(-1)!;
    for (let nth = 0; nth < margins.length; nth++) sum += line[nth]! * margins[nth]!;
    return sum;
  });
  return softmax(logits);
}

function softmax(logits: readonly number[]): number[] {
  const largest = Math.max(...logits);
  const exponentials = logits.map(logit => Math.exp(logit - largest));
  const sum = exponentials.reduce((total, one) => total + one, 0);
  return exponentials.map(one => one / sum);
}

class LogisticRegression {
  /** The number of coefficients of a class, and of all classes. */
  private readonly width: number;
  private readonly size: number;
  /** Parameter → its class. */
  private readonly classAt: readonly number[];
  private parameters: number[];
  private loss: number;

  constructor(
    private readonly rows: readonly number[][],
    private readonly classOf: ArrayLike<number>,
    private readonly options: CalibrationOptions & { ridge: number },
  ) {
    this.width = rows[0]!.length;
    this.size = this.width * options.classes;
    this.parameters = new Array<number>(this.size).fill(0);
    this.classAt = this.parameters.map((_, nth) => Math.floor(nth / this.width));
    this.loss = this.lossOf(this.parameters);
  }

  /** A Newton step, halved until the loss falls. @returns by how much it fell; 0 where it does not */
  iterate(): number {
    const { gradient, hessian } = this.derivatives();
    const direction = solve(hessian, gradient);
    for (let length = 1; length > SHORTEST_STEP; length /= 2) {
      const parameters = this.parameters.map((parameter, nth) => parameter - length * direction[nth]!);
      const loss = this.lossOf(parameters);
      if (loss >= this.loss) continue;
      const decrease = this.loss - loss;
      this.parameters = parameters;
      this.loss = loss;
      return decrease;
    }
    return 0;
  }

  coefficients(): number[][] {
    return Array.from({ length: this.options.classes }, (_, nth) =>
      this.parameters.slice(nth * this.width, (nth + 1) * this.width),
    );
  }

  private probabilities(parameters: readonly number[], row: readonly number[]): number[] {
    const logits = Array.from({ length: this.options.classes }, (_, nth) =>
      row.reduce((sum, value, at) => sum + value * parameters[nth * this.width + at]!, 0),
    );
    return softmax(logits);
  }

  private lossOf(parameters: readonly number[]): number {
    const { ridge, importance } = this.options;
    const penalty = parameters.reduce((sum, parameter) => sum + parameter * parameter, 0) * (ridge / 2);
    return this.rows.reduce((sum, row, nth) => {
      const likelihood = this.probabilities(parameters, row)[this.classOf[nth]!]!;
      return sum - (importance?.[nth] ?? 1) * Math.log(Math.max(likelihood, 1e-300));
    }, penalty);
  }

  private derivatives(): { gradient: number[]; hessian: number[][] } {
    const { ridge, importance } = this.options;
    const gradient = this.parameters.map(parameter => ridge * parameter);
    const hessian = gradient.map((_, one) => gradient.map((__, other) => (one === other ? ridge : 0)));
    this.rows.forEach((row, nth) => {
      const probabilities = this.probabilities(this.parameters, row);
      const weight = importance?.[nth] ?? 1;
      for (let one = 0; one < this.size; one++) {
        const first = this.classAt[one]!;
        const weighted = weight * row[one % this.width]!;
        gradient[one]! += weighted * (probabilities[first]! - (this.classOf[nth] === first ? 1 : 0));
        for (let other = 0; other < this.size; other++) {
          const second = this.classAt[other]!;
          const covariance = probabilities[first]! * ((first === second ? 1 : 0) - probabilities[second]!);
          hessian[one]![other]! += weighted * row[other % this.width]! * covariance;
        }
      }
    });
    return { gradient, hessian };
  }
}

/** Gaussian elimination with partial pivoting: `x` with `matrix · x = right`. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, nth) => [...row, right[nth]!]);
  for (let column = 0; column < rows.length; column++) {
    const rest = rows.slice(column).map(row => Math.abs(row[column]!));
    const pivot = column + rest.indexOf(Math.max(...rest));
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const top = rows[column]!;
    for (const row of rows.slice(column + 1)) {
      const factor = row[column]! / top[column]!;
      for (let at = column; at < row.length; at++) row[at]! -= factor * top[at]!;
    }
  }
  const x = new Array<number>(rows.length).fill(0);
  for (let nth = rows.length - 1; nth >= 0; nth--) {
    const row = rows[nth]!;
    const known = row.slice(nth + 1, -1).reduce((sum, value, at) => sum + value * x[nth + 1 + at]!, 0);
    x[nth] = (row.at(-1)! - known) / row[nth]!;
  }
  return x;
}
