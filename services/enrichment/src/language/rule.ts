import type { SignalKind, SignalType } from '@ckm/contracts';
import { foldUmlauts } from './plain-text.js';

/** Why a need is believed that nobody stated. */
export const RATIONALES = ['problem', 'workaround', 'comparison', 'repeated attempt', 'unmet expectation'] as const;
export type Rationale = (typeof RATIONALES)[number];

/** What nobody implies. */
export const ALWAYS_SAID: readonly SignalType[] = ['PRAISE', 'QUESTION', 'COMPETITOR_MENTION'];
/** What may be of a kind. */
export const OF_A_KIND: readonly SignalType[] = ['REQUEST', 'PROBLEM', 'EXPECTATION'];

/** What tells a signal in a sentence of plain text (see `plainText`). */
export interface Rule {
  /** `en.request.please` */
  id: string;
  type: SignalType;
  kind: SignalKind | null;
  confidence: number;
  when: RegExp;
  unless: RegExp | null;
  /** Null for what was said outright. */
  because: Rationale | null;
}

export type RuledType = Exclude<SignalType, 'COMPETITOR_MENTION'>;

/** Name → row. */
export type Rows = Record<string, Row>;

interface Row {
  when: RegExp;
  unless?: RegExp;
  confidence: number;
  kind?: SignalKind;
  because?: Rationale;
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
 * A readable table of rules: type → name → row. Patterns are written in the language's own spelling.
 * They run on customers' words: no quantifier in a quantifier, and every gap has a limit, so that they stay linear.
 */
export const rules = (language: string, table: Record<RuledType, Rows>): Rule[] =>
  (Object.keys(table) as RuledType[]).flatMap(type =>
    Object.entries(table[type]).map(([name, row]) => ({
      id: `${language}.${type.toLowerCase().replace('_', '-')}.${name}`,
      type,
      kind: row.kind ?? KINDS[type],
      confidence: row.confidence,
      when: folded(row.when),
      unless: row.unless ? folded(row.unless) : null,
      because: row.because ?? null,
    })),
  );

/** What one pattern or the other matches. */
export const either = (one: RegExp, other: RegExp): RegExp => new RegExp(`${one.source}|${other.source}`);

const folded = (pattern: RegExp): RegExp => new RegExp(foldUmlauts(pattern.source), 'u');
