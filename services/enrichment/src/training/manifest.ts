import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { filesIn, sha256Of } from '../model/weights.js';
import { corpusFile } from './data.js';
import { DATA } from './licences.js';

/** A file of weights as a recipe makes it. */
export interface Trained {
  /** In the folder `weights`, e.g. `sentiment-en.bin`. */
  file: string;
  bytes: Uint8Array;
  /** What it was trained on: names of `DATA`. */
  data: string[];
  /** Whatever decides what comes out: features, costs, importance of the sources, seeds. */
  hyperparameters: Record<string, unknown>;
  /** Of the validation that leaves a source out: rounded, by source. */
  metrics: Record<string, unknown>;
}

/** Trains from the folder that holds `train/`. */
export type Recipe = (dataFolder: string, say: (line: string) => void) => Trained[];

/** A file, and what a manifest says of it beside its hash and its length. */
export interface Written {
  file: string;
  bytes: Uint8Array;
  entry: object;
}

/** Writes the files and what the manifest says of them; what it says of other files stays. */
export const writeTrained = (trained: readonly Trained[], dataFolder: string, weights: URL): void =>
  writeWeights(
    trained.map(each => ({ ...each, entry: entryOf(each, dataFolder) })),
    weights,
  );

/** As `writeTrained`, whatever is to be said of the files. */
export function writeWeights(written: readonly Written[], weights: URL): void {
  mkdirSync(weights, { recursive: true });
  const manifest = new URL('manifest.json', weights);
  const known: Record<string, object> = existsSync(manifest) ? filesIn(weights) : {};
  for (const { file, bytes, entry } of written) {
    writeFileSync(new URL(file, weights), bytes);
    known[file] = { sha256: sha256Of(bytes), bytes: bytes.length, ...entry };
  }
  const files = Object.fromEntries(Object.entries(known).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(manifest, `${JSON.stringify({ files }, null, 2)}\n`);
}

const entryOf = ({ data, hyperparameters, metrics }: Trained, dataFolder: string): object => ({
  data: data.map(name => ({ name, sha256: sha256Of(readFileSync(placeOf(name, dataFolder))), ...permitted(name) })),
  hyperparameters,
  metrics,
});

function permitted(name: string): { source: string; licence: string } {
  const data = DATA[name];
  if (!data) throw new Error(`Nothing says that weights may be trained on ${name}.`);
  return data;
}

const placeOf = (name: string, dataFolder: string): string | URL =>
  name.startsWith('corpus/') ? corpusFile(name.slice('corpus/'.length)) : `${dataFolder}/train/${name}.ndjson`;
