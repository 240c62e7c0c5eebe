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
import { type Interpretation, type InterpretOptions, surest, type ThemeDefinition } from '../language/interpreter.js';
import { READABLE } from '../language/language.js';
import { ALWAYS_EXPRESSED, TYPES_WITH_KIND, RATIONALES } from '../language/rule.js';
import { REJECT_THRESHOLD } from '../theme/theme-matcher.js';
import { ModelFailure, parseJson } from './call-model.js';

type JsonObject = Record<string, unknown>;

/**
 * What a model wrote, as far as it can be verified. Spans are located by the quote; signals whose quote is not in the text are dropped, as are themes that
 * are not in the taxonomy, implied needs without a rationale, and mentions of competitors that are not on the tenant's list. Of more signals than an
 * interpretation may have the surest stay. A theme below the reject threshold is at most the nearest one.
 * @throws ModelFailure where the answer does not follow the schema
 */
export function readAnswer(
  written: string,
  text: string,
  { themes, languages = READABLE, competitors = [] }: InterpretOptions,
): Omit<Interpretation, 'interpreter' | 'version'> {
  const answer = objectIn(parseJson(written));
  const language = oneOf(LANGUAGES, answer.language);
  const found = matchesIn(listIn(answer.themes), themes);
  return {
    language: language !== 'und' && languages.includes(language) ? language : 'und',
    sentiment: sentimentOf(answer.sentiment),
    signals: surest(
      listIn(answer.signals)
        .flatMap(one => signalOf(objectIn(one), text))
        .filter(signal => signal.type !== 'COMPETITOR_MENTION' || competitorIn(signal.text, language, competitors)),
    ),
    themes: found.filter(({ confidence }) => confidence >= REJECT_THRESHOLD),
    nearestTheme: found[0] ?? null,
  };
}

/** One signal, or none. */
function signalOf(answer: JsonObject, text: string): Signal[] {
  const type = oneOf(SIGNAL_TYPES, answer.type);
  const kind = TYPES_WITH_KIND.includes(type) ? orNull(SIGNAL_KINDS, answer.kind) : null;
  const isExpressed = oneOf(EXPRESSIONS, answer.expression) === 'EXPRESSED' || ALWAYS_EXPRESSED.includes(type);
  const sentiment = sentimentOf(answer.sentiment);
  const confidence = clamped(0, 1, answer.confidence);
  const rationale = isExpressed ? null : orNull(RATIONALES, answer.rationale);
  const span = spanOf(stringIn(answer.quote), text);
  if (!span || (!isExpressed && rationale === null)) return [];
  const expression = isExpressed ? 'EXPRESSED' : 'IMPLIED';
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

/** Distinct themes of the taxonomy, best first. */
function matchesIn(answers: unknown[], themes: readonly ThemeDefinition[]): ThemeMatch[] {
  const matches = new Map<string, ThemeMatch>();
  for (const each of answers) {
    const { theme, confidence } = objectIn(each);
    const described = themes.find(({ name }) => name === stringIn(theme));
    const inRange = clamped(0, 1, confidence);
    if (described && !matches.has(described.themeId))
      matches.set(described.themeId, { themeId: described.themeId, theme: described.name, confidence: inRange });
  }
  return [...matches.values()].sort((a, b) => b.confidence - a.confidence);
}

function sentimentOf(answer: unknown): Sentiment {
  const { label, score } = objectIn(answer);
  return { label: oneOf(SENTIMENTS, label), score: clamped(-1, 1, score) };
}

const malformed = (what: string): ModelFailure =>
  new ModelFailure(`the answer holds no ${what} where one was asked for`, false);

function objectIn(value: unknown): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw malformed('object');
}

function listIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  throw malformed('list');
}

function stringIn(value: unknown): string {
  if (typeof value === 'string') return value;
  throw malformed('text');
}

function oneOf<const Value extends string>(values: readonly Value[], value: unknown): Value {
  const found = values.find(one => one === value);
  if (found !== undefined) return found;
  throw malformed('known word');
}

const orNull = <const Value extends string>(values: readonly Value[], value: unknown): Value | null =>
  value === null ? null : oneOf(values, value);

function clamped(least: number, most: number, value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value)) return Math.min(most, Math.max(least, value));
  throw malformed('number');
}
