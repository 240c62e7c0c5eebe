import type { Language, ThemeMatch } from '@ckm/contracts';
import type { ThemeDefinition } from '../language/interpreter.js';
import { plainText } from '../language/plain-text.js';
import { inTurns } from '../model/in-turns.js';
import { themeFeaturesOf } from './theme-features.js';
import { type Scores, scoresOf, type ThemeModel, type ThemeText, themeTraining } from './theme-model.js';

export interface Matched {
  /** Those whose confidence reaches the reject threshold, best first. */
  themes: ThemeMatch[];
  /** The best before the reject threshold; null where the text shares no feature with any theme. */
  nearestTheme: ThemeMatch | null;
}

/** A sentence, and the language in whose examples its themes are looked up. Where only other languages have examples, it has no theme: `und` has none by examples. */
interface Piece {
  text: string;
  language: Language;
}

/** A theme with less confidence is not given. */
export const REJECT_THRESHOLD = 0.5;

// Confidence = P(about any theme) · how close the theme comes to the best one.

/** P(any) is logistic in cosine + so much of the margin, … */
const ANY_MARGIN_WEIGHT = 0.1;
/** … one half at this sum, … */
const ANY_MIDPOINT = 0.07;
/** … at a higher one with the logarithm of the number of themes, for the best of many is high by chance, … */
const ANY_MIDPOINT_PER_LOG_THEMES = 0.01;
/** … and for one of several sentences, since each has its chance. */
const ANY_MIDPOINT_OF_PART = 0.08;
const ANY_SCALE = 0.03;
/** Which theme is best goes by cosine + so much of the margin, which separates similar themes better than the cosine does. */
const WHICH_MARGIN_WEIGHT = 1;
const WHICH_SCALE = 0.2;

// Themes change seldom and are matched with every item: a model is kept for as long as the list that it was trained on.
const models = new WeakMap<readonly ThemeDefinition[], Map<Language, Promise<ThemeModel>>>();

/**
 * The themes of a text as a whole and of its sentences. It waits for the model of exactly these themes, which trains for seconds on many examples
 * (without blocking others), so that the same text and themes have the same answer at any time.
 */
export async function themesIn(pieces: Piece[], themes: readonly ThemeDefinition[]): Promise<Matched> {
  const whole = new Float64Array(themes.length);
  const parts = new Float64Array(themes.length);
  for (const said of themes.length ? byLanguage(pieces) : []) {
    const model = await modelOf(themes, said.language);
    addConfidence(whole, scoresOf(model, themeFeaturesOf(said.text)), 0);
    for (const part of said.parts) addConfidence(parts, scoresOf(model, themeFeaturesOf(part)), ANY_MIDPOINT_OF_PART);
  }
  return matchedBy(whole, parts, themes);
}

/** A sentence adds themes, but with no more confidence than the whole text has in its own, where it has any: the whole says more. */
function matchedBy(whole: Float64Array, parts: Float64Array, themes: readonly ThemeDefinition[]): Matched {
  const highest = whole.reduce((most, confidence) => Math.max(most, confidence), 0);
  const limit = highest >= REJECT_THRESHOLD ? highest : 1;
  const confidences = whole.map((confidence, theme) => Math.max(confidence, Math.min(parts[theme]!, limit)));
  const byConfidence = (one: number, other: number): number =>
    confidences[other]! - confidences[one]! || whole[other]! - whole[one]! || one - other;
  const given: number[] = [];
  let nearest = 0;
  confidences.forEach((confidence, theme) => {
    if (confidence >= REJECT_THRESHOLD) given.push(theme);
    if (confidence > confidences[nearest]!) nearest = theme;
  });
  given.sort(byConfidence);
  const matchOf = (theme: number): ThemeMatch[] =>
    confidences[theme]
      ? [{ themeId: themes[theme]!.themeId, theme: themes[theme]!.name, confidence: rounded(confidences[theme]) }]
      : [];
  return { themes: given.flatMap(matchOf), nearestTheme: matchOf(given[0] ?? nearest)[0] ?? null };
}

// Down, so that a rejected theme does not read .5.
const rounded = (confidence: number): number => Math.floor(confidence * 1000) / 1000;

/** What is said in one language, as plain text. */
interface Said {
  text: string;
  language: Language;
  /** Its sentences, and in Chinese their clauses, as far as they say something by themselves. */
  parts: string[];
}

