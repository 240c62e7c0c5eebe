import { createHash } from 'node:crypto';
import { bandsOf } from './bands.js';
import { isContradiction } from './contradiction.js';
import { editsBetween } from './edits.js';
import { normalised } from './normalise.js';
import { jaccard, type Sketch, sketchOf } from './sketch.js';

/** What a text is told again by. An index over `key` and `bands` finds the candidates; `similarityOf` judges them. */
export interface Fingerprint {
  /** Normalised. */
  text: string;
  /** The same for every text that differs in nothing but how it is written down: 22 characters. */
  key: string;
  sketch: Sketch;
  /** 32 numbers that fit `int4`; similar texts share one. */
  bands: Int32Array;
}

/** All of it that two texts are compared by. */
export type Told = Omit<Fingerprint, 'bands'>;

/** Fewer runs than this are too few to be alike: such texts are duplicates when they are the same. */
const FEWEST = 8;
const ALIKE = 0.7;
/** A word or two are much of a Chinese sentence, and another one shares hardly anything with it. */
const ALIKE_HAN = 0.5;
/** Below it nothing else is looked at. */
const RELATED = 0.4;
/** A share of the longer text. */
const SLIPS = 0.12;
/** Characters of a text that stands in a longer one; of Han half as many. */
const PART = 20;

export function fingerprintOf(text: string): Fingerprint {
  const plain = normalised(text);
  const sketch = sketchOf(plain);
  const key = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  return { text: plain, key, sketch, bands: bandsOf(sketch) };
}

/**
 * How alike two texts are, 1 being the same; 0: the one does not repeat the other. It repeats it when they share most of their runs, when one is a
 * part of the other (cut off, or with a greeting that nobody listed), or when they differ by slips of the finger; never when the one denies what the
 * other says, or has other numbers.
 */
export function similarityOf(a: Told, b: Told): number {
  if (a.key === b.key) return 1;
  if (!isComparable(a.sketch.size, b.sketch.size)) return 0;
  const alike = jaccard(a.sketch, b.sketch);
  const isRepeat = alike >= RELATED && isRepeated(a.text, b.text, alike) && !isContradiction(a.text, b.text);
  return isRepeat ? alike : 0;
}

function isRepeated(a: string, b: string, alike: number): boolean {
  const isHan = hanShare(a) > 0.5 && hanShare(b) > 0.5;
  return alike >= (isHan ? ALIKE_HAN : ALIKE) || isPart(a, b, isHan) || isSlip(a, b);
}

const isComparable = (a: number, b: number): boolean =>
  Math.min(a, b) >= FEWEST && Math.min(a, b) >= RELATED * Math.max(a, b);

function isPart(a: string, b: string, isHan: boolean): boolean {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  return shorter.length >= (isHan ? PART / 2 : PART) && longer.includes(shorter);
}

function isSlip(a: string, b: string): boolean {
  const most = Math.floor(SLIPS * Math.max(a.length, b.length));
  return editsBetween(a, b, most) <= most;
}

const hanShare = (text: string): number => (text.match(/\p{sc=Han}/gu)?.length ?? 0) / text.length;
