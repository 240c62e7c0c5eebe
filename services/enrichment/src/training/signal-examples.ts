import type { Vector } from '../model/features.js';
import type { Rule } from '../language/rule.js';
import type { Readable } from '../language/language.js';
import { sentencesOf } from '../language/sentences.js';
import { signalFeaturesOf } from '../language/signal-features.js';
import { type Group, groupOf, MODELLED_TYPES, type ModelName } from '../language/signal-model.js';
import { type CorpusLine, readData } from './data.js';

/** Of each model: whether the sentence is one of its kind; where it is missing, the model does not learn from it. */
export type Truth = Partial<Record<ModelName, boolean>>;

export interface SignalExample {
  vector: Vector;
  hits: readonly Rule[];
  truth: Truth;
  /** What a mistake at it costs. */
  importance: number;
}

export interface LabelledText {
  text: string;
  domain: string;
  need: CorpusLine['need'];
  /** Looks like a need and is none: advice, hope, irony, the provider's words. */
  isHard: boolean;
  sentences: SignalExample[];
}

const MAY_ASK = /希望|建议|如果|要是|能不能|应该/;
const HARD_TAGS = new Set('irony advice thanks hope own-words news encouragement quote rhetorical'.split(' '));
// A span that only touches a sentence says nothing of it.
const OVERLAP = 3;
// Chosen by what the own corpus loses and app reviews gain.
const MAALEJ = 0.3;
const QUESTIONS = 0.3;
const ABSA = 0.5;
const EVERY_QUESTION = 15;
const GLAD_STARS = 4;

/** A text by its sentences: each is what the spans that reach into it say. `sentiment` is null where nobody told it. */
export function labelledText(
  line: Omit<CorpusLine, 'sentiment'> & { sentiment: CorpusLine['sentiment'] | null },
  language: Readable,
): LabelledText {
  const { text, domain, need, sentiment, signals, tags } = line;
  const mayImply = sentiment === 'negative' || (sentiment === null && need !== 'other');
  const unmarked = mayImply ? (language === 'zh' && need === 'implied' ? true : undefined) : false;
  return {
    text,
    domain,
    need,
    isHard: need === 'other' && tags.some(tag => HARD_TAGS.has(tag)),
    sentences: sentencesOf(text).map(({ text: sentence, span }) => {
      const own = signals.filter(
        ({ start, end }) => Math.min(end, span.end) - Math.max(start, span.start) >= Math.min(OVERLAP, end - start),
      );
      return exampleOf(sentence, language, truthOf(own, unmarked));
    }),
  };
}

/** `unmarked`: whether a sentence without a span implies a need. Spans mark what matters most in a complaint: what lies between them may be a part of it, and in Chinese reviews it is. */
function truthOf(signals: CorpusLine['signals'], unmarked: boolean | undefined): Truth {
  const truth: Truth = { expressed: false, implied: false };
  for (const type of MODELLED_TYPES) truth[type] = signals.some(signal => signal.type === type);
  for (const { type, expression } of signals) {
    const group = groupOf(type, expression === 'IMPLIED');
    if (group) truth[group] = true;
  }
  if (signals.length === 0) truth.implied = unmarked;
  const needs = signals.filter(({ type }) => type === 'REQUEST' || type === 'PROBLEM');
  return needs.length > 0 ? { ...truth, need: needs.some(({ kind }) => kind === 'NEED') } : truth;
}

/** What else a language learns from, by the name of the collection. */
const COLLECTED: Record<Readable, Record<string, (dataFolder: string, name: string) => SignalExample[]>> = {
  en: { 'needs-en-maalej': reviews, 'themes-en-banking77': questions, 'themes-en-clinc150': questions },
  de: {},
  zh: { 'sentiment-zh-absa': opinions },
};

export const collectionsOf = (language: Readable): string[] => Object.keys(COLLECTED[language]);

export const collectedExamples = (language: Readable, dataFolder: string, except?: string): SignalExample[] =>
  Object.entries(COLLECTED[language])
    .filter(([name]) => name !== except)
    .flatMap(([name, examplesOf]) => examplesOf(dataFolder, name));

/** Reviews of apps, each as one sentence. */
function reviews(dataFolder: string): SignalExample[] {
  return appReviews(dataFolder).map(({ text, truth }) => ({ ...exampleOf(text, 'en', truth), importance: MAALEJ }));
}

/** Some carry several labels, on lines of their own. */
function appReviews(dataFolder: string): { text: string; truth: Truth }[] {
  const labels = new Map<string, { own: Set<string | null>; stars: number }>();
  for (const { text, label, stars = 0 } of readData(`${dataFolder}/train`, 'needs-en-maalej')) {
    const known = labels.get(text) ?? { own: new Set(), stars };
    known.own.add(label);
    labels.set(text, known);
  }
  return [...labels].map(([text, { own, stars }]) => {
    const asks = own.has('Feature');
    const fails = own.has('Bug');
    // A bug report that asks for its repair states a need, which its label does not tell.
    const expressed = asks || (fails && /please|fix/i.test(text) ? undefined : false);
    const implied = fails || (stars >= GLAD_STARS && !asks ? false : undefined);
    return { text, truth: { expressed, implied } };
  });
}

/** Questions of fact to banks and assistants. */
function questions(dataFolder: string, name: string): SignalExample[] {
  const isSaid = name.includes('clinc') ? { expressed: false, implied: false } : { expressed: false };
  return readData(`${dataFolder}/train`, name)
    .filter((_, nth) => nth % EVERY_QUESTION === 0)
    .filter(({ text }) => /^(?:how|what|where|when|which|who)\b/i.test(text))
    .map(({ text }) => ({ ...exampleOf(text, 'en', isSaid), importance: QUESTIONS }));
}

/** Clauses of reviews about one aspect: a bad one implies a need. */
function opinions(dataFolder: string): SignalExample[] {
  const labels = new Map(readData(`${dataFolder}/train`, 'sentiment-zh-absa').map(({ text, label }) => [text, label]));
  return [...labels].map(([text, label]) => ({
    ...exampleOf(text, 'zh', { implied: label === 'neg', ...(MAY_ASK.test(text) ? {} : { expressed: false }) }),
    importance: ABSA,
  }));
}

/** Texts that others wrote and labelled, to be judged by models that saw none of them. */
export interface Strange {
  source: string;
  /** By what is known of them. */
  texts: Record<Group, LabelledText[]>;
}

export function strangeTexts(language: Readable, dataFolder: string): Strange[] {
  const textOf = (text: string, need: LabelledText['need']): LabelledText =>
    labelledText({ text, domain: '', need, sentiment: null, signals: [], tags: [] }, language);
  switch (language) {
    case 'en': {
      // What they ask for is labelled too unevenly to choose by.
      const known = appReviews(dataFolder).filter(({ truth }) => truth.implied !== undefined);
      const implied = known.map(({ text, truth }) => textOf(text, truth.implied ? 'implied' : 'other'));
      return [{ source: 'needs-en-maalej', texts: { expressed: [], implied } }];
    }
    case 'de':
      return [];
    case 'zh': {
      // Reviews without any word of asking ask for nothing.
      const quiet = readData(`${dataFolder}/train`, 'sentiment-zh-asap').filter(({ text }) => !MAY_ASK.test(text));
      return [
        {
          source: 'sentiment-zh-asap',
          texts: { expressed: quiet.map(({ text }) => textOf(text, 'other')), implied: [] },
        },
      ];
    }
  }
}

const exampleOf = (text: string, language: Readable, truth: Truth): SignalExample => ({
  ...signalFeaturesOf(text, language),
  truth,
  importance: 1,
});
