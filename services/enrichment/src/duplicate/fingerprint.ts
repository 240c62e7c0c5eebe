import { createHash } from 'node:crypto';
import { isContradiction } from './contradiction.js';
import { editDistance } from './edit-distance.js';
import { bandsOf } from './lsh-bands.js';
import { normalised } from './normalise.js';
import { jaccard, type Sketch, sketchOf } from './sketch.js';

/** What duplicates of a text are found by. An index over `key` and `bands` finds candidates; `similarityOf` decides about them. */
export interface Fingerprint {
  /** Normalised. */
  text: string;
  /** A hash of the normalised text, in 22 characters. */
  key: string;
  sketch: Sketch;
  /** 32 numbers that fit `int4`; similar texts share at least one. */
  bands: Int32Array;
}

/** The part of a fingerprint that decides about a candidate. */
export type Comparable = Omit<Fingerprint, 'bands'>;

/** With fewer shingles texts are too short to be compared: they are duplicates only when they are the same. */
const MIN_SHINGLES = 8;
/** Jaccard similarity from which on texts are duplicates. */
const MIN_JACCARD = 0.7;
/** In Chinese a changed word or two are much of a sentence, while a paraphrase shares hardly anything with it. */
const MIN_JACCARD_HAN = 0.5;
/** Below it nothing else is tried. */
const MIN_JACCARD_RELATED = 0.4;
/** Edits that may be typing errors, as a share of the longer text. */
const MAX_TYPO_SHARE = 0.12;
/** Characters of a text that is contained in a longer one; of Han characters half as many. */
const MIN_CONTAINED_LENGTH = 20;

export function fingerprintOf(text: string): Fingerprint {
  const plain = normalised(text);
  const sketch = sketchOf(plain);
  const key = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  return { text: plain, key, sketch, bands: bandsOf(sketch) };
}

/**
 * The Jaccard similarity of two texts that are duplicates, 1 for the same normalised text; 0 where they are none. They are duplicates when they share
 * most of their shingles, when one contains the other (cut off, or with a greeting that is not listed), or when they differ by typing errors; never
 * when one denies what the other says, or has other numbers.
 */
export function similarityOf(a: Comparable, b: Comparable): number {
  if (a.key === b.key) return 1;
  if (!areLongEnough(a.sketch.size, b.sketch.size)) return 0;
  const similarity = jaccard(a.sketch, b.sketch);
  const isDuplicate =
    similarity >= MIN_JACCARD_RELATED && saysTheSame(a.text, b.text, similarity) && !isContradiction(a.text, b.text);
  return isDuplicate ? similarity : 0;
}

/** Texts of very different size cannot reach the least similarity. */
const areLongEnough = (a: number, b: number): boolean =>
  Math.min(a, b) >= MIN_SHINGLES && Math.min(a, b) >= MIN_JACCARD_RELATED * Math.max(a, b);

function saysTheSame(a: string, b: string, similarity: number): boolean {
  const isHan = hanShare(a) > 0.5 && hanShare(b) > 0.5;
  return similarity >= (isHan ? MIN_JACCARD_HAN : MIN_JACCARD) || isContained(a, b, isHan) || differByTypos(a, b);
}

function isContained(a: string, b: string, isHan: boolean): boolean {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  return shorter.length >= (isHan ? MIN_CONTAINED_LENGTH / 2 : MIN_CONTAINED_LENGTH) && longer.includes(shorter);
}

function differByTypos(a: string, b: string): boolean {
  const most = Math.floor(MAX_TYPO_SHARE * Math.max(a.length, b.length));
  return editDistance(a, b, most) <= most;
}

const hanShare = (text: string): number => (text.match(/\p{sc=Han}/gu)?.length ?? 0) / text.length;
