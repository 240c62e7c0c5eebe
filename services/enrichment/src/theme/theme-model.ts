import { BUCKETS, type Vector } from '../model/features.js';
import { seeded } from '../model/random.js';
import { trainingSteps } from '../model/svm.js';
import { FUNCTION_WORDS } from '../language/language-words.js';
import { plainText } from '../language/plain-text.js';
import { RowIndex } from '../model/row-index.js';
import { themeFeaturesOf } from './theme-features.js';

/** A text that is known to be about a theme. */
export interface ThemeText {
  /** The number of the theme: 0 … themes − 1. */
  theme: number;
  text: string;
}

/** How near a text is to each theme, by number of the theme. */
export interface Scores {
  /** Cosines with the centroids of the themes, 0 … 1. */
  cosines: Float64Array;
  /** Signed distances from the hyperplanes that separate each theme from all others: about −1 … 1. */
  margins: Float64Array;
}

/** A centroid and a linear SVM for each theme of one language. */
export interface ThemeModel {
  themes: number;
  rows: RowIndex;
  /** Inverse document frequency by row. */
  idf: Float32Array;
  /** That of a feature which no text has. */
  unseenIdf: number;
  /** Row after row: what the feature adds to the cosine of every theme, then to the margin of every theme. */
  weights: Float32Array;
  bias: Float32Array;
}

const COST = 1;
const ROUNDS = 50;
/** Exponent of the inverse document frequency: 0 weighs all features alike, 1 is the usual one. */
const IDF_POWER = 0.7;
/** From so many texts on, features that only one of them has are left out: they would double the model and tell nothing. */
const MANY_TEXTS = 1000;
/**
 * A prior for document frequencies, since five examples do not show how frequent "it has" is: as if so many texts had been read before, and the features
 * of function words were in this share of them.
 */
const PRIOR_TEXTS = 50;
const PRIOR_SHARE = 0.2;
const FUNCTION_WORD_BUCKETS = new Set(Object.values(FUNCTION_WORDS).flatMap(words => words.flatMap(bucketsOf)));
const TEXTS_A_STEP = 32;
/** The loop over features is unrolled so many times; vectors are padded with weights of 0. */
const UNROLLED = 8;
/** The margin of the only theme, which there is no other to separate from: as that of a text which might be about anything. */
const MARGIN_OF_ONLY = -0.5;

/** Trains in steps of a few milliseconds, for `inTurns`. The same texts in the same order give the same model. */
export function* themeTraining(texts: readonly ThemeText[], themes: number): Generator<void, ThemeModel> {
  const counts: Vector[] = [];
  for (const { text } of texts) {
    counts.push(themeFeaturesOf(plainText(text)));
    if (counts.length % TEXTS_A_STEP === 0) yield;
  }
  const model = emptyModel(counts, themes);
  yield;
  const vectors: Vector[] = [];
  for (const vector of counts) {
    vectors.push(tfIdfOf(model, vector));
    if (vectors.length % TEXTS_A_STEP === 0) yield;
  }
  for (let theme = 0; theme < themes; theme++) {
    const isOwn = texts.map(each => each.theme === theme);
    addCentroid(
      model,
      theme,
      vectors.filter((_, nth) => isOwn[nth]),
    );
    yield;
    yield* addHyperplane(model, theme, vectors, isOwn);
  }
  return model;
}

export function scoresOf(model: ThemeModel, counts: Vector): Scores {
  const { themes, bias } = model;
  const sums = new Float64Array(2 * themes);
  addWeights(sums, model, tfIdfOf(model, counts));
  for (let theme = 0; theme < themes; theme++) sums[themes + theme]! += bias[theme]!;
  return { cosines: sums.subarray(0, themes), margins: sums.subarray(themes) };
}

// Unrolled, it takes a quarter of the time, for the sums are read and written less often.
function addWeights(sums: Float64Array, { weights }: ThemeModel, { indices, values }: Vector): void {
  const width = sums.length;
  for (let nth = 0; nth < indices.length; nth += UNROLLED) {
    const a = indices[nth]! * width;
    const b = indices[nth + 1]! * width;
    const c = indices[nth + 2]! * width;
    const d = indices[nth + 3]! * width;
    const e = indices[nth + 4]! * width;
    const f = indices[nth + 5]! * width;
    const g = indices[nth + 6]! * width;
    const h = indices[nth + 7]! * width;
    const ofA = values[nth]!;
    const ofB = values[nth + 1]!;
    const ofC = values[nth + 2]!;
    const ofD = values[nth + 3]!;
    const ofE = values[nth + 4]!;
    const ofF = values[nth + 5]!;
    const ofG = values[nth + 6]!;
    const ofH = values[nth + 7]!;
    for (let at = 0; at < width; at++)
      sums[at]! +=
        ofA * weights[a + at]! +
        ofB * weights[b + at]! +
        ofC * weights[c + at]! +
        ofD * weights[d + at]! +
        ofE * weights[e + at]! +
        ofF * weights[f + at]! +
        ofG * weights[g + at]! +
        ofH * weights[h + at]!;
  }
}

