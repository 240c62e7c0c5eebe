import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { filesIn, sha256Of, SHIPPED } from '../model/weights.js';
import { corpusFile } from './data.js';
import { DATA } from './licences.js';

/** A weights file as a recipe makes it, with what the manifest says of it. */
export interface Trained {
  /** In the folder `weights`, e.g. `sentiment-en.bin`. */
  file: string;
  bytes: Uint8Array;
  /** The collections it was trained on, by their names in `DATA`. */
  data: string[];
  /** All that the result depends on beside the data: features, costs, importance of the sources, seeds. */
  hyperparameters: Record<string, unknown>;
  /** Rounded, of leave-one-source-out (or domain) validation. */
  metrics: Record<string, unknown>;
}

/** Trains on the own corpus and the folder that holds `train/`. */
export type Recipe = (dataFolder: string, say: (line: string) => void) => Trained[];

/** A weights file, and what the manifest says of it beside its hash and its length. */
export interface Written {
  file: string;
  bytes: Uint8Array;
  entry: object;
}

/** Writes the files and their entries of the manifest; entries of other files stay. */
export const writeTrained = (trained: readonly Trained[], dataFolder: string, weights: URL): void =>
  writeWeights(
    trained.map(each => ({ ...each, entry: entryOf(each, dataFolder) })),
    weights,
  );

/** As `writeTrained`, with entries of any form. */
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

/** The metrics of the last training of a shipped weights file. */
export const shippedMetrics = <Metrics>(file: string): Record<string, Metrics> =>
  (filesIn(SHIPPED)[file] as { sha256: string; metrics: Record<string, Metrics> }).metrics;

const entryOf = ({ data, hyperparameters, metrics }: Trained, dataFolder: string): object => ({
  data: data.map(name => ({ name, sha256: sha256Of(readFileSync(fileOf(name, dataFolder))), ...licenceOf(name) })),
  hyperparameters,
  metrics,
});

function licenceOf(name: string): { source: string; licence: string } {
  const data = DATA[name];
  if (!data) throw new Error(`Nothing says that weights may be trained on ${name}.`);
  return data;
}

const fileOf = (name: string, dataFolder: string): string | URL =>
  name.startsWith('corpus/') ? corpusFile(name.slice('corpus/'.length)) : `${dataFolder}/train/${name}.ndjson`;
