import type { SignalType } from '@ckm/contracts';
import type { Vector } from '../model/features.js';
import { memoiseByKey } from '../model/memoise.js';
import { marginsOf, readWeights } from '../model/weights.js';
import type { Readable } from './language.js';
import type { Rule } from './rule.js';

/** The types that models tell; competitors are the tenant's. */
export const MODELLED_TYPES = ['REQUEST', 'EXPECTATION', 'PROBLEM', 'CHURN_RISK', 'QUESTION', 'PRAISE'] as const;
export type ModelledType = (typeof MODELLED_TYPES)[number];

/** `need`: a need is stated or a fault told of which somebody is in need, and it is no mere wish. */
export const MODELS = ['expressed', 'implied', ...MODELLED_TYPES, 'need'] as const;
export type ModelName = (typeof MODELS)[number];

/** From which probability on a model is believed: alone, when a rule says the same, and when only such rules do as are often wrong. */
export interface Threshold {
  alone: number;
  doubted: number;
  withRule: number;
}

/** Whether a rule says the same, and whether it is believed. */
export type RuleSays = 'believed' | 'doubted' | null;

export function heardFrom(rules: readonly Rule[], isBelieved: (id: string) => boolean): RuleSays {
  if (rules.length === 0) return null;
  return rules.some(({ id }) => isBelieved(id)) ? 'believed' : 'doubted';
}

export function neededFor(rule: RuleSays, { alone, doubted, withRule }: Threshold): number {
  if (rule === null) return alone;
  return rule === 'believed' ? withRule : doubted;
}

export interface SignalSettings {
  /** Of the log-odds of a margin. */
  lines: Record<ModelName, readonly [slope: number, offset: number]>;
  thresholds: Record<ModelName, Threshold>;
  /** Ids of the rules that are believed: of what is asked for, those that are right more often than wrong. */
  believed: readonly string[];
}

/** A probability for each model, and from where on it counts. */
export interface Judgement {
  probabilities: Record<ModelName, number>;
  thresholds: Record<ModelName, Threshold>;
  believed: readonly string[];
}

export const signalsFile = (language: Readable): string => `signals-${language}.bin`;

// Chosen by leaving out the domains of the own corpus, and the reviews of apps.
const OF_THE_TEXT = 0.75;

const weightsOf = memoiseByKey((language: Readable) => readWeights<SignalSettings>(signalsFile(language)));

/** @param score of the sentiment of the text that the sentence is of */
export function judgementOf(vector: Vector, language: Readable, score: number): Judgement {
  const { models, settings } = weightsOf(language);
  const margins = marginsInText(marginsOf(models, vector), score);
  const probabilities = {} as Record<ModelName, number>;
  MODELS.forEach((name, nth) => (probabilities[name] = probabilityOf(settings.lines[name], margins[nth]!)));
  return { probabilities, thresholds: settings.thresholds, believed: settings.believed };
}

/** Of a sentence, in the order of `MODELS`: what is wrong is the likelier told in a text that complains as a whole. */
export const marginsInText = (margins: ArrayLike<number>, score: number): number[] =>
  Array.from(margins, (margin, nth) => (MODELS[nth] === 'implied' ? margin - OF_THE_TEXT * score : margin));

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