function emptyModel(counts: readonly Vector[], themes: number): ThemeModel {
  const frequencies = new Int32Array(BUCKETS);
  for (const { indices } of counts) for (let nth = 0; nth < indices.length; nth++) frequencies[indices[nth]!]!++;
  const minFrequency = counts.length >= MANY_TEXTS ? 2 : 1;
  const buckets: number[] = [];
  for (let bucket = 0; bucket < BUCKETS; bucket++) if (frequencies[bucket]! >= minFrequency) buckets.push(bucket);
  const documents = counts.length + PRIOR_TEXTS;
  const frequencyOf = (bucket: number): number =>
    frequencies[bucket]! + (FUNCTION_WORD_BUCKETS.has(bucket) ? PRIOR_TEXTS * PRIOR_SHARE : 0);
  return {
    themes,
    rows: new RowIndex(Int32Array.from(buckets)),
    idf: Float32Array.from(buckets, bucket => Math.log(1 + documents / frequencyOf(bucket)) ** IDF_POWER),
    unseenIdf: Math.log(1 + 2 * documents),
    weights: new Float32Array(buckets.length * 2 * themes),
    bias: new Float32Array(themes).fill(themes === 1 ? MARGIN_OF_ONLY : 0),
  };
}

/**
 * The tf-idf vector of a text, by row instead of bucket. Features that the model does not know count towards its length of 1, but are left out: so all
 * cosines with a text about other things are small.
 */
function tfIdfOf({ rows, idf, unseenIdf }: ThemeModel, { indices, values }: Vector): Vector {
  const known = new Int32Array(indices.length + UNROLLED - 1);
  const weights = new Float32Array(indices.length + UNROLLED - 1);
  let size = 0;
  let squares = 0;
  for (let nth = 0; nth < indices.length; nth++) {
    const row = rows.rowOf(indices[nth]!);
    const weight = values[nth]! * (row < 0 ? unseenIdf : idf[row]!);
    squares += weight * weight;
    if (row < 0) continue;
    known[size] = row;
    weights[size++] = weight;
  }
  const length = Math.sqrt(squares) || 1;
  for (let nth = 0; nth < size; nth++) weights[nth]! /= length;
  const full = Math.ceil(size / UNROLLED) * UNROLLED;
  return { indices: known.subarray(0, full), values: weights.subarray(0, full) };
}

function addCentroid({ themes, idf, weights }: ThemeModel, theme: number, own: readonly Vector[]): void {
  const centroid = new Float64Array(idf.length);
  for (const { indices, values } of own)
    for (let nth = 0; nth < indices.length; nth++) centroid[indices[nth]!]! += values[nth]!;
  const length = Math.sqrt(centroid.reduce((sum, value) => sum + value * value, 0)) || 1;
  for (let row = 0; row < centroid.length; row++) weights[row * 2 * themes + theme] = centroid[row]! / length;
}

function* addHyperplane(
  model: ThemeModel,
  theme: number,
  vectors: readonly Vector[],
  isOwn: boolean[],
): Generator<void> {
  const { themes, idf, weights, bias } = model;
  const own = isOwn.filter(Boolean).length;
  if (themes === 1 || own === 0) return;
  const hyperplane = yield* trainingSteps(vectors, isOwn, {
    cost: COST,
    // Halfway between the same weight for each text (exponent 0) and for each class (1).
    positiveWeight: ((vectors.length - own) / own) ** 0.5,
    random: seeded(theme + 1),
    rounds: ROUNDS,
    size: idf.length,
  });
  for (let row = 0; row < idf.length; row++) weights[(row * 2 + 1) * themes + theme] = hyperplane.weights[row]!;
  bias[theme] = hyperplane.bias;
}

function bucketsOf(text: string): number[] {
  return [...themeFeaturesOf(plainText(text)).indices];
}
