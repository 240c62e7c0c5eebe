import { READABLE, type Readable } from '../language/language.js';
import { onTheMatter } from '../language/matter.js';
import { sentencesOf } from '../language/sentences.js';
import { signalFeaturesOf } from '../language/signal-features.js';
import { groupOf, groupOfRule, signalsFile } from '../language/signal-model.js';
import { sentimentOfAll } from '../language/sentiment.js';
import { signalsIn } from '../language/signals.js';
import { readData } from '../training/data.js';
import { shippedMetrics } from '../training/manifest.js';
import { binaryOf, type ClassScores, ONE_IN_TEN, reweightedOf } from './metrics.js';

export type Need = 'expressed' | 'implied' | 'other';

/** A row of the table: what was predicted, on what texts, by which predictor. */
export interface NeedsRow {
  /** A file of `dev/`, or the own corpus. */
  on: string;
  /** `expressed`, `implied` or a type of signal. */
  what: string;
  /** `models`, or a baseline: `rules` alone, `majority` (always yes: always no has no F1). */
  by: 'models' | 'rules' | 'majority';
  /** Of the positives: in the file, or one in ten, to which the scores are reweighted. */
  rate: number;
  scores: ClassScores;
  /** `own text, own labels` where nobody else labelled. */
  note: string;
  microsecondsPerSentence: number | null;
}

type Reader = (sentences: readonly string[], language: Readable) => (Need | null)[];

const FILES: { name: string; language: Readable }[] = [
  { name: 'needs-en-suggestions', language: 'en' },
  { name: 'needs-en-gplay', language: 'en' },
  { name: 'needs-en-app-reviews', language: 'en' },
  { name: 'needs-de-seed', language: 'de' },
  { name: 'needs-zh-seed', language: 'zh' },
];
const NEED_OF: Record<string, Need> = {
  expressed: 'expressed',
  implied: 'implied',
  'feature request': 'expressed',
  requirement: 'expressed',
  'bug report': 'implied',
};
const OWN = 'own text, own labels';
const HELD_OUT = 'own corpus, a domain left out at a time';

/** Needs on `dev/`, and each type of signal on the own corpus as the last training validated it. */
export const evaluateNeeds = ({ dataFolder }: { dataFolder: string }): NeedsRow[] => [
  ...FILES.flatMap(file => rowsOf(file, dataFolder)),
  ...typeRows(),
];

function rowsOf({ name, language }: { name: string; language: Readable }, dataFolder: string): NeedsRow[] {
  const lines = readData(`${dataFolder}/dev`, name).map(({ text, label }) => ({
    sentences: onTheMatter(text, sentencesOf(text)).map(sentence => sentence.text),
    need: NEED_OF[label ?? ''] ?? 'other',
  }));
  const truths = new Set(lines.map(({ need }) => need));
  const sentences = lines.reduce((sum, line) => sum + line.sentences.length, 0);
  return Object.entries(READERS).flatMap(([by, reader]) => {
    const from = performance.now();
    const said = lines.map(line => needOf(line.sentences, language, reader));
    const microsecondsPerSentence = by === 'models' ? ((performance.now() - from) * 1000) / sentences : null;
    return (['expressed', 'implied'] as const)
      .filter(what => truths.has(what))
      .flatMap(what => {
        const pairs = lines.map(({ need }, nth) => [need === what, by === 'majority' || said[nth] === what] as const);
        const row = { on: name, what, by: by as NeedsRow['by'], note: '', microsecondsPerSentence };
        const own = { ...row, rate: pairs.filter(([truth]) => truth).length / pairs.length, scores: binaryOf(pairs) };
        return what === 'implied' ? [own] : [own, { ...row, rate: ONE_IN_TEN, scores: reweightedOf(pairs) }];
      });
  });
}

/** Of a text: expressed where one of its sentences is, else implied where one is. */
function needOf(sentences: readonly string[], language: Readable, reader: Reader): Need {
  const said = new Set(reader(sentences, language));
  return said.has('expressed') ? 'expressed' : said.has('implied') ? 'implied' : 'other';
}

const READERS: Record<NeedsRow['by'], Reader> = {
  models: (sentences, language) => {
    const { score } = sentimentOfAll(sentences.map(text => ({ text, language })));
    return sentences
      .flatMap(text => signalsIn({ text, span: { start: 0, end: text.length } }, language, { score }))
      .map(({ type, expression }) => groupOf(type, expression === 'IMPLIED'));
  },
  rules: (sentences, language) => sentences.flatMap(text => signalFeaturesOf(text, language).hits).map(groupOfRule),
  majority: () => [],
};

interface Validated {
  rate: number;
  file: ClassScores;
  oneInTen: ClassScores;
}

const typeRows = (): NeedsRow[] =>
  READABLE.flatMap(language => {
    const validated = shippedMetrics<Record<string, Validated>>(signalsFile(language))[HELD_OUT]!;
    return Object.entries(validated).flatMap(([what, { rate, file, oneInTen }]) => {
      const on = `corpus/${language}, ${HELD_OUT}`;
      const row = { on, what, by: 'models' as const, note: OWN, microsecondsPerSentence: null };
      return [
        { ...row, rate, scores: file },
        { ...row, rate: ONE_IN_TEN, scores: oneInTen },
      ];
    });
  });
