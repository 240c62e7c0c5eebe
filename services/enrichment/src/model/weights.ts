import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BUCKETS, type Vector } from './features.js';
import type { LinearModel } from './svm.js';

/** Binary linear models over the same features, in one table, so that one pass over a text's features gives every margin. */
export interface Models {
  names: readonly string[];
  /** Bucket → its row in the table; 0, a row of zeros, where no model has a weight. Two bytes each where that is enough, so that it stays in the processor's cache. */
  rows: Uint16Array | Uint32Array;
  /** The weight of model `nth`: `table[row * names.length + nth]`. */
  table: Float32Array;
  biases: Float64Array;
}

/** The content of a weights file; `settings` is JSON, what else its reader needs: calibration, thresholds. */
export interface Weights<Settings> {
  models: Models;
  settings: Settings;
}

interface Header<Settings> {
  models: { name: string; bias: number; scale: number; size: number }[];
  settings: Settings;
}

/** What `manifest.json` says of each weights file beside it. */
type Manifest = { files: Record<string, { sha256: string }> };

// Looked up once: in Jest's realm a global costs more than the work itself.
const { abs, max, round } = Math;

/** By the package's name: a service may be bundled in another folder. */
export const SHIPPED = new URL(
  '.',
  pathToFileURL(createRequire(import.meta.url).resolve('@ckm/enrichment/weights/manifest.json')),
);
const MAX_INT8 = 127;
const LOW_7_BITS = 0x7f;
const CONTINUED = 0x80;
const LINE_FEED = 0x0a;
/** `marginsOf` is unrolled by so many features. */
const UNROLLED = 4;

/**
 * The bytes of a weights file: a header, which is a line of JSON; then for each model the gaps between its ascending buckets, as LEB128 integers,
 * and its weights, quantised to int8 by its scale. A weight that rounds to 0 is left out.
 */
export function packed(models: Readonly<Record<string, LinearModel>>, settings: unknown): Buffer {
  const quantised = Object.entries(models).map(([name, model]) => ({ name, bias: model.bias, ...quantisedOf(model) }));
  const header: Header<unknown> = {
    models: quantised.map(({ name, bias, scale, buckets }) => ({ name, bias, scale, size: buckets.length })),
    settings,
  };
  const bodies = quantised.flatMap(({ buckets, weights }) => [gapsOf(buckets), weights]);
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...bodies.map(body => Buffer.from(body.buffer))]);
}

export function unpacked<Settings>(bytes: Uint8Array): Weights<Settings> {
  const end = bytes.indexOf(LINE_FEED);
  const { models, settings } = JSON.parse(Buffer.from(bytes.subarray(0, end)).toString()) as Header<Settings>;
  const mostRows = models.reduce((sum, { size }) => sum + size, 1);
  const rows = mostRows > 2 ** 16 ? new Uint32Array(BUCKETS) : new Uint16Array(BUCKETS);
  const table = new Float32Array(mostRows * models.length);
  let used = 0;
  let at = end + 1;
  models.forEach(({ scale, size }, nth) => {
    const buckets = new Int32Array(size);
    at = readGaps(bytes, at, buckets);
    for (const bucket of buckets) {
      rows[bucket] ||= ++used;
      // Shifted up and down: an int8 keeps its sign.
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
  const rest = indices.length % UNROLLED;
  for (let nth = 0; nth < rest; nth++) {
    const row = rows[indices[nth]!]! * width;
    for (let model = 0; model < width; model++) margins[model]! += values[nth]! * table[row + model]!;
  }
  // A third of the time of one feature at a time, for the margins are read and written less often.
  for (let nth = rest; nth < indices.length; nth += UNROLLED) {
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

/** Reads a weights file: the operator's own (see `CKM_WEIGHTS`), or else the shipped one. @throws when its hash is not that of the manifest */
export function readWeights<Settings>(name: string, folder = folderOf(name)): Weights<Settings> {
  const bytes = readFileSync(new URL(name, folder));
  if (filesIn(folder)[name]?.sha256 !== sha256Of(bytes))
    throw new Error(`The weights ${name} are not those of the manifest.`);
  return unpacked(bytes);
}

/** What the manifest of a folder says of each file. */
export const filesIn = (folder: URL): Manifest['files'] =>
  (JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as Manifest).files;

export const ownFolder = (path: string): URL => pathToFileURL(`${resolve(path)}/`);

function folderOf(name: string): URL {
  const own = process.env.CKM_WEIGHTS;
  const folder = own ? ownFolder(own) : SHIPPED;
  return existsSync(new URL(name, folder)) ? folder : SHIPPED;
}

/** Eight hexadecimal digits that identify the set of weights files in use. */
export function weightsInUse(): string {
  const names = Object.keys(filesIn(SHIPPED)).sort();
  const used = names.map(name => `${name} ${filesIn(folderOf(name))[name]?.sha256}\n`);
  return sha256Of(Buffer.from(used.join(''))).slice(0, 8);
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The weights as multiples of a scale, −127 … 127, with their buckets. */
function quantisedOf({ weights }: LinearModel): { buckets: number[]; weights: Int8Array; scale: number } {
  const scale = weights.reduce((largest, weight) => max(largest, abs(weight)), 0) / MAX_INT8;
  const buckets: number[] = [];
  for (let bucket = 0; bucket < weights.length; bucket++)
    if (weights[bucket] !== 0 && round(weights[bucket]! / scale) !== 0) buckets.push(bucket);
  return { buckets, weights: Int8Array.from(buckets, bucket => round(weights[bucket]! / scale)), scale };
}

function gapsOf(buckets: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  let last = 0;
  for (const bucket of buckets) {
    let gap = bucket - last;
    for (; gap > LOW_7_BITS; gap >>>= 7) bytes.push((gap & LOW_7_BITS) | CONTINUED);
    bytes.push(gap);
    last = bucket;
  }
  return Uint8Array.from(bytes);
}

/** Fills the buckets from the gaps at `from`. @returns where the gaps end */
function readGaps(bytes: Uint8Array, from: number, buckets: Int32Array): number {
  let at = from;
  let last = 0;
  for (let nth = 0; nth < buckets.length; nth++) {
    for (let shift = 0, isContinued = true; isContinued; shift += 7) {
      last += (bytes[at]! & LOW_7_BITS) << shift;
      isContinued = (bytes[at++]! & CONTINUED) !== 0;
    }
    buckets[nth] = last;
  }
  return at;
}
