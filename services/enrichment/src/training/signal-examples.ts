import type { Vector } from '../model/features.js';
import type { Rule } from '../language/rule.js';
import type { Readable } from '../language/language.js';
import { clausesOf } from '../language/clauses.js';
import { sentencesOf } from '../language/sentences.js';
import { signalFeaturesOf } from '../language/signal-features.js';
import { type Group, groupOf, MODELLED_TYPES, type ModelName } from '../language/signal-model.js';
import { type CorpusLine, readData } from './data.js';

/** The label of a clause for each model; a model without one does not learn from the clause. */
export type Truth = Partial<Record<ModelName, boolean>>;

export interface SignalExample {
  vector: Vector;
  hits: readonly Rule[];
  truth: Truth;
  /** What an error on it costs. */
  importance: number;
  /** See `Clause`. */
  isContrary: boolean;
}

export interface LabelledText {
  text: string;
  domain: string;
  need: CorpusLine['need'];
  /** A hard negative, which looks like a need and is none: advice, hope, irony, the provider's words. */
  isHard: boolean;
  sentences: SignalExample[];
}

const MAY_ASK = /希望|建议|如果|要是|能不能|应该/;
const HARD_TAGS = new Set('irony advice thanks hope own-words news encouragement quote rhetorical'.split(' '));
/** In characters: a span that overlaps a sentence by less says nothing of it. */
const LEAST_OVERLAP = 3;
// What an error costs on the examples of the collections, beside 1 on the own corpus: chosen by what the corpus loses and app reviews gain.
const MAALEJ_IMPORTANCE = 0.3;
const QUESTION_IMPORTANCE = 0.3;
const ABSA_IMPORTANCE = 0.5;
/** Of the questions one in so many is learnt from. */
const QUESTION_STRIDE = 15;
const GLAD_STARS = 4;

/** A text with its clauses labelled by the spans that overlap them. `sentiment` is null where nobody labelled it. */
export function labelledText(
  line: Omit<CorpusLine, 'sentiment'> & { sentiment: CorpusLine['sentiment'] | null },
  language: Readable,
): LabelledText {
  const { text, domain, need, sentiment, signals, tags } = line;
  const mayImply = sentiment === 'negative' || (sentiment === null && need !== 'other');
  const isImpliedThroughout = language === 'zh' && need === 'implied';
  const unmarked = mayImply ? isImpliedThroughout || undefined : false;
  return {
    text,
    domain,
    need,
    isHard: need === 'other' && tags.some(tag => HARD_TAGS.has(tag)),
    sentences: sentencesOf(text)
      .flatMap(sentence => clausesOf(sentence, language))
      .map(({ text: clause, span, isContrary }) => {
        const own = signals.filter(
          ({ start, end }) =>
            Math.min(end, span.end) - Math.max(start, span.start) >= Math.min(LEAST_OVERLAP, end - start),
        );
        return { ...exampleOf(clause, language, truthOf(own, unmarked)), isContrary };
      }),
  };
}

/**
 * @param unmarked the label *implied* of a sentence without a span: spans mark what matters most in a complaint,
 * and what lies between them may be a part of it (undefined); in Chinese reviews it is
 */
function truthOf(signals: CorpusLine['signals'], unmarked: boolean | undefined): Truth {
  const truth: Truth = { expressed: false, implied: false };
  // The models of types tell what is said; that something is implied is told by the rules for it and the model of all that is implied.
  const said = signals.filter(({ expression }) => expression === 'EXPRESSED');
  for (const type of MODELLED_TYPES) truth[type] = said.some(signal => signal.type === type);
  for (const { type, expression } of signals) {
    const group = groupOf(type, expression === 'IMPLIED');
    if (group) truth[group] = true;
  }
  if (signals.length === 0) truth.implied = unmarked;
  const requests = signals.filter(({ type }) => type === 'REQUEST');
  return requests.length > 0 ? { ...truth, need: requests.some(({ kind }) => kind === 'NEED') } : truth;
}

/** The collections that a language learns from beside the own corpus, by name. */
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
  return appReviews(dataFolder).map(({ text, truth }) => ({
    ...exampleOf(text, 'en', truth),
    importance: MAALEJ_IMPORTANCE,
  }));
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
    .filter((_, nth) => nth % QUESTION_STRIDE === 0)
    .filter(({ text }) => /^(?:how|what|where|when|which|who)\b/i.test(text))
    .map(({ text }) => ({ ...exampleOf(text, 'en', isSaid), importance: QUESTION_IMPORTANCE }));
}

function opinions(dataFolder: string): SignalExample[] {
  return clauses(dataFolder).map(([text, label]) => ({
    ...exampleOf(text, 'zh', { implied: label === 'neg', ...(MAY_ASK.test(text) ? {} : { expressed: false }) }),
    importance: ABSA_IMPORTANCE,
  }));
}

/** Of reviews, each about one aspect: a bad one implies a need. */
function clauses(dataFolder: string): [text: string, label: string | null][] {
  const lines = readData(`${dataFolder}/train`, 'sentiment-zh-absa');
  return [...new Map(lines.map(({ text, label }) => [text, label]))];
}

/** A collection for validation alone: models that judge its texts have learnt from none of them. */
export interface HeldOutSource {
  source: string;
  /** By the label that is known of them. */
  texts: Record<Group, LabelledText[]>;
}

export function heldOutSources(language: Readable, dataFolder: string): HeldOutSource[] {
  const textOf = (text: string, need: LabelledText['need']): LabelledText =>
    labelledText({ text, domain: '', need, sentiment: null, signals: [], tags: [] }, language);
  switch (language) {
    case 'en': {
      // Their requests are labelled too unevenly to choose thresholds by.
      const known = appReviews(dataFolder).filter(({ truth }) => truth.implied !== undefined);
      const implied = known.map(({ text, truth }) => textOf(text, truth.implied ? 'implied' : 'other'));
      return [{ source: 'needs-en-maalej', texts: { expressed: [], implied } }];
    }
    case 'de':
      return [];
    case 'zh': {
      // Reviews without any word of asking ask for nothing.
      const quiet = readData(`${dataFolder}/train`, 'sentiment-zh-asap').filter(({ text }) => !MAY_ASK.test(text));
      const expressed = quiet.map(({ text }) => textOf(text, 'other'));
      const known = clauses(dataFolder).filter(([text]) => !MAY_ASK.test(text));
      const implied = known.map(([text, label]) => textOf(text, label === 'neg' ? 'implied' : 'other'));
      return [
        { source: 'sentiment-zh-asap', texts: { expressed, implied: [] } },
        { source: 'sentiment-zh-absa', texts: { expressed: [], implied } },
      ];
    }
  }
}

const exampleOf = (text: string, language: Readable, truth: Truth): SignalExample => ({
  ...signalFeaturesOf(text, language),
  truth,
  importance: 1,
  isContrary: false,
});
