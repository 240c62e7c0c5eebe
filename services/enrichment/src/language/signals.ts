import type { Signal } from '@ckm/contracts';
import { type Clause, clausesOf, scoreAround } from './clauses.js';
import { competitorIn } from './competitors.js';
import type { Readable } from './language.js';
import { DEFAULT_KINDS, type Rule } from './rule.js';
import type { Sentence } from './sentences.js';
import { sentimentOfClause } from './sentiment.js';
import { type ClauseFeatures, signalFeaturesOf } from './signal-features.js';
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
  /** Their names as the tenant wrote them. */
  competitors?: readonly string[];
  /** The sentiment score of the text that holds the sentence; by default that of the sentence, as the whole text. */
  score?: number;
}

/** A signal before its words and their sentiment are added. */
type Found = Pick<Signal, 'type' | 'kind' | 'expression' | 'confidence' | 'rule' | 'rationale'>;

/** The confidence of a mention of a competitor. */
const NAMED = 0.9;
/** The sentiment score below which praise that a model alone finds in a Chinese sentence is doubted. */
const CLEARLY_NEGATIVE = -0.25;
/** Below this sentiment score a Chinese sentence or text complains. */
const RATHER_NEGATIVE = -0.1;
/**
 * The probability of an implied need at which a sentence that complains names a problem, and one of a text that does:
 * less than a model needs alone. Chosen on lines of the own corpus before anything was trained on them.
 */
const LIKELY_ENOUGH = { sentence: 0.35, text: 0.5 };

/** The signals of a sentence, in each of its clauses at most one expressed and one implied signal of each type: the surest. */
export const signalsIn = (sentence: Sentence, language: Readable, options: SignalOptions = {}): Signal[] =>
  clausesOf(sentence, language).flatMap(clause => signalsInClause(clause, language, options));

function signalsInClause(clause: Clause, language: Readable, options: SignalOptions): Signal[] {
  const { text, span } = clause;
  if (!/\p{L}/u.test(text)) return [];
  const features = signalFeaturesOf(text, language);
  const { score = sentimentOfClause(text, language).score, competitors } = options;
  const judgement = judgementOf(features.vector, language, scoreAround(clause, score));
  const needs = needsOf(features, judgement);
  const others = typesIn(features.hits, judgement, needs.some(isAsking) ? ['PRAISE'] : ['QUESTION', 'PRAISE']);
  const found = [
    ...needs,
    ...(needs.length === 0 && language === 'zh' ? complaints(text, score, features, judgement) : []),
    ...others.filter(one => !isDoubtful(one, text, language)),
    ...mentions(text, language, competitors),
  ];
  if (found.length === 0) return [];
  const sentiment = sentimentOfClause(text, language);
  const isFirst = ({ type, expression }: Found, nth: number): boolean =>
    found.findIndex(one => one.type === type && one.expression === expression) === nth;
  return found.filter(isFirst).map(one => ({ ...one, span, text, sentiment }));
}

function needsOf({ hits, vetoed }: ClauseFeatures, judgement: Judgement): Found[] {
  const expressed = needsIn(hits, judgement, 'expressed');
  // A model alone is followed where no exception of a rule knows better.
  const isVetoed = vetoed.has('PROBLEM') && !hits.some(isImplied);
  return isVetoed ? expressed : [...expressed, ...needsIn(hits, judgement, 'implied', expressed)];
}

/** A negative Chinese sentence names a problem more often than the models of needs are sure of; a fact in negative words is told from it by theirs. */
function complaints(text: string, score: number, { vetoed }: ClauseFeatures, { probabilities }: Judgement): Found[] {
  const { implied, need } = probabilities;
  const own = sentimentOfClause(text, 'zh').score;
  const complains = Math.min(own, score) < RATHER_NEGATIVE;
  const least = own < RATHER_NEGATIVE ? LIKELY_ENOUGH.sentence : LIKELY_ENOUGH.text;
  const isComplaint = complains && implied >= least && !vetoed.has('PROBLEM');
  return isComplaint ? [{ ...modelled('PROBLEM', implied, need), rule: 'negative' }] : [];
}