const byLanguage = (pieces: Piece[]): Said[] =>
  [...new Set(pieces.map(piece => piece.language))].map(language => {
    const texts = pieces.filter(piece => piece.language === language).map(piece => plainText(piece.text));
    const parts = texts.flatMap(text => [...(texts.length > 1 ? [text] : []), ...clausesOf(text)]);
    return { text: texts.join(' '), language, parts: parts.filter(saysSomething) };
  });

/** "Please!" alone is about nothing, whichever theme has an example with that word. */
const saysSomething = (part: string): boolean => part.trim().includes(' ') || /\p{Script=Han}{2}/u.test(part);

/** In Chinese a comma often stands where other languages have a full stop. */
const clausesOf = (text: string): string[] => {
  const clauses = /\p{Script=Han}/u.test(text) ? text.split(/[,;]/) : [];
  return clauses.length > 1 ? clauses : [];
};

/**
 * Raises the confidence in each theme to what these scores give. The best theme gets the probability that the text is about any theme at all; the others
 * get less, the further they are behind.
 * @param more what is added to the midpoint
 */
function addConfidence(confidence: Float64Array, { cosines, margins }: Scores, more: number): void {
  let any = -Infinity;
  let best = -Infinity;
  for (let theme = 0; theme < cosines.length; theme++) {
    if (cosines[theme]! <= 0) continue;
    any = Math.max(any, cosines[theme]! + ANY_MARGIN_WEIGHT * margins[theme]!);
    best = Math.max(best, cosines[theme]! + WHICH_MARGIN_WEIGHT * margins[theme]!);
  }
  const midpoint = ANY_MIDPOINT + ANY_MIDPOINT_PER_LOG_THEMES * Math.log(cosines.length) + more;
  // A rejected part still counts within the whole.
  if (any === -Infinity || (more > 0 && any < midpoint)) return;
  const probabilityOfAny = 1 / (1 + Math.exp((midpoint - any) / ANY_SCALE));
  for (let theme = 0; theme < cosines.length; theme++) {
    const behind = cosines[theme]! + WHICH_MARGIN_WEIGHT * margins[theme]! - best;
    if (cosines[theme]! <= 0) continue;
    confidence[theme] = Math.max(confidence[theme]!, probabilityOfAny * Math.exp(behind / WHICH_SCALE));
  }
}

function modelOf(themes: readonly ThemeDefinition[], language: Language): Promise<ThemeModel> {
  const known = models.get(themes) ?? new Map<Language, Promise<ThemeModel>>();
  models.set(themes, known);
  const model = known.get(language) ?? inTurns(themeTraining(textsIn(themes, language), themes.length));
  known.set(language, model);
  return model;
}

/** Trains the models of these themes for all languages that those before had models for, so that no text waits for them later. */
export async function retrain(themes: readonly ThemeDefinition[], before: readonly ThemeDefinition[]): Promise<void> {
  const languages = [...(models.get(before)?.keys() ?? [])];
  await Promise.all(languages.map(language => modelOf(themes, language)));
}

/** Where themes have examples, there are no themes for a language without any. Those in `und` do not count: two of them may be in different languages. */
function textsIn(themes: readonly ThemeDefinition[], language: Language): ThemeText[] {
  const texts = themes
    .flatMap((theme, nth) => textsOf(theme).map(text => ({ theme: nth, ...text })))
    .filter(text => text.language !== 'und');
  const hasThemes = texts.some(text => text.language === language) || !texts.some(text => text.isExample);
  return hasThemes ? texts.filter(text => text.language === null || text.language === language) : [];
}

interface Text {
  text: string;
  /** Null: for all languages, as names and descriptions are. */
  language: Language | null;
  /** One that the theme was described with. What customers said does not count: with it, a theme is still found by its name in every language. */
  isExample: boolean;
}

const textsOf = ({ examples, said = [], merged = [], ...theme }: ThemeDefinition): Text[] => [
  ...[theme, ...merged]
    .flatMap(({ name, description }) => [name.replaceAll('_', ' '), description])
    .filter(text => text !== '')
    .map(text => ({ text, language: null, isExample: false })),
  ...examples.map(({ text, language }) => ({ text, language, isExample: true })),
  ...said.map(({ text, language }) => ({ text, language, isExample: false })),
];
