import type { Signal } from '@ckm/contracts';
import { competitorIn } from './competitors.js';
import type { Readable } from './language.js';
import { DEFAULT_KINDS, type Rule } from './rule.js';
import type { Sentence } from './sentences.js';
import { sentimentOf } from './sentiment.js';
import { type SentenceFeatures, signalFeaturesOf } from './signal-features.js';
import {
  type Group,
  groupOfRule,
  type Judgement,
  judgementOf,
  type ModelledType,
  ruleSupport,
  thresholdFor,
} from './signal-model.js';

export interface SignalOptions {
  /** Names as the tenant wrote them. */
  competitors?: readonly string[];
  /** Of the sentiment of the text that it is a sentence of; without, it is the whole text. */
  score?: number;
}

/** What was found, before it is put into words. */
type Found = Pick<Signal, 'type' | 'kind' | 'expression' | 'confidence' | 'rule' | 'rationale'>;

const NAMED = 0.9;
const CLEARLY_NEGATIVE = -0.25;

/** What a sentence says, at most one signal of a type: what was said before what is implied, then the surest. */
export function signalsIn({ text, span }: Sentence, language: Readable, options: SignalOptions = {}): Signal[] {
  if (!/\p{L}/u.test(text)) return [];
  const features = signalFeaturesOf(text, language);
  const { score = sentimentOf(text, language).score, competitors } = options;
  const judgement = judgementOf(features.vector, language, score);
  const needs = allNeedsIn(features, judgement);
  const others = typesIn(features.hits, judgement, needs.some(isRequest) ? ['PRAISE'] : ['QUESTION', 'PRAISE']);
  const found = [
    ...needs,
    ...(needs.length === 0 && language === 'zh' ? complaints(text, features, judgement) : []),
    ...others.filter(one => !isDoubtful(one, text, language)),
    ...mentions(text, language, competitors),
  ];
  if (found.length === 0) return [];
  const sentiment = sentimentOf(text, language);
  const types = new Set<string>();
  return found.flatMap(one => {
    if (types.has(one.type)) return [];
    types.add(one.type);
    return [{ ...one, span, text, sentiment }];
  });
}

function allNeedsIn({ hits, vetoed }: SentenceFeatures, judgement: Judgement): Found[] {
  const expressed = needsIn(hits, judgement, 'expressed');
  // A model alone is believed where no rule knows better.
  const isVetoed = vetoed.has('PROBLEM') && !hits.some(isImplied);
  return isVetoed ? expressed : [...expressed, ...needsIn(hits, judgement, 'implied', expressed)];
}

/** A short Chinese review that is negative and asks for nothing names what is wrong; more often than models of needs can tell. */
function complaints(text: string, { vetoed }: SentenceFeatures, { probabilities }: Judgement): Found[] {
  const { score } = sentimentOf(text, 'zh');
  return score < CLEARLY_NEGATIVE && !vetoed.has('PROBLEM')
    ? [{ ...modelled('PROBLEM', -score, probabilities.need), rule: 'negative' }]
    : [];
}

/** What no rule but the model alone takes for praise in a negative Chinese sentence is twice as often none. */
const isDoubtful = ({ type, rule }: Found, text: string, language: Readable): boolean =>
  language === 'zh' && type === 'PRAISE' && rule === 'model' && sentimentOf(text, language).score < CLEARLY_NEGATIVE;

/** What is asked for in a question is no question of fact. */
const isRequest = ({ type, expression }: Found): boolean => type === 'REQUEST' && expression === 'EXPRESSED';

const isImplied = (rule: Rule): boolean => groupOfRule(rule) === 'implied';

const GROUPS = { expressed: ['REQUEST', 'EXPECTATION'], implied: ['PROBLEM', 'CHURN_RISK'] } as const;

/** A need is there or not as the model of the group says; its types are told by their own models and by the rules. */
function needsIn(hits: readonly Rule[], judgement: Judgement, group: Group, before: Found[] = []): Found[] {
  const own = hits.filter(rule => groupOfRule(rule) === group);
  const { probabilities, thresholds, believed } = judgement;
  const support = ruleSupport(own, id => believed.includes(id));
  if (probabilities[group] < thresholdFor(support, thresholds[group])) return [];
  if (own.length === 0 && probabilities[group] < probabilities.PRAISE) return [];
  // What a rule knows to be implied is not stated, and the other way round; no model alone says that somebody is about to leave.
  const free = GROUPS[group].filter(type => {
    const ofType = hits.filter(hit => hit.type === type);
    return ofType.every(hit => own.includes(hit)) && (type !== 'CHURN_RISK' || ofType.length > 0);
  });
  const sure = typesIn(own, judgement, free);
  // A rule that the model of its type denies is believed where nothing else is found; that something is broken, beside what is asked for too.
  const isDenied = ({ type }: Rule): boolean =>
    free.some(one => one === type) && (sure.length > 0 || (type === 'CHURN_RISK' && before.length > 0));
  const byRule = [...bestOf(own).values()]
    .filter(rule => !isDenied(rule))
    .map(rule => ruled(rule, Math.min(probabilities[group], rule.confidence)));
  if (own.length > 0) return [...sure, ...byRule];
  const [likeliest] = free.toSorted((a, b) => share(judgement, b) - share(judgement, a));
  return likeliest ? [modelled(likeliest, probabilities[group], probabilities.need)] : [];
}

function typesIn(hits: readonly Rule[], judgement: Judgement, types: readonly ModelledType[]): Found[] {
  const best = bestOf(hits);
  return types.flatMap(type => {
    const rule = best.get(type);
    const probability = judgement.probabilities[type];
    const { alone, withRule } = judgement.thresholds[type];
    if (probability < (rule ? withRule : alone)) return [];
    return [rule ? ruled(rule, probability) : modelled(type, probability, judgement.probabilities.need)];
  });
}

const share = ({ probabilities, thresholds }: Judgement, type: ModelledType): number =>
  probabilities[type] / thresholds[type].alone;

const ruled = ({ id, type, kind, rationale }: Rule, confidence: number): Found => ({
  type,
  kind,
  expression: rationale ? 'IMPLIED' : 'EXPRESSED',
  confidence: rounded(confidence),
  rule: id,
  rationale,
});

const modelled = (type: ModelledType, confidence: number, need: number): Found => ({
  type,
  kind: type === 'REQUEST' && need > 0.5 ? 'NEED' : DEFAULT_KINDS[type],
  expression: 'EXPRESSED',
  confidence: rounded(confidence),
  rule: 'model',
  rationale: null,
});

const mentions = (text: string, language: Readable, competitors: readonly string[] = []): Found[] =>
  competitorIn(text, language, competitors)
    ? [
        {
          type: 'COMPETITOR_MENTION',
          kind: null,
          expression: 'EXPRESSED',
          confidence: NAMED,
          rule: 'competitor',
          rationale: null,
        },
      ]
    : [];

const rounded = (confidence: number): number => Math.round(confidence * 1000) / 1000;

/** By type: what was said before what is implied, then the surest. */
function bestOf(hits: readonly Rule[]): Map<string, Rule> {
  const best = new Map<string, Rule>();
  for (const rule of hits) if (isBetter(rule, best.get(rule.type))) best.set(rule.type, rule);
  return best;
}

const isBetter = (rule: Rule, than: Rule | undefined): boolean => !than || rank(rule) > rank(than);

const rank = ({ rationale, confidence }: Rule): number => (rationale ? 0 : 1) + confidence;
