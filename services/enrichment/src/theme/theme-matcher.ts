import type { Language, ThemeMatch } from '@ckm/contracts';
import type { ThemeDefinition } from '../language/interpreter.js';
import { inTurns } from '../model/in-turns.js';
import { themeFeaturesOf } from './theme-features.js';
import { type Scores, scoresOf, type ThemeModel, type ThemeText, themeTraining } from './theme-model.js';

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

/** A theme that is less sure is not given. */
export const REJECT_BELOW = 0.5;

/** The margin's part in the question whether a text is about any of the themes, which is as likely as not when both together reach … */
const MARGIN_IN_ANY = 0.1;
/** … so much, and more when the best of many themes is so by chance, … */
const ANY = 0.06;
const ANY_BY_THEMES = 0.01;
/** … and still more in one of several sentences, for each is a chance. */
const ANY_IN_PART = 0.08;
const ANY_SCALE = 0.03;
/** The margin's part in the question about which theme: it tells neighbours apart better than the likeness. */
const MARGIN_IN_WHICH = 0.4;
const WHICH_SCALE = 0.1;

// Themes change seldom and are read for every item: a model lives as long as the list it was made of.
const models = new WeakMap<readonly ThemeDefinition[], Map<Language, Promise<ThemeModel>>>();

/**
 * The themes of a text: those of its sentences and of the whole. The answer waits for the model of exactly these themes,
 * which many examples keep busy for seconds (but nobody else): the same text and themes have the same answer at any time.
 */
export async function themesIn(pieces: Piece[], themes: readonly ThemeDefinition[]): Promise<Matched> {
  const confidence = new Float64Array(themes.length);
  for (const { text, language, isPart } of themes.length ? withWholes(pieces) : []) {
    const scores = scoresOf(await modelOf(themes, language), themeFeaturesOf(text));
    confidenceIn(scores, isPart).forEach((sure, theme) => (confidence[theme] = Math.max(sure, confidence[theme]!)));
  }
  const ranked = [...confidence.keys()]
    .filter(theme => confidence[theme]! > 0)
    .sort((one, other) => confidence[other]! - confidence[one]! || one - other)
    .map(theme => matchOf(themes[theme]!, confidence[theme]!));
  return { themes: ranked.filter(match => match.confidence >= REJECT_BELOW), nearestTheme: ranked[0] ?? null };
}

interface Judged extends Piece {
  /** Of something that is judged as a whole too. */
  isPart: boolean;
}

/** What is said in each language as a whole, its sentences, and in Chinese their clauses. */
const withWholes = (pieces: Piece[]): Judged[] =>
  [...new Set(pieces.map(piece => piece.language))].flatMap(language => {
    const texts = pieces.filter(piece => piece.language === language).map(piece => piece.text);
    const parts = texts.flatMap(text => [...(texts.length > 1 ? [text] : []), ...clausesOf(text)]);
    return [
      { text: texts.join('\n'), language, isPart: false },
      ...parts.map(text => ({ text, language, isPart: true })),
    ];
  });

/** Chinese says with a comma what others say with a full stop. */
const clausesOf = (text: string): string[] => {
  const clauses = /\p{Script=Han}/u.test(text) ? text.split(/[,;\uff0c\uff1b]/) : [];
  return clauses.length > 1 ? clauses : [];
};

/** How likely the text is about anything in the taxonomy, shared down from the best theme to those behind it. */
function confidenceIn({ likeness, margin }: Scores, isPart: boolean): Float64Array {
  const needed = ANY + ANY_BY_THEMES * Math.log(likeness.length) + (isPart ? ANY_IN_PART : 0);
  let any = 0;
  let best = -Infinity;
  const which = likeness.map((like, theme) => {
    if (like <= 0) return -Infinity;
    any = Math.max(any, like + MARGIN_IN_ANY * margin[theme]!);
    const rank = like + MARGIN_IN_WHICH * margin[theme]!;
    best = Math.max(best, rank);
    return rank;
  });
  const isAny = 1 / (1 + Math.exp((needed - any) / ANY_SCALE));
  return which.map(rank => (rank === -Infinity ? 0 : isAny * Math.exp((rank - best) / WHICH_SCALE)));
}

const matchOf = ({ themeId, name }: ThemeDefinition, sure: number): ThemeMatch => ({
  themeId,
  theme: name,
  confidence: Math.round(sure * 1000) / 1000,
});

function modelOf(themes: readonly ThemeDefinition[], language: Language): Promise<ThemeModel> {
  const known = models.get(themes) ?? new Map<Language, Promise<ThemeModel>>();
  models.set(themes, known);
  const model = known.get(language) ?? inTurns(themeTraining(textsIn(themes, language), themes.length));
  known.set(language, model);
  return model;
}

const textsIn = (themes: readonly ThemeDefinition[], language: Language): ThemeText[] =>
  themes.flatMap((theme, nth) => textsOf(theme, language).map(text => ({ theme: nth, text })));

/** Its name and description speak for a theme in every language. */
const textsOf = ({ name, description, examples }: ThemeDefinition, language: Language): string[] => [
  name.replaceAll('_', ' '),
  ...(description ? [description] : []),
  ...examples.filter(example => example.language === language).map(example => example.text),
];
