import type { SignalKind, SignalType } from '@ckm/contracts';
import { compilePattern } from './compiled-pattern.js';
import type { Readable } from './language.js';

/** Why a need is inferred that nobody stated. */
export const RATIONALES = ['problem', 'workaround', 'comparison', 'repeated attempt', 'unmet expectation'] as const;
export type Rationale = (typeof RATIONALES)[number];

/** Types of which no signal is ever IMPLIED. */
export const ALWAYS_EXPRESSED: readonly SignalType[] = ['PRAISE', 'QUESTION', 'COMPETITOR_MENTION'];
/** Types whose signals may have a kind. */
export const TYPES_WITH_KIND: readonly SignalType[] = ['REQUEST', 'PROBLEM', 'EXPECTATION'];

/** What tells a signal in a sentence. Its patterns match the sentence's `matchingForm`. */
export interface Rule {
  /** `en.request.please` */
  id: string;
  type: SignalType;
  kind: SignalKind | null;
  confidence: number;
  when: RegExp;
  /** Exceptions: where it matches too, the rule does not hit, and it vetoes its type. */
  unless: RegExp | null;
  /** Null for what was said outright. */
  rationale: Rationale | null;
}

export type RuledType = Exclude<SignalType, 'COMPETITOR_MENTION'>;

/** Name → row: the rules of one type. */
export type RuleTable = Record<string, Row>;

interface Row {
  when: RegExp;
  unless?: RegExp;
  confidence: number;
  kind?: SignalKind;
  rationale?: Rationale;
}

/** The kind of a signal where neither its rule nor its model says more. */
export const DEFAULT_KINDS: Record<RuledType, SignalKind | null> = {
  REQUEST: 'WANT',
  PROBLEM: 'NEED',
  EXPECTATION: 'EXPECTATION',
  CHURN_RISK: null,
  QUESTION: null,
  PRAISE: null,
};

/**
 * The rules of a readable table: type → name → row. Patterns are written in the language's own spelling.
 * They run on customers' words: every quantifier over a gap has an upper limit, so that the work is bounded.
 */
export const rules = (language: Readable, table: Record<RuledType, RuleTable>): Rule[] =>
  (Object.keys(table) as RuledType[]).flatMap(type =>
    Object.entries(table[type]).map(([name, row]) => ({
      id: `${language}.${type.toLowerCase().replace('_', '-')}.${name}`,
      type,
      kind: row.kind ?? DEFAULT_KINDS[type],
      confidence: row.confidence,
      when: compilePattern(row.when, language),
      unless: row.unless ? compilePattern(row.unless, language) : null,
      rationale: row.rationale ?? null,
    })),
  );

/** A pattern in a sentence that the excluded one matches nowhere. @param reach how far from the beginning both are looked for, in characters */
export const inSentenceWithout = (excluded: RegExp, { source }: RegExp, reach = 200): RegExp =>
  new RegExp(`^(?!.{0,${reach}}(?:${excluded.source})).{0,${reach}}(?:${source})`);

/** One pattern that matches where any of these does. */
export const either = (...patterns: RegExp[]): RegExp => new RegExp(patterns.map(({ source }) => source).join('|'));
