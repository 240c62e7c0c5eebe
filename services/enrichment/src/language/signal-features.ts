import { SIGNAL_TYPES, type SignalType } from '@ckm/contracts';
import { bucketOf, bucketOfProduct, productHash, type Vector, withNamed } from '../model/features.js';
import { matchingForm } from './compiled-pattern.js';
import type { Cue } from './cues.js';
import { germanCues } from './cues.de.js';
import { englishCues } from './cues.en.js';
import { chineseCues } from './cues.zh.js';
import { NGRAM_RANGES, ngramsOf } from './ngrams.js';
import type { Readable } from './language.js';
import { PatternSet } from './pattern-set.js';
import { MEMOISED_TEXTS, plainText } from './plain-text.js';
import { memoiseByBoth, memoiseLast } from '../model/memoise.js';
import type { Rule } from './rule.js';
import { germanRules } from './rules.de.js';
import { englishRules } from './rules.en.js';
import { chineseRules } from './rules.zh.js';
import { frameFeatures } from './frames.js';
import { valencesIn } from './valence.js';
import { spacesIn } from './shape.js';

interface Matches {
  /** The rules that hit. */
  hits: readonly Pattern<Rule>[];
  /** Types of which a rule matched, but so did its exception. */
  vetoed: ReadonlySet<SignalType>;
  cues: readonly Pattern<Cue>[];
}

/** What rules and cues find in a text, as features. */
export interface Phrases extends Pick<Matches, 'hits' | 'vetoed'> {
  /** The rules that hit, the cues, the rules' confidence, vetoes, valence, marks, length, and of English the frame. */
  features: readonly (readonly [bucket: number, value: number])[];
  /** The conjunctions of two: of a cue, a veto, a confidence, the valence or a mark. */
  pairs: readonly number[];
}

/** The features of the signal models of a clause. */
export interface ClauseFeatures extends Pick<Phrases, 'hits' | 'vetoed'> {
  vector: Vector;
}

/** A rule or cue with the bucket of its feature. */
type Pattern<Of> = Of & { bucket: number };

// The values of features, beside n-grams that are L2-normalised together; chosen by leave-one-domain-out validation on the own corpus.
const RULE_VALUE = 0.5;
/** Factor of the confidence of a type's surest rule. */
const CONFIDENCE_FACTOR = 1;
const CUE_VALUE = 0.6;
export const PAIR_VALUE = 0.3;
/** Of length, valence and marks. */
const MANNER_VALUE = 0.5;
/** The L2 norm of all frame features together. */
const FRAME_NORM = 1;

type Feature = [bucket: number, value: number];

function patternsOf(language: Readable, rules: Rule[], cues: Cue[]): PatternSet<Pattern<Rule> | Pattern<Cue>> {
  const patterns = [
    ...rules.map(rule => ({ ...rule, bucket: bucketOf(`rule:${rule.id}`) })),
    ...cues.map(cue => ({ ...cue, bucket: bucketOf(`cue:${cue.id}`) })),
  ];
  return new PatternSet(patterns, NGRAM_RANGES[language]);
}

const isRule = (pattern: Pattern<Rule> | Pattern<Cue>): pattern is Pattern<Rule> => 'type' in pattern;
const isCue = (pattern: Pattern<Rule> | Pattern<Cue>): pattern is Pattern<Cue> => !isRule(pattern);

const PATTERNS = {
  en: patternsOf('en', englishRules, englishCues),
  de: patternsOf('de', germanRules, germanCues),
  zh: patternsOf('zh', chineseRules, chineseCues),
};
// The names of features are hashed into the weights.
const CONFIDENCE_BUCKETS = new Map(
  [...SIGNAL_TYPES, 'IMPLIED', 'SAID'].map(what => [what, bucketOf(`surely:${what}`)]),
);
const VETO_BUCKETS = new Map(SIGNAL_TYPES.map(type => [type, bucketOf(`veto:${type}`)]));
/** In words: the lower bounds of all length classes but the first. */
const LENGTHS = [4, 8, 16, 30];
const LENGTH_BUCKETS = [0, ...LENGTHS].map((_, nth) => bucketOf(`length:${nth}`));
const POSITIVE = bucketOf('feeling:positive');
const NEGATIVE = bucketOf('feeling:negative');
const QUESTION_MARK = bucketOf('mark:?');
const EXCLAMATION_MARK = bucketOf('mark:!');

