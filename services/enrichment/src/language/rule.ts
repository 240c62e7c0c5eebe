import type { SignalKind, SignalType } from '@ckm/contracts';
import { compilePattern } from './compiled-pattern.js';
import type { Readable } from './language.js';

/** Why a need is believed that nobody stated. */
export const RATIONALES = ['problem', 'workaround', 'comparison', 'repeated attempt', 'unmet expectation'] as const;
export type Rationale = (typeof RATIONALES)[number];

/** What nobody implies. */
export const ALWAYS_SAID: readonly SignalType[] = ['PRAISE', 'QUESTION', 'COMPETITOR_MENTION'];
/** What may be of a kind. */
export const OF_A_KIND: readonly SignalType[] = ['REQUEST', 'PROBLEM', 'EXPECTATION'];

/** What tells a signal in a sentence. Its patterns match the sentence's `matchingForm`. */
export interface Rule {
  /** `en.request.please` */
  id: string;
  type: SignalType;
  kind: SignalKind | null;
  confidence: number;
  when: RegExp;
  unless: RegExp | null;
  /** Null for what was said outright. */
  rationale: Rationale | null;
}

export type RuledType = Exclude<SignalType, 'COMPETITOR_MENTION'>;

/** Name → row. */
export type Rows = Record<string, Row>;

interface Row {
  when: RegExp;
  unless?: RegExp;
  confidence: number;
  kind?: SignalKind;
  rationale?: Rationale;
}

/** Of a signal whose rule, or whose model, does not say more. */
export const KINDS: Record<RuledType, SignalKind | null> = {
  REQUEST: 'WANT',
  PROBLEM: 'NEED',
  EXPECTATION: 'EXPECTATION',
  CHURN_RISK: null,
  QUESTION: null,
  PRAISE: null,
};

/**
 * The rules of a readable table: type → name → row. Patterns are written in the language's own spelling.
 * They run on customers' words: no quantifier within a quantifier, and a limit to every gap, so that they stay linear.
 */
export const rules = (language: Readable, table: Record<RuledType, Rows>): Rule[] =>
  (Object.keys(table) as RuledType[]).flatMap(type =>
    Object.entries(table[type]).map(([name, row]) => ({
      id: `${language}.${type.toLowerCase().replace('_', '-')}.${name}`,
      type,
      kind: row.kind ?? KINDS[type],
      confidence: row.confidence,
      when: compilePattern(row.when, language),
      unless: row.unless ? compilePattern(row.unless, language) : null,
      rationale: row.rationale ?? null,
    })),
  );

/** One pattern that matches where any of these does. */
export const either = (...patterns: RegExp[]): RegExp => new RegExp(patterns.map(({ source }) => source).join('|'));
