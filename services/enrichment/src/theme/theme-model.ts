import { BUCKETS, type Vector } from '../model/features.js';
import { seeded } from '../model/random.js';
import { trainingSteps } from '../model/svm.js';
import { FUNCTION_WORDS } from '../language/language-words.js';
import { plainText } from '../language/plain-text.js';
import { RowIndex } from '../model/row-index.js';
import { themeFeaturesOf } from './theme-features.js';

/** A text that is known to speak of a theme. */
export interface ThemeText {
  /** 0 … themes − 1. */
  theme: number;
  text: string;
}

/** How near a text is to each theme. */
export interface Scores {
  /** Cosines with the centres of the themes' texts, 0 … 1. */
  likeness: Float64Array;
  /** How far the text is on a theme's side of the plane between it and all others: about −1 … 1. */
  margin: Float64Array;
}

/** Themes of one language, ready to be looked up in. */
export interface ThemeModel {
  themes: number;
  rows: RowIndex;
  /** By row: how rare the feature is among the texts. */
  rarity: Float32Array;
  /** The same for a feature that no text has. */
  unseen: number;
  /** Row after row: what the feature adds to the likeness of every theme, then to every margin. */
  weights: Float32Array;
  bias: Float32Array;
}

const COST = 1;
const ROUNDS = 50;
/** Between all features alike (0) and the usual inverse document frequency (1). */
const RARITY_POWER = 0.7;
/** Among so many texts a feature that only one of them has is left out: it would double the model and tell nothing. */
const MANY_TEXTS = 1000;
/** As if so many texts had been read before, each function word and what it is made of in so many of them: five examples do not show how usual "it has" is. */
const USUAL_TEXTS = 50;
const USUAL_SHARE = 0.2;
const USUAL = new Set(Object.values(FUNCTION_WORDS).flatMap(words => words.flatMap(bucketsOf)));
const TEXTS_A_STEP = 32;
/** Features are added up so many at a time; what is missing to them weighs 0. */
const EIGHT = 8;
/** The margin when there is no other theme to set the only one apart from: that of a text which might be anything. */
const ALONE = -0.5;

/** Learns themes in steps of a few milliseconds. The same texts in the same order give the same model. */
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
    vectors.push(weighed(model, vector));
    if (vectors.length % TEXTS_A_STEP === 0) yield;
  }
  for (let theme = 0; theme < themes; theme++) {
    const isOwn = texts.map(each => each.theme === theme);
    addCentre(
      model,
      theme,
      vectors.filter((_, nth) => isOwn[nth]),
    );
    yield;
    yield* addPlane(model, theme, vectors, isOwn);
  }
  return model;
}

/** @returns likeness and margin of every theme */
export function scoresOf(model: ThemeModel, counts: Vector): Scores {
  const { themes, bias } = model;
  const sums = new Float64Array(2 * themes);
  addWeights(sums, model, weighed(model, counts));
  for (let theme = 0; theme < themes; theme++) sums[themes + theme]! += bias[theme]!;
  return { likeness: sums.subarray(0, themes), margin: sums.subarray(themes) };
}

// Eight features at a time: a quarter of the time of one after the other, for the sums are read and written less.
function addWeights(sums: Float64Array, { weights }: ThemeModel, { indices, values }: Vector): void {
  const width = sums.length;
  for (let nth = 0; nth < indices.length; nth += EIGHT) {
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
  const holders = new Int32Array(BUCKETS);
  for (const { indices } of counts) for (let nth = 0; nth < indices.length; nth++) holders[indices[nth]!]!++;
  const least = counts.length >= MANY_TEXTS ? 2 : 1;
  const buckets: number[] = [];
  for (let bucket = 0; bucket < BUCKETS; bucket++) if (holders[bucket]! >= least) buckets.push(bucket);
  const all = counts.length + USUAL_TEXTS;
  const held = (bucket: number): number => holders[bucket]! + (USUAL.has(bucket) ? USUAL_TEXTS * USUAL_SHARE : 0);
  return {
    themes,
    rows: new RowIndex(Int32Array.from(buckets)),
    rarity: Float32Array.from(buckets, bucket => Math.log(1 + all / held(bucket)) ** RARITY_POWER),
    unseen: Math.log(1 + 2 * all),
    weights: new Float32Array(buckets.length * 2 * themes),
    bias: new Float32Array(themes).fill(themes === 1 ? ALONE : 0),
  };
}

/** By row instead of bucket, each weighed by its rarity; of length 1 only together with what the model does not know, so that a text about other things is short. */
function weighed({ rows, rarity, unseen }: ThemeModel, { indices, values }: Vector): Vector {
  const known = new Int32Array(indices.length + EIGHT - 1);
  const weights = new Float32Array(indices.length + EIGHT - 1);
  let size = 0;
  let squares = 0;
  for (let nth = 0; nth < indices.length; nth++) {
    const row = rows.rowOf(indices[nth]!);
    const weight = values[nth]! * (row < 0 ? unseen : rarity[row]!);
    squares += weight * weight;
    if (row < 0) continue;
    known[size] = row;
    weights[size++] = weight;
  }
  const length = Math.sqrt(squares) || 1;
  for (let nth = 0; nth < size; nth++) weights[nth]! /= length;
  const full = Math.ceil(size / EIGHT) * EIGHT;
  return { indices: known.subarray(0, full), values: weights.subarray(0, full) };
}

function addCentre({ themes, rarity, weights }: ThemeModel, theme: number, own: readonly Vector[]): void {
  const centre = new Float64Array(rarity.length);
  for (const { indices, values } of own)
    for (let nth = 0; nth < indices.length; nth++) centre[indices[nth]!]! += values[nth]!;
  const length = Math.sqrt(centre.reduce((sum, value) => sum + value * value, 0)) || 1;
  for (let row = 0; row < centre.length; row++) weights[row * 2 * themes + theme] = centre[row]! / length;
}

function* addPlane(model: ThemeModel, theme: number, vectors: readonly Vector[], isOwn: boolean[]): Generator<void> {
  const { themes, rarity, weights, bias } = model;
  const own = isOwn.filter(Boolean).length;
  if (themes === 1 || own === 0) return;
  const plane = yield* trainingSteps(vectors, isOwn, {
    cost: COST,
    // Between one text, one voice (0) and one theme, one voice (1).
    positiveWeight: ((vectors.length - own) / own) ** 0.5,
    random: seeded(theme + 1),
    rounds: ROUNDS,
    size: rarity.length,
  });
  for (let row = 0; row < rarity.length; row++) weights[(row * 2 + 1) * themes + theme] = plane.weights[row]!;
  bias[theme] = plane.bias;
}

function bucketsOf(text: string): number[] {
  return [...themeFeaturesOf(plainText(text)).indices];
}
