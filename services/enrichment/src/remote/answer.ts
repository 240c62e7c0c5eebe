import {
  EXPRESSIONS,
  LANGUAGES,
  type Sentiment,
  SENTIMENTS,
  type Signal,
  SIGNAL_KINDS,
  SIGNAL_TYPES,
  type Span,
  type ThemeMatch,
} from '@ckm/contracts';
import { competitorIn } from '../language/competitors.js';
import {
  type Interpretation,
  type InterpretOptions,
  MOST_SIGNALS,
  type ThemeDefinition,
} from '../language/interpreter.js';
import { READABLE } from '../language/language.js';
import { ALWAYS_EXPRESSED, TYPES_WITH_KIND, RATIONALES } from '../language/rule.js';
import { REJECT_THRESHOLD } from '../theme/theme-matcher.js';
import { ModelFailure, parsed } from './call-model.js';

type Members = Record<string, unknown>;

/**
 * What a model wrote, as far as it holds: spans are found anew in the text, and what it quotes without being there is dropped, as are
 * a theme that nobody described, a need that is implied for no reason, and a mention of a competitor without a name of the tenant's list. A theme that is not sure enough is at most the nearest. Throws a `ModelFailure` when it is not what was asked for.
 */
export function readAnswer(
  written: string,
  text: string,
  { themes, languages = READABLE, competitors = [] }: InterpretOptions,
): Omit<Interpretation, 'interpreter' | 'version'> {
  const answer = members(parsed(written));
  const language = oneOf(LANGUAGES, answer.language);
  const found = matchesIn(listOf(answer.themes), themes);
  return {
    language: language !== 'und' && languages.includes(language) ? language : 'und',
    sentiment: sentimentOf(answer.sentiment),
    signals: listOf(answer.signals)
      .slice(0, MOST_SIGNALS)
      .flatMap(one => signalOf(members(one), text))
      .filter(signal => signal.type !== 'COMPETITOR_MENTION' || competitorIn(signal.text, language, competitors)),
    themes: found.filter(({ confidence }) => confidence >= REJECT_THRESHOLD),
    nearestTheme: found[0] ?? null,
  };
}

function signalOf(answer: Members, text: string): Signal[] {
  const type = oneOf(SIGNAL_TYPES, answer.type);
  const kind = TYPES_WITH_KIND.includes(type) ? orNull(SIGNAL_KINDS, answer.kind) : null;
  const said = oneOf(EXPRESSIONS, answer.expression) === 'EXPRESSED' || ALWAYS_EXPRESSED.includes(type);
  const sentiment = sentimentOf(answer.sentiment);
  const confidence = within(0, 1, answer.confidence);
  const rationale = said ? null : orNull(RATIONALES, answer.rationale);
  const span = spanOf(wordsOf(answer.quote), text);
  if (!span || (!said && rationale === null)) return [];
  const expression = said ? 'EXPRESSED' : 'IMPLIED';
  const rule = `openai.${type.toLowerCase().replace('_', '-')}`;
  return [
    { type, kind, expression, span, text: text.slice(span.start, span.end), sentiment, confidence, rule, rationale },
  ];
}

function spanOf(quote: string, text: string): Span | null {
  const words = quote.trim();
  if (words === '' || !words.isWellFormed()) return null;
  const start = text.indexOf(words);
  return start < 0 ? null : { start, end: start + words.length };
}

function matchesIn(answers: unknown[], themes: readonly ThemeDefinition[]): ThemeMatch[] {
  const matches = new Map<string, ThemeMatch>();
  for (const each of answers) {
    const { theme, confidence } = members(each);
    const described = themes.find(({ name }) => name === wordsOf(theme));
    const certain = within(0, 1, confidence);
    if (described && !matches.has(described.themeId))
      matches.set(described.themeId, { themeId: described.themeId, theme: described.name, confidence: certain });
  }
  return [...matches.values()].sort((a, b) => b.confidence - a.confidence);
}

function sentimentOf(answer: unknown): Sentiment {
  const { label, score } = members(answer);
  return { label: oneOf(SENTIMENTS, label), score: within(-1, 1, score) };
}

const unlike = (what: string): ModelFailure =>
  new ModelFailure(`the answer holds no ${what} where one was asked for`, false);

function members(value: unknown): Members {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Members;
  throw unlike('object');
}

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  throw unlike('list');
}

function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  throw unlike('text');
}

function oneOf<const Value extends string>(values: readonly Value[], value: unknown): Value {
  const found = values.find(one => one === value);
  if (found !== undefined) return found;
  throw unlike('known word');
}

const orNull = <const Value extends string>(values: readonly Value[], value: unknown): Value | null =>
  value === null ? null : oneOf(values, value);

function within(least: number, most: number, value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value)) return Math.min(most, Math.max(least, value));
  throw unlike('number');
}
