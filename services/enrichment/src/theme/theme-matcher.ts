import type { Language, ThemeMatch } from '@ckm/contracts';
import type { ThemeDefinition } from '../language/interpreter.js';
import { plainText } from '../language/plain-text.js';
import { inTurns } from '../model/in-turns.js';
import { themeFeaturesOf } from './theme-features.js';
import { type Scores, scoresOf, type ThemeModel, type ThemeText, themeTraining } from './theme-model.js';

export interface Matched {
  /** What is sure enough, best first. */
  themes: ThemeMatch[];
  /** The best, sure or not; null when nothing is shared with any theme. */
  nearestTheme: ThemeMatch | null;
}

/** A piece of a text in the language that its themes are looked up in; in one without examples, as `und` is, there are none where other languages have some. */
interface Piece {
  text: string;
  language: Language;
}

/** A theme that is less sure is not given. */
export const REJECT_BELOW = 0.5;

/** The margin's part in the question whether a text is about any of the themes, which is as likely as not when both together reach … */
const MARGIN_IN_ANY = 0.1;
/** … so much, and more when the best of many themes is so by chance, … */
const ANY = 0.07;
const ANY_BY_THEMES = 0.01;
/** … and still more in one of several sentences, for each is a chance. */
const ANY_IN_PART = 0.08;
const ANY_SCALE = 0.03;
/** The margin's part in the question about which theme: it tells neighbours apart better than the likeness. */
const MARGIN_IN_WHICH = 1;
const WHICH_SCALE = 0.2;

// Themes change seldom and are read for every item: a model lives as long as the list it was made of.
const models = new WeakMap<readonly ThemeDefinition[], Map<Language, Promise<ThemeModel>>>();

/**
 * The themes of a text: those of the whole, and those of its sentences. The answer waits for the model of exactly these themes,
 * which many examples keep busy for seconds (but nobody else): the same text and themes have the same answer at any time.
 */
export async function themesIn(pieces: Piece[], themes: readonly ThemeDefinition[]): Promise<Matched> {
  const whole = new Float64Array(themes.length);
  const parts = new Float64Array(themes.length);
  for (const said of themes.length ? wholesOf(pieces) : []) {
    const model = await modelOf(themes, said.language);
    addConfidence(whole, scoresOf(model, themeFeaturesOf(said.text)), 0);
    for (const part of said.parts) addConfidence(parts, scoresOf(model, themeFeaturesOf(part)), ANY_IN_PART);
  }
  return matchedBy(whole, parts, themes);
}

/** A sentence adds themes, but is no surer than the whole where the whole is about something: it says more. */
function matchedBy(whole: Float64Array, parts: Float64Array, themes: readonly ThemeDefinition[]): Matched {
  const surest = whole.reduce((most, confidence) => Math.max(most, confidence), 0);
  const most = surest >= REJECT_BELOW ? surest : 1;
  const sure = whole.map((confidence, theme) => Math.max(confidence, Math.min(parts[theme]!, most)));
  const isBefore = (one: number, other: number): number =>
    sure[other]! - sure[one]! || whole[other]! - whole[one]! || one - other;
  const given: number[] = [];
  let nearest = 0;
  sure.forEach((confidence, theme) => {
    if (confidence >= REJECT_BELOW) given.push(theme);
    if (confidence > sure[nearest]!) nearest = theme;
  });
  given.sort(isBefore);
  const matchOf = (theme: number): ThemeMatch[] =>
    sure[theme]
      ? [{ themeId: themes[theme]!.themeId, theme: themes[theme]!.name, confidence: rounded(sure[theme]) }]
      : [];
  return { themes: given.flatMap(matchOf), nearestTheme: matchOf(given[0] ?? nearest)[0] ?? null };
}

// Down, so that what is refused reads as refused.
const rounded = (confidence: number): number => Math.floor(confidence * 1000) / 1000;

/** What is said in one language, as plain text: as a whole, and the sentences of it, in Chinese their clauses too, that say something by themselves. */
interface Said {
  text: string;
  language: Language;
  parts: string[];
}

