import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BUCKETS, type Vector } from './features.js';
import type { LinearModel } from './svm.js';

/** Binary linear models over the same features, laid out so that one pass over a text's features gives every margin. */
export interface Models {
  names: readonly string[];
  /** By bucket: its row in the table; 0, a row of zeros, where no model has a weight. So small that it stays in the processor's cache. */
  rows: Uint16Array | Uint32Array;
  /** By row, then by model: `table[row * names.length + nth]`. */
  table: Float32Array;
  biases: Float64Array;
}

/** What a file of weights holds; `settings` is what else its reader needs (calibration, thresholds), as JSON. */
export interface Weights<Settings> {
  models: Models;
  settings: Settings;
}

interface Header<Settings> {
  models: { name: string; bias: number; scale: number; size: number }[];
  settings: Settings;
}

/** Of every file: what it must hash to. */
type Manifest = { files: Record<string, { sha256: string }> };

// Looked up once: where tests run, that takes longer than the work itself.
const { abs, max, round } = Math;

const FOLDER = new URL('../../weights/', import.meta.url);
const STEPS = 127;
const SEVEN_BITS = 0x7f;
const MORE = 0x80;
const LINE_FEED = 0x0a;
/** Features are added up so many at a time. */
const FOUR = 4;

/**
 * A line of JSON, then model by model the distances between its buckets (7 bits a byte, the lowest first, the eighth bit for "more") and its weights (int8, in steps of its scale).
 * What is less than half a step is left out.
 */
export function packed(models: Readonly<Record<string, LinearModel>>, settings: unknown): Buffer {
  const kept = Object.entries(models).map(([name, linear]) => ({ name, linear, ...steppedOf(linear) }));
  const header: Header<unknown> = {
    models: kept.map(({ name, linear, scale, buckets }) => ({ name, bias: linear.bias, scale, size: buckets.length })),
    settings,
  };
  const bodies = kept.flatMap(({ linear, scale, buckets }) => [
    distancesOf(buckets),
    Int8Array.from(buckets, bucket => stepsOf(linear.weights[bucket]!, scale)),
  ]);
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...bodies.map(body => Buffer.from(body.buffer))]);
}

export function unpacked<Settings>(bytes: Uint8Array): Weights<Settings> {
  const end = bytes.indexOf(LINE_FEED);
  const { models, settings } = JSON.parse(Buffer.from(bytes.subarray(0, end)).toString()) as Header<Settings>;
  const most = models.reduce((sum, { size }) => sum + size, 1);
  const rows = most > 2 ** 16 ? new Uint32Array(BUCKETS) : new Uint16Array(BUCKETS);
  const table = new Float32Array(most * models.length);
  let used = 0;
  let at = end + 1;
  models.forEach(({ scale, size }, nth) => {
    const buckets = new Int32Array(size);
    at = readDistances(bytes, at, buckets);
    for (const bucket of buckets) {
      rows[bucket] ||= ++used;
      table[rows[bucket] * models.length + nth] = ((bytes[at++]! << 24) >> 24) * scale;
    }
  });
  const names = models.map(({ name }) => name);
  return {
    models: {
      names,
      rows,
      table: table.slice(0, (used + 1) * models.length),
      biases: Float64Array.from(models, ({ bias }) => bias),
    },
    settings,
  };
}

/** The margin of every model, in the order of their names. */
export function marginsOf({ rows, table, biases }: Models, { indices, values }: Vector): Float64Array {
  const margins = biases.slice();
  const width = margins.length;
  const rest = indices.length % FOUR;
  for (let nth = 0; nth < rest; nth++) {
    const row = rows[indices[nth]!]! * width;
    for (let model = 0; model < width; model++) margins[model]! += values[nth]! * table[row + model]!;
  }
  // A third of the time of one after the other, for the margins are read and written less.
  for (let nth = rest; nth < indices.length; nth += FOUR) {
    const a = rows[indices[nth]!]! * width;
    const b = rows[indices[nth + 1]!]! * width;
    const c = rows[indices[nth + 2]!]! * width;
    const d = rows[indices[nth + 3]!]! * width;
    const ofA = values[nth]!;
    const ofB = values[nth + 1]!;
    const ofC = values[nth + 2]!;
    const ofD = values[nth + 3]!;
    for (let at = 0; at < width; at++)
      margins[at]! += ofA * table[a + at]! + ofB * table[b + at]! + ofC * table[c + at]! + ofD * table[d + at]!;
  }
  return margins;
}

/** Reads a file of the folder of one's own weights, or else of ours. @throws when it is not the one that the manifest names */
export function readWeights<Settings>(name: string, folder = folderOf(name)): Weights<Settings> {
  const bytes = readFileSync(new URL(name, folder));
  if (filesIn(folder)[name]?.sha256 !== sha256Of(bytes))
    throw new Error(`The weights ${name} are not those of the manifest.`);
  return unpacked(bytes);
}

/** What its manifest says of each. */
export const filesIn = (folder: URL): Manifest['files'] =>
  (JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as Manifest).files;

export const ownFolder = (path: string): URL => pathToFileURL(`${resolve(path)}/`);

function folderOf(name: string): URL {
  const own = process.env.CKM_WEIGHTS;
  const folder = own ? ownFolder(own) : FOLDER;
  return existsSync(new URL(name, folder)) ? folder : FOLDER;
}

/** Eight characters that are others where another file of weights is read. */
export function weightsInUse(): string {
  const names = Object.keys(filesIn(FOLDER)).sort();
  const used = names.map(name => `${name} ${filesIn(folderOf(name))[name]?.sha256}\n`);
  return sha256Of(Buffer.from(used.join(''))).slice(0, 8);
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function steppedOf({ weights }: LinearModel): { buckets: number[]; scale: number } {
  const scale = weights.reduce((most, weight) => max(most, abs(weight)), 0) / STEPS;
  const buckets: number[] = [];
  for (let bucket = 0; bucket < weights.length; bucket++)
    if (weights[bucket] !== 0 && stepsOf(weights[bucket]!, scale) !== 0) buckets.push(bucket);
  return { buckets, scale };
}

const stepsOf = (weight: number, scale: number): number => round(weight / scale);

function distancesOf(buckets: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  let last = 0;
  for (const bucket of buckets) {
    let rest = bucket - last;
    for (; rest > SEVEN_BITS; rest >>>= 7) bytes.push((rest & SEVEN_BITS) | MORE);
    bytes.push(rest);
    last = bucket;
  }
  return Uint8Array.from(bytes);
}

function readDistances(bytes: Uint8Array, from: number, buckets: Int32Array): number {
  let at = from;
  let last = 0;
  for (let nth = 0; nth < buckets.length; nth++) {
    for (let shift = 0, isOpen = true; isOpen; shift += 7) {
      last += (bytes[at]! & SEVEN_BITS) << shift;
      isOpen = (bytes[at++]! & MORE) !== 0;
    }
    buckets[nth] = last;
  }
  return at;
}
