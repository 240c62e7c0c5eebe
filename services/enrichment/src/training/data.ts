import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Readable } from '../language/language.js';
import type { SignalKind, SignalType } from '@ckm/contracts';

/** A line of the own corpus; see its README. */
export interface CorpusLine {
  domain: string;
  text: string;
  sentiment: 'positive' | 'neutral' | 'negative';
  need: 'expressed' | 'implied' | 'other';
  signals: {
    type: SignalType;
    kind: SignalKind | null;
    expression: 'EXPRESSED' | 'IMPLIED';
    rationale: string | null;
    start: number;
    end: number;
  }[];
  tags: string[];
}

/** A line of a collection: what else it holds depends on the collection. */
export interface DataLine {
  lang: string;
  text: string;
  label: string | null;
  stars?: number;
  domain?: string;
  aspect?: string;
}

/** A labelled text, with the source that it is held out with. */
export interface Example<Label extends string = string> {
  text: string;
  label: Label;
  source: string;
}

const CORPUS = new URL('../../corpus/', import.meta.url);
const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/** The folder that holds `train/` and `dev/`: `CKM_DATA`, else beside the project. */
export const dataFolder = (): string => resolve(ROOT, process.env.CKM_DATA ?? '../shared/data');

/** A file of the own corpus: of a language, or `other-languages`. */
export const corpusFile = (name: string): URL => new URL(`${name}.ndjson`, CORPUS);

export const readCorpus = (language: Readable): CorpusLine[] => readNdjson<CorpusLine>(corpusFile(language));

/** Reads `<name>.ndjson` in `train/` or `dev/`. */
export const readData = (folder: string, name: string): DataLine[] => readNdjson<DataLine>(`${folder}/${name}.ndjson`);

/** The lines of an NDJSON file; blank ones are left out. */
export const readNdjson = <Line>(file: string | URL): Line[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => JSON.parse(line) as Line);
