import type { Language, ThemeMatch } from '@ckm/contracts';
import type { ThemeDefinition } from '../language/interpreter.js';
import { type Features, featuresOf } from './theme-features.js';

export interface Matched {
  /** What is sure enough, best first. */
  themes: ThemeMatch[];
  /** The best, sure or not; null when nothing is shared with any theme. */
  nearestTheme: ThemeMatch | null;
}

/** A piece of a text in the language that its themes are looked up in; `und` is compared with names and descriptions only. */
export interface Piece {
  text: string;
  language: Language;
}

/** Below it a likeness says nothing. */
export const REJECT_BELOW = 0.17;

/** A vector of length 1. */
type Vector = [feature: string, weight: number][];

/** Cosines of one sentence with what a theme holds. */
interface Likeness {
  example: number;
  centre: number;
}

/** The examples and the centre of every theme of a taxonomy in one language, by feature. */
interface Index {
  /** Feature → documents that hold it, and their weights at the same places. */
  postings: Map<string, { documents: number[]; weights: number[] }>;
  /** Document → its theme. The first documents are the centres, one a theme. */
  themeOf: number[];
  rarity: (feature: string) => number;
}

// Themes change seldom and are read for every item: an index lives as long as the list it was made of.
const indices = new WeakMap<readonly ThemeDefinition[], Map<Language, Index>>();

/**
 * The confidence in a theme is that of the sentence most like it: the mean of its cosines with the example
 * that is most alike and with the centre of all examples, 0 … 1. One rare word shared with one example is then not enough.
 */
export function themesIn(pieces: Piece[], themes: readonly ThemeDefinition[]): Matched {
  const confidence = new Map<number, number>();
  for (const { text, language } of pieces)
    for (const part of partsOf(text))
      for (const [theme, { example, centre }] of likenessOf(part, language, indexOf(themes, language)))
        confidence.set(theme, Math.max((example + centre) / 2, confidence.get(theme) ?? 0));
  const ranked = [...confidence]
    .sort(([one, a], [other, b]) => b - a || one - other)
    .flatMap(([theme, sure]) => matchOf(themes[theme], sure));
  return { themes: ranked.filter(match => match.confidence >= REJECT_BELOW), nearestTheme: ranked[0] ?? null };
}

/** Chinese says with a comma what others say with a full stop. */
const partsOf = (text: string): string[] => [
  text,
  ...(/\p{Script=Han}/u.test(text) ? text.split(/[,;\uff0c\uff1b]/) : []),
];

const matchOf = (theme: ThemeDefinition | undefined, sure: number): ThemeMatch[] =>
  theme ? [{ themeId: theme.themeId, theme: theme.name, confidence: Math.min(1, Math.round(sure * 1000) / 1000) }] : [];

function likenessOf(text: string, language: Language, index: Index): Map<number, Likeness> {
  const likeness = new Map<number, Likeness>();
  cosinesOf(text, language, index).forEach((cosine, document) => {
    const theme = index.themeOf[document] ?? 0;
    const known = likeness.get(theme);
    // A theme's centre comes before its examples.
    if (!known && cosine > 0) likeness.set(theme, { example: 0, centre: cosine });
    else if (known) known.example = Math.max(known.example, cosine);
  });
  return likeness;
}

function cosinesOf(text: string, language: Language, index: Index): Float64Array {
  const cosines = new Float64Array(index.themeOf.length);
  for (const [feature, weight] of vectorOf(featuresOf(text, language), index.rarity)) {
    const { documents, weights } = index.postings.get(feature) ?? { documents: [], weights: [] };
    documents.forEach((document, nth) => (cosines[document]! += weight * weights[nth]!));
  }
  return cosines;
}

function indexOf(themes: readonly ThemeDefinition[], language: Language): Index {
  const known = indices.get(themes) ?? new Map<Language, Index>();
  indices.set(themes, known);
  const index = known.get(language) ?? build(themes, language);
  known.set(language, index);
  return index;
}

function build(themes: readonly ThemeDefinition[], language: Language): Index {
  const examples = themes.flatMap((theme, nth) =>
    textsOf(theme, language).map(text => ({ theme: nth, features: featuresOf(text, language) })),
  );
  const rarity = rarityIn(examples.map(example => example.features));
  const vectors = examples.map(({ theme, features }) => ({ theme, vector: vectorOf(features, rarity) }));
  const centres = themes.map((_, theme) => centreOf(vectors.filter(each => each.theme === theme)));
  const documents = [...centres.map((vector, theme) => ({ theme, vector })), ...vectors];
  const index: Index = { postings: new Map(), themeOf: documents.map(document => document.theme), rarity };
  documents.forEach(({ vector }, document) => post(index, document, vector));
  return index;
}

const centreOf = (examples: { vector: Vector }[]): Vector => ofLengthOne(summed(examples.flatMap(each => each.vector)));

/** Its name and description speak for a theme in every language. */
const textsOf = ({ name, description, examples }: ThemeDefinition, language: Language): string[] => [
  name,
  ...(description ? [description] : []),
  ...examples.filter(example => example.language === language).map(example => example.text),
];

function rarityIn(examples: Features[]): (feature: string) => number {
  const holders = summed(examples.flatMap(features => [...features.keys()].map((key): [string, number] => [key, 1])));
  return feature => Math.log(1 + examples.length / (1 + (holders.get(feature) ?? 0)));
}

function post(index: Index, document: number, vector: Vector): void {
  for (const [feature, weight] of vector) {
    const postings = index.postings.get(feature) ?? { documents: [], weights: [] };
    postings.documents.push(document);
    postings.weights.push(weight);
    index.postings.set(feature, postings);
  }
}

const vectorOf = (features: Features, rarity: (feature: string) => number): Vector =>
  ofLengthOne([...features].map(([feature, weight]) => [feature, weight * rarity(feature)]));

function ofLengthOne(weights: Iterable<[string, number]>): Vector {
  const raw = [...weights];
  const length = Math.sqrt(raw.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  return raw.map(([feature, weight]) => [feature, weight / length]);
}

function summed(weights: [string, number][]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [feature, weight] of weights) sums.set(feature, (sums.get(feature) ?? 0) + weight);
  return sums;
}
