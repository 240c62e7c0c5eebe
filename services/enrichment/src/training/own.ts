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

/** A labelled text of the operator's own; a label is null where it was not given. */
export interface OwnText {
  text: string;
  language: Readable;
  sentiment: SentimentLabel | null;
  /** All signals that it holds. */
  signals: readonly OwnSignal[] | null;
}

/** A weights file, with cross-validated metrics on the own texts: shares in percent, none where there are fewer texts than folds. */
export interface OwnWeights {
  language: Readable;
  texts: number;
  file: string;
  figures: Record<string, number>;
}

/** Of an own text, beside 1 of a line of the corpus. */
const OWN = { collection: 'own', importance: 2 };
const FOLDS = 5;

/** Reports the progress of one stage of training. */
type Tell = (stage: string, ...of: Parameters<Step>) => void;

/**
 * Trains on the operator's own texts beside the shipped corpus, for each language that there are texts in: sentiment on those with a sentiment, signals on those with signals.
 * Writes the weights and their manifest into a folder (see `CKM_WEIGHTS`); other files stay. The same texts in the same order give the same bytes.
 * @param corpusOf the corpus that is trained on beside them
 * @param tell called at each step, for training takes minutes
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
    const own = texts.filter(text => text.language === language).map((text, nth) => ({ ...text, fold: foldOf(nth) }));
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

/** An own text with the fold that it is held out with. */
type Own = OwnText & { fold: string };
type WithSignals = Own & { signals: readonly OwnSignal[] };

function trainedOn(own: readonly Own[], corpus: CorpusLine[], language: Readable, tell: Tell): Made[] {
  const examples = [...ownSentiments(own), ...corpusExamples(corpus, `corpus/${language}`, { importance: 1 })];
  const withSignals = own.filter((text): text is WithSignals => text.signals !== null);
  const withoutSentiment = withSignals.filter(({ sentiment }) => sentiment === null);
  const unlabelled = withoutSentiment.map(({ text, fold }) => ({ text, source: fold }));
  const { outOfFold, scoreOf } = outOfFoldSentiment(examples, unlabelled, language, (...of) =>
    tell(`sentiment in ${language}`, ...of),
  );
  const step: Step = (...of) => tell(`signals in ${language}`, ...of);
  return [
    ...(examples.some(isOwn) ? [sentimentOn(examples, outOfFold, language)] : []),
    ...(withSignals.length > 0 ? [signalsOn(withSignals, corpus, language, { scoreOf, step })] : []),
  ];
}

const ownSentiments = (texts: readonly Own[]): SentimentExample[] =>
  texts.flatMap(({ text, sentiment, fold }) =>
    sentiment === null ? [] : [{ ...OWN, text, label: sentiment, source: fold }],
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
  texts: readonly WithSignals[],
  corpus: CorpusLine[],
  language: Readable,
  { scoreOf, step }: { scoreOf: ScoreOf; step: Step },
): Made {
  const own = texts.map(({ text, sentiment, signals, fold }) => {
    const labels = { need: needIn(signals), sentiment, signals: signals.map(one => ({ ...one, rationale: null })) };
    return labelledText({ text, domain: fold, tags: [], ...labels }, language);
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

/** With an empty fold, figures mean nothing. */
const shown = (texts: number, figures: OwnWeights['figures']): OwnWeights['figures'] => (texts < FOLDS ? {} : figures);

const foldOf = (nth: number): string => `own/${nth % FOLDS}`;

const needIn = (signals: readonly OwnSignal[]): CorpusLine['need'] => {
  const groups = signals.map(({ type, expression }) => groupOf(type, expression === 'IMPLIED'));
  return groups.find(group => group === 'expressed') ?? groups.find(group => group !== null) ?? 'other';
};