const wholesOf = (pieces: Piece[]): Said[] =>
  [...new Set(pieces.map(piece => piece.language))].map(language => {
    const texts = pieces.filter(piece => piece.language === language).map(piece => plainText(piece.text));
    const parts = texts.flatMap(text => [...(texts.length > 1 ? [text] : []), ...clausesOf(text)]);
    return { text: texts.join(' '), language, parts: parts.filter(saysSomething) };
  });

/** "Please!" alone is about nothing, whatever theme has an example that asks politely. */
const saysSomething = (part: string): boolean => part.trim().includes(' ') || /\p{Script=Han}{2}/u.test(part);

/** Chinese says with a comma what others say with a full stop. */
const clausesOf = (text: string): string[] => {
  const clauses = /\p{Script=Han}/u.test(text) ? text.split(/[,;]/) : [];
  return clauses.length > 1 ? clauses : [];
};

/** How likely the text is about anything in the taxonomy, shared down from the best theme to those behind it. */
function addConfidence(confidence: Float64Array, { likeness, margin }: Scores, more: number): void {
  let any = -Infinity;
  let best = -Infinity;
  for (let theme = 0; theme < likeness.length; theme++) {
    if (likeness[theme]! <= 0) continue;
    any = Math.max(any, likeness[theme]! + MARGIN_IN_ANY * margin[theme]!);
    best = Math.max(best, likeness[theme]! + MARGIN_IN_WHICH * margin[theme]!);
  }
  const needed = ANY + ANY_BY_THEMES * Math.log(likeness.length) + more;
  // A part that is refused is heard within the whole.
  if (any === -Infinity || (more > 0 && any < needed)) return;
  const isAny = 1 / (1 + Math.exp((needed - any) / ANY_SCALE));
  for (let theme = 0; theme < likeness.length; theme++) {
    const behind = likeness[theme]! + MARGIN_IN_WHICH * margin[theme]! - best;
    if (likeness[theme]! > 0) confidence[theme] = Math.max(confidence[theme]!, isAny * Math.exp(behind / WHICH_SCALE));
  }
}

function modelOf(themes: readonly ThemeDefinition[], language: Language): Promise<ThemeModel> {
  const known = models.get(themes) ?? new Map<Language, Promise<ThemeModel>>();
  models.set(themes, known);
  const model = known.get(language) ?? inTurns(themeTraining(textsIn(themes, language), themes.length));
  known.set(language, model);
  return model;
}

/** Makes the models of these themes that there are of those before them: nothing waits for them later. */
export async function retrain(themes: readonly ThemeDefinition[], before: readonly ThemeDefinition[]): Promise<void> {
  const languages = [...(models.get(before)?.keys() ?? [])];
  await Promise.all(languages.map(language => modelOf(themes, language)));
}

/** Where themes are described by examples, there are none of them in a language without any. */
function textsIn(themes: readonly ThemeDefinition[], language: Language): ThemeText[] {
  const texts = themes.flatMap((theme, nth) => textsOf(theme).map(text => ({ theme: nth, ...text })));
  const isSpoken = texts.some(text => text.language === language) || !texts.some(text => text.isDescribed);
  return isSpoken ? texts.filter(text => text.language === null || text.language === language) : [];
}

interface Text {
  text: string;
  /** Null: it speaks for the theme in whichever language, as names and descriptions do. */
  language: Language | null;
  /** By an example. What people say of single items takes no theme's name from any language. */
  isDescribed: boolean;
}

const textsOf = ({ examples, said = [], merged = [], ...theme }: ThemeDefinition): Text[] => [
  ...[theme, ...merged]
    .flatMap(({ name, description }) => [name.replaceAll('_', ' '), description])
    .filter(text => text !== '')
    .map(text => ({ text, language: null, isDescribed: false })),
  ...examples.map(({ text, language }) => ({ text, language, isDescribed: true })),
  ...said.map(({ text, language }) => ({ text, language, isDescribed: false })),
];
