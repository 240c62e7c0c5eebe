import type { SignalType } from '@ckm/contracts';
import type { Vector } from '../model/features.js';
import { memoiseByKey } from '../model/memoise.js';
import { marginsOf, readWeights } from '../model/weights.js';
import type { Readable } from './language.js';
import type { Rule } from './rule.js';

/** The types that have a model; mentions of competitors are found by the tenant's list. */
export const MODELLED_TYPES = ['REQUEST', 'EXPECTATION', 'PROBLEM', 'CHURN_RISK', 'QUESTION', 'PRAISE'] as const;
export type ModelledType = (typeof MODELLED_TYPES)[number];

/** In the order of the models in a weights file. `need` tells a request of kind NEED from one of kind WANT. */
export const MODELS = ['expressed', 'implied', ...MODELLED_TYPES, 'need'] as const;
export type ModelName = (typeof MODELS)[number];

const IMPLIED = MODELS.indexOf('implied');

/** The least probability at which a model is followed. */
export interface Threshold {
  /** Where no rule says the same. */
  alone: number;
  /** Where only rules do that are not precise enough to be believed. */
  doubted: number;
  /** Where a rule does that is believed. */
  withRule: number;
}

/** The best rule that says the same as a model: a believed one, only doubted ones, or none. */
export type RuleSupport = 'believed' | 'doubted' | null;

export function ruleSupport(rules: readonly Rule[], isBelieved: (id: string) => boolean): RuleSupport {
  if (rules.length === 0) return null;
  return rules.some(({ id }) => isBelieved(id)) ? 'believed' : 'doubted';
}

export function thresholdFor(support: RuleSupport, { alone, doubted, withRule }: Threshold): number {
  if (support === null) return alone;
  return support === 'believed' ? withRule : doubted;
}

export interface SignalSettings {
  /** Platt scaling: the log-odds of a margin are slope · margin + offset. */
  lines: Record<ModelName, readonly [slope: number, offset: number]>;
  thresholds: Record<ModelName, Threshold>;
  /** Ids of the rules that are believed: see `believedRules`. */
  believed: readonly string[];
}

/** A probability for each model of a sentence, and what it takes to follow it. */
export interface Judgement {
  probabilities: Record<ModelName, number>;
  thresholds: Record<ModelName, Threshold>;
  believed: readonly string[];
}

export const signalsFile = (language: Readable): string => `signals-${language}.bin`;

/** How much the sentiment of the text moves the margin of *implied*; chosen by leave-one-out over the domains of the own corpus and the reviews of apps. */
const TEXT_SENTIMENT_WEIGHT = 0.75;

const weightsOf = memoiseByKey((language: Readable) => readWeights<SignalSettings>(signalsFile(language)));

/** @param score sentiment score of the text that holds the sentence */
export function judgementOf(vector: Vector, language: Readable, score: number): Judgement {
  const { models, settings } = weightsOf(language);
  const margins = marginsInText(marginsOf(models, vector), score);
  const probabilities = {} as Record<ModelName, number>;
  MODELS.forEach((name, nth) => (probabilities[name] = probabilityOf(settings.lines[name], margins[nth]!)));
  return { probabilities, thresholds: settings.thresholds, believed: settings.believed };
}

/** The margins of a clause, in the order of `MODELS`, given the sentiment score of its text: a text that complains as a whole is the likelier to imply a need. */
export function marginsInText(margins: Float64Array, score: number): number[] {
  const inText = Array.from(margins);
  inText[IMPLIED]! -= TEXT_SENTIMENT_WEIGHT * score;
  return inText;
}

export const probabilityOf = ([slope, offset]: readonly [number, number], margin: number): number =>
  1 / (1 + Math.exp(-(slope * margin + offset)));

/** What a text that carries a signal is scored as; an expressed signal wins. */
export type Group = 'expressed' | 'implied';

/** Null for a signal that tells of no need. */
export const groupOf = (type: SignalType, isImplied: boolean): Group | null => {
  if (isImplied || type === 'PROBLEM' || type === 'CHURN_RISK') return 'implied';
  return type === 'REQUEST' || type === 'EXPECTATION' ? 'expressed' : null;
};

export const groupOfRule = ({ type, rationale }: Pick<Rule, 'type' | 'rationale'>): Group | null =>
  groupOf(type, rationale !== null);
