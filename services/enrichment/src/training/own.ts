import { mkdirSync } from 'node:fs';
import type { SentimentLabel } from '@ckm/contracts';
import { READABLE, type Readable } from '../language/language.js';
import { sentimentVector } from '../language/sentiment-features.js';
import { sentimentFile, type SentimentSettings } from '../language/sentiment-model.js';
import { type Group, groupOf, signalsFile } from '../language/signal-model.js';
import { packed } from '../model/weights.js';
import { type OutOfFold, sentimentCalibration, trainSentiment } from './sentiment.js';
import { corpusExamples, type SentimentExample } from './sentiment-examples.js';
import { type CorpusLine, readCorpus } from './data.js';
import { writeWeights } from './manifest.js';
import { labelledText } from './signal-examples.js';
import { trainSignals } from './signals.js';
import { metricsByCollection } from './sentiment-validation.js';
import type { Step } from './splits.js';
import { outOfFoldSentiment, type ScoreOf } from './out-of-fold-sentiment.js';

export type OwnSignal = Omit<CorpusLine['signals'][number], 'rationale'>;

/** A text of one's own, and how it is to be told; null where that was not said. */
export interface OwnText {
  text: string;
  language: Readable;
  sentiment: SentimentLabel | null;
  /** All that it holds, none where it holds none. */
  signals: readonly OwnSignal[] | null;
}

/** What came of a language: how well it is told, a part of the own texts left out at a time. Shares in percent; none of fewer texts than parts. */
export interface OwnWeights {
  language: Readable;
  texts: number;
  file: string;
  figures: Record<string, number>;
}

const OWN = { collection: 'own', importance: 2 };
const PARTS = 5;

/** Tells where training is: how many steps of a part of it are done, of how many. */
type Tell = (part: string, ...of: Parameters<Step>) => void;

/**
 * Trains on one's own texts beside the corpus that comes with the product, for each language that there are texts in: sentiment where they say it,
 * signals where they say them. Writes the weights with a manifest into a folder (see `CKM_WEIGHTS`), where others stay. The same texts in the same order give the same bytes.
 * @param corpusOf what is learnt beside them
 * @param tell called at each step: it takes minutes
 */
export function trainOwn(
  texts: readonly OwnText[],
  folder: URL,
  {
    corpusOf = readCorpus,
    tell = () => undefined,
  }: { corpusOf?: (language: Readable) => CorpusLine[]; tell?: Tell } = {},
): OwnWeights[] {
  mkdirSync(folder, { recursive: true });
  const made = READABLE.flatMap(language => {
    const own = texts.filter(text => text.language === language).map((text, nth) => ({ ...text, part: partOf(nth) }));
    return own.length === 0 ? [] : trainedOn(own, corpusOf(language), language, tell);
  });
  const written = made.map(({ bytes, weights }) => {
    const { file, texts: count, figures } = weights;
    return { file, bytes, entry: { texts: count, metrics: figures } };
  });
  writeWeights(written, folder);
  return made.map(({ weights }) => weights);
}

interface Made {
  bytes: Buffer;
  weights: OwnWeights;
}

/** An own text, and with which others it is left out. */
type Own = OwnText & { part: string };
type Marked = Own & { signals: readonly OwnSignal[] };

function trainedOn(own: readonly Own[], corpus: CorpusLine[], language: Readable, tell: Tell): Made[] {
  const felt = [...ownSentiments(own), ...corpusExamples(corpus, `corpus/${language}`, { importance: 1 })];
  const marked = own.filter((text): text is Marked => text.signals !== null);
  const unfelt = marked.filter(({ sentiment }) => sentiment === null);
  const unlabelled = unfelt.map(({ text, part }) => ({ text, source: part }));
  const { outOfFold, scoreOf } = outOfFoldSentiment(felt, unlabelled, language, (...of) =>
    tell(`sentiment in ${language}`, ...of),
  );
  const step: Step = (...of) => tell(`signals in ${language}`, ...of);
  return [
    ...(felt.some(isOwn) ? [sentimentOn(felt, outOfFold, language)] : []),
    ...(marked.length > 0 ? [signalsOn(marked, corpus, language, { scoreOf, step })] : []),
  ];
}

const ownSentiments = (texts: readonly Own[]): SentimentExample[] =>
  texts.flatMap(({ text, sentiment, part }) =>
    sentiment === null ? [] : [{ ...OWN, text, label: sentiment, source: part }],
  );

const isOwn = ({ collection }: SentimentExample): boolean => collection === OWN.collection;

function sentimentOn(examples: readonly SentimentExample[], outOfFold: readonly OutOfFold[], language: Readable): Made {
  const vectors = examples.map(({ text }) => sentimentVector(text, language));
  const settings: SentimentSettings = { calibration: sentimentCalibration(outOfFold, language) };
  const bytes = packed(trainSentiment(examples, vectors, language), settings);
  const figures = metricsByCollection(outOfFold, those => sentimentCalibration(those, language))[OWN.collection]!;
  const texts = examples.filter(isOwn).length;
  return { bytes, weights: { language, texts, file: sentimentFile(language), figures: shown(texts, figures) } };
}

function signalsOn(
  texts: readonly Marked[],
  corpus: CorpusLine[],
  language: Readable,
  { scoreOf, step }: { scoreOf: ScoreOf; step: Step },
): Made {
  const own = texts.map(({ text, sentiment, signals, part }) => {
    const marked = signals.map(signal => ({ ...signal, rationale: null }));
    return labelledText({ text, domain: part, need: needIn(marked), sentiment, signals: marked, tags: [] }, language);
  });
  const { models, settings, scoresOf } = trainSignals(
    [...own, ...corpus.map(line => labelledText(line, language))],
    [],
    scoreOf,
    { step },
  );
  const shareOf = (group: Group): number => Math.round(1000 * scoresOf(group, [...own.keys()]).f1) / 10;
  const figures = { texts: own.length, 'expressed F1': shareOf('expressed'), 'implied F1': shareOf('implied') };
  return {
    bytes: packed(models, settings),
    weights: { language, texts: own.length, file: signalsFile(language), figures: shown(own.length, figures) },
  };
}

/** Where parts are empty, figures say nothing. */
const shown = (texts: number, figures: OwnWeights['figures']): OwnWeights['figures'] => (texts < PARTS ? {} : figures);

const partOf = (nth: number): string => `own/${nth % PARTS}`;

const needIn = (signals: readonly OwnSignal[]): CorpusLine['need'] => {
  const groups = signals.map(({ type, expression }) => groupOf(type, expression === 'IMPLIED'));
  return groups.find(group => group === 'expressed') ?? groups.find(group => group !== null) ?? 'other';
};