/** The features of a clause: its n-grams, and its phrases beside them. */
export function signalFeaturesOf(text: string, language: Readable): ClauseFeatures {
  const { hits, vetoed, features, pairs } = phrasesInClause(text, language);
  const ngrams = ngramsOf(plainText(text), language);
  return { hits, vetoed, vector: withNamed(ngrams, features, { buckets: pairs, value: PAIR_VALUE }) };
}

/** The phrases of a text, each of its clauses read by itself: a pattern tells what stands in one. */
export const phrasesIn = (text: string, language: Readable, clauses: readonly string[]): Phrases =>
  clauses.length === 1
    ? phrasesInClause(text, language)
    : phrasesOf(text, language, united(clauses.map(clause => matchesIn(clause, language))));

const phrasesInClause = memoiseLast((text: string, language: Readable): Phrases =>
  phrasesOf(text, language, matchesIn(text, language)),
);

function phrasesOf(text: string, language: Readable, { hits, vetoed, cues }: Matches): Phrases {
  const plain = plainText(text);
  const single: Feature[] = [
    ...hits.map(({ bucket }): Feature => [bucket, RULE_VALUE]),
    lengthFeature(plain, language),
    ...frameFeatures(plain, language, FRAME_NORM),
  ];
  const paired: Feature[] = [
    ...cues.map(({ bucket }): Feature => [bucket, CUE_VALUE]),
    ...[...vetoed].map((type): Feature => [VETO_BUCKETS.get(type)!, CUE_VALUE]),
    ...confidenceFeatures(hits),
    ...mannerFeatures(plain, valenceOf(text, language)),
  ];
  return { hits, vetoed, features: [...single, ...paired], pairs: pairsOf(paired) };
}

const united = (all: readonly Matches[]): Matches => ({
  hits: [...new Set(all.flatMap(({ hits }) => hits))],
  vetoed: new Set(all.flatMap(({ vetoed }) => [...vetoed])),
  cues: [...new Set(all.flatMap(({ cues }) => cues))],
});

const matchesIn = memoiseByBoth((clause: string, language: Readable): Matches => {
  const plain = plainText(clause);
  const form = matchingForm(plain, language);
  const matching = PATTERNS[language].matching(form, ngramsOf(plain, language));
  const rules = matching.filter(isRule);
  const hits = rules.filter(({ unless }) => !unless?.test(form));
  const vetoed = new Set(rules.filter(rule => !hits.includes(rule)).map(({ type }) => type));
  return { hits, vetoed, cues: matching.filter(isCue) };
}, MEMOISED_TEXTS);

function lengthFeature(plain: string, language: Readable): Feature {
  const words = language === 'zh' ? plain.length / 2 : spacesIn(plain) + 1;
  return [LENGTH_BUCKETS[LENGTHS.filter(limit => words >= limit).length]!, MANNER_VALUE];
}

const valenceOf = (text: string, language: Readable): number =>
  valencesIn(text, language).reduce((sum, { weight }) => sum + weight, 0);

/** The confidence of the surest rule of each type, of implied signals, and of expressed needs. */
function confidenceFeatures(hits: readonly Rule[]): Feature[] {
  const surest = new Map<string, number>();
  const take = (what: string, confidence: number): void =>
    void surest.set(what, Math.max(surest.get(what) ?? 0, confidence));
  for (const { type, rationale, confidence } of hits) {
    take(rationale ? 'IMPLIED' : type, confidence);
    if (!rationale && (type === 'REQUEST' || type === 'EXPECTATION')) take('SAID', confidence);
  }
  return [...surest].map(([what, confidence]) => [CONFIDENCE_BUCKETS.get(what)!, confidence * CONFIDENCE_FACTOR]);
}

function mannerFeatures(plain: string, valence: number): Feature[] {
  const manner: Feature[] = [];
  if (valence !== 0) manner.push([valence > 0 ? POSITIVE : NEGATIVE, Math.tanh(Math.abs(valence) / 2) * MANNER_VALUE]);
  if (plain.includes('?')) manner.push([QUESTION_MARK, MANNER_VALUE]);
  if (plain.includes('!')) manner.push([EXCLAMATION_MARK, MANNER_VALUE]);
  return manner;
}

/** A bucket for each conjunction of two of the features, whatever their order. */
function pairsOf(features: Feature[]): number[] {
  const pairs: number[] = [];
  const buckets = features.map(([bucket]) => bucket).sort((a, b) => a - b);
  for (let one = 0; one < buckets.length; one++)
    for (let other = one + 1; other < buckets.length; other++) pairs.push(pairOf(buckets[one]!, buckets[other]!));
  return pairs;
}

const pairOf = (one: number, other: number): number => bucketOfProduct(productHash(one) ^ Math.imul(other, 0x85ebca6b));
