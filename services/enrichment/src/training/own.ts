import { mkdirSync, writeFileSync } from 'node:fs';
import { READABLE, type Readable } from '../language/language.js';
import { sentimentVector } from '../language/sentiment-features.js';
import { sentimentFile, type SentimentSettings } from '../language/sentiment-model.js';
import { packed, sha256Of } from '../model/weights.js';
import { askedBySource, calibratedOn, COSTS, STRONGEST, trainSentiment } from './sentiment.js';
import { corpusExamples, type SentimentExample, type SentimentLabel } from './sentiment-examples.js';
import { confirmed } from './sentiment-validation.js';

/** A text of one's own, and how it is to be told. */
export interface OwnText {
  text: string;
  language: Readable;
  sentiment: SentimentLabel;
}

/** What came of a language: how well it is told, a part of the own texts left out at a time. Shares in percent. */
export interface OwnWeights {
  language: Readable;
  texts: number;
  file: string;
  figures: Record<string, number>;
}

const OWN = { collection: 'own', importance: 2 };
const PARTS = 5;

/**
 * Trains sentiment on one's own texts beside the corpus that comes with the product, for each language that there are texts in, and writes the weights
 * with a manifest into a folder (see `CKM_WEIGHTS`). The same texts in the same order give the same bytes.
 */
export function trainOwn(texts: readonly OwnText[], folder: URL): OwnWeights[] {
  mkdirSync(folder, { recursive: true });
  const made = READABLE.filter(language => texts.some(text => text.language === language)).map(language =>
    trainLanguage(
      texts.filter(text => text.language === language),
      language,
    ),
  );
  const files = made.map(({ bytes, weights }) => {
    writeFileSync(new URL(weights.file, folder), bytes);
    const { file, texts: count, figures } = weights;
    return [file, { sha256: sha256Of(bytes), bytes: bytes.length, texts: count, metrics: figures }] as const;
  });
  writeFileSync(new URL('manifest.json', folder), `${JSON.stringify({ files: Object.fromEntries(files) }, null, 2)}\n`);
  return made.map(({ weights }) => weights);
}

function trainLanguage(texts: readonly OwnText[], language: Readable): { bytes: Buffer; weights: OwnWeights } {
  const own = texts.map(({ text, sentiment }, nth): SentimentExample => {
    return { ...OWN, text, label: sentiment, source: `own/${nth % PARTS}` };
  });
  const examples = [...own, ...corpusExamples(language, `corpus/${language}`, { importance: 1 })];
  const vectors = examples.map(({ text }) => sentimentVector(text, language));
  const cost = COSTS[language];
  const asked = askedBySource(examples, vectors, cost);
  const settings: SentimentSettings = { calibration: calibratedOn(asked) };
  const bytes = packed(trainSentiment(examples, vectors, cost), settings, STRONGEST);
  const figures = confirmed(asked, calibratedOn)[OWN.collection]!;
  return { bytes, weights: { language, texts: own.length, file: sentimentFile(language), figures } };
}
