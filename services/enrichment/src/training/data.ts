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

/** A text with what it is to be told as, and the collection it comes from: what is held out is held out by source. */
export interface Example<Label extends string = string> {
  text: string;
  label: Label;
  source: string;
}

const CORPUS = new URL('../../corpus/', import.meta.url);
const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/** Holds `train/` and `dev/`: `CKM_DATA`, else beside the project. */
export const dataFolder = (): string => resolve(ROOT, process.env.CKM_DATA ?? '../shared/data');

export const readCorpus = (language: Readable, folder = CORPUS): CorpusLine[] =>
  ndjson<CorpusLine>(readFileSync(new URL(`${language}.ndjson`, folder), 'utf8'));

/** Reads `train/<name>.ndjson` or `dev/<name>.ndjson` in the folder of the data. */
export const readData = (folder: string, name: string): DataLine[] =>
  ndjson<DataLine>(readFileSync(`${folder}/${name}.ndjson`, 'utf8')).map(line => ({
    ...line,
    text: mended(line.text),
  }));

const ndjson = <Line>(file: string): Line[] =>
  file
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => JSON.parse(line) as Line);

/** Without what export programs left in the collections: escapes written out, doubled quotation marks. */
export const mended = (text: string): string =>
  text
    .replace(/\\+u([0-9a-f]{4})/gi, (_, unit: string) => String.fromCharCode(parseInt(unit, 16)))
    .replace(/\\+[nrt]/g, ' ')
    .replace(/""/g, '"');
