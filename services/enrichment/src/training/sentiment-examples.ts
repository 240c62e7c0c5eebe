import type { SentimentLabel } from '@ckm/contracts';
import type { Readable } from '../language/language.js';
import { type CorpusLine, type DataLine, type Example, readCorpus, readData } from './data.js';

export interface SentimentExample extends Example<SentimentLabel> {
  /** A name of `DATA`. A source is the part of a collection that is about one topic or domain. */
  collection: string;
  importance: number;
}

interface Source {
  /** What an error on one of its texts costs, relative to those of the others. */
  importance: number;
}

/** By language and name of `DATA`; chosen by leave-one-source-out validation. */
export const SOURCES: Readonly<Record<Readable, Readonly<Record<string, Source>>>> = {
  en: {
    'corpus/en': { importance: 2 },
    'needs-en-maalej': { importance: 0.5 },
    'unlabelled-en-app-reviews': { importance: 0.4 },
  },
  de: {
    'corpus/de': { importance: 2 },
    'sentiment-de-potts': { importance: 0.5 },
    'sentiment-de-mobasa': { importance: 2 },
  },
  zh: {
    'corpus/zh': { importance: 4 },
    'sentiment-zh-absa': { importance: 0.5 },
    'sentiment-zh-asap': { importance: 0.3 },
  },
};

/** The labels of the collections. */
export const LABELS: Readonly<Record<string, SentimentLabel>> = { pos: 'positive', neu: 'neutral', neg: 'negative' };

/** All examples that a language's model is trained on. */
export const sentimentExamples = (language: Readable, dataFolder: string): SentimentExample[] =>
  Object.entries(SOURCES[language]).flatMap(([collection, source]) =>
    collection.startsWith('corpus/')
      ? corpusExamples(readCorpus(language), collection, source)
      : dataExamples(readData(`${dataFolder}/train`, collection), collection, source),
  );

/** The topics that the collections of posts were gathered about: each is a source, held out as a whole. */
const TOPICS: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  'sentiment-de-potts': {
    church: /papst|pabst|konklave|kirche|vatikan|habemus/i,
    politics: /wahl|cdu|csu|spd|fdp|gr(?:ü|ue)ne|linke|merkel|steinbr|regierung|minister|partei|politik/i,
  },
  'sentiment-de-mobasa': {
    lifts: /aufzug|aufz(?:ü|ue)ge|fahrstuhl|rolltreppe|lift/i,
    announcements: /anzeige|ansage|durchsage|display|lautsprecher/i,
    access: /barriere|rollst|rollator|behindert|kinderwagen|blind/i,
    works: /baustelle|umleitung|gesperrt|sperrung/i,
  },
};

/** The source that a text is held out with. */
export function sourceOf({ text, domain }: Pick<DataLine, 'text' | 'domain'>, collection: string): string {
  const [topic] = Object.entries(TOPICS[collection] ?? {}).find(([, words]) => words.test(text)) ?? [];
  return [collection, domain ?? topic ?? 'other'].join('/');
}

export const corpusExamples = (
  lines: readonly CorpusLine[],
  collection: string,
  { importance }: Source,
): SentimentExample[] =>
  lines.map(({ text, sentiment, domain }) => ({
    text,
    label: sentiment,
    source: `${collection}/${domain}`,
    collection,
    importance,
  }));

const dataExamples = (lines: DataLine[], collection: string, { importance }: Source): SentimentExample[] =>
  lines.flatMap(line => {
    const label = labelOf(line);
    return label ? [{ text: line.text, label, source: sourceOf(line, collection), collection, importance }] : [];
  });

// Three stars may be praise or complaint.
function labelOf({ stars, label }: DataLine): SentimentLabel | undefined {
  if (label !== null && label in LABELS) return LABELS[label];
  return stars === undefined || stars === 3 ? undefined : stars < 3 ? 'negative' : 'positive';
}