/** Praise that a model alone finds in a negative Chinese sentence is wrong two times out of three. */
const isDoubtful = ({ type, rule }: Found, text: string, language: Readable): boolean =>
  language === 'zh' &&
  type === 'PRAISE' &&
  rule === 'model' &&
  sentimentOfClause(text, language).score < CLEARLY_NEGATIVE;

/** A question that makes a request, or reminds of what is due, is no question of fact. */
const isAsking = ({ type, expression }: Found): boolean =>
  (type === 'REQUEST' || type === 'EXPECTATION') && expression === 'EXPRESSED';

const isImplied = (rule: Rule): boolean => groupOfRule(rule) === 'implied';

const GROUPS = { expressed: ['REQUEST', 'EXPECTATION'], implied: ['PROBLEM', 'CHURN_RISK'] } as const;

/**
 * The signals of one group: the model of the group decides whether there is a need, the models of its types and the rules decide which.
 * @param expressed what was found of the other group
 */
function needsIn(hits: readonly Rule[], judgement: Judgement, group: Group, expressed: Found[] = []): Found[] {
  const own = hits.filter(rule => groupOfRule(rule) === group);
  const { probabilities, thresholds, believed } = judgement;
  const support = ruleSupport(own, id => believed.includes(id));
  if (probabilities[group] < thresholdFor(support, thresholds[group])) return [];
  if (own.length === 0 && probabilities[group] < probabilities.PRAISE) return [];
  // Not a type that a rule assigns to the other group; and no model alone says that somebody is about to leave.
  const candidates = GROUPS[group].filter(type => {
    const ofType = hits.filter(hit => hit.type === type);
    return ofType.every(hit => own.includes(hit)) && (type !== 'CHURN_RISK' || ofType.length > 0);
  });
  const sure = typesIn(own, judgement, candidates);
  // A rule that the model of its type denies is followed where nothing else is found; a problem also beside a request, a risk of churn not.
  const isDenied = ({ type }: Rule): boolean =>
    candidates.some(one => one === type) &&
    !sure.some(one => one.type === type) &&
    (sure.length > 0 || (type === 'CHURN_RISK' && expressed.length > 0));
  const byRule = [false, true]
    .flatMap(implied => [...bestOf(own.filter(({ rationale }) => (rationale !== null) === implied)).values()])
    .filter(rule => !isDenied(rule))
    .map(rule => ruled(rule, probabilities[group]));
  if (own.length > 0) return [...sure, ...byRule];
  const [likeliest] = candidates.toSorted((a, b) => overThreshold(judgement, b) - overThreshold(judgement, a));
  return likeliest ? [modelled(likeliest, probabilities[group], probabilities.need)] : [];
}

/** The types whose own models exceed their thresholds. */
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

/** The probability of a type relative to its threshold. */
const overThreshold = ({ probabilities, thresholds }: Judgement, type: ModelledType): number =>
  probabilities[type] / thresholds[type].alone;

/** The confidence is the mean of what the rule and the model say: on reviews that nothing was trained on, as on the own corpus, nearer to the truth than the lesser of them. */
const ruled = ({ id, type, kind, rationale, confidence }: Rule, probability: number): Found => ({
  type,
  kind,
  expression: rationale ? 'IMPLIED' : 'EXPRESSED',
  confidence: rounded((confidence + probability) / 2),
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

/** Type → its best rule: an expressed one before an implied one, then the surest. */
function bestOf(hits: readonly Rule[]): Map<string, Rule> {
  const best = new Map<string, Rule>();
  for (const rule of hits) if (isBetter(rule, best.get(rule.type))) best.set(rule.type, rule);
  return best;
}

const isBetter = (rule: Rule, than: Rule | undefined): boolean => !than || rank(rule) > rank(than);

const rank = ({ rationale, confidence }: Rule): number => (rationale ? 0 : 1) + confidence;
