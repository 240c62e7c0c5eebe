import { SIGNAL_TYPES, type SignalType } from '@ckm/contracts';
import { bucketOf, type Vector, withNamed } from '../model/features.js';
import { matchingForm } from './compiled-pattern.js';
import type { Cue } from './cues.js';
import { german as germanCues } from './cues.de.js';
import { english as englishCues } from './cues.en.js';
import { chinese as chineseCues } from './cues.zh.js';
import { NGRAM_RANGES, ngramsOf } from './ngrams.js';
import type { Readable } from './language.js';
import { PatternSet } from './pattern-set.js';
import { plainText } from './plain-text.js';
import { memoiseLast } from '../model/memoise.js';
import type { Rule } from './rule.js';
import { german } from './rules.de.js';
import { english } from './rules.en.js';
import { chinese } from './rules.zh.js';
import { frameFeatures, GOLDEN } from './frames.js';
import { feelingsIn } from './feelings.js';
import { spacesIn } from './shape.js';

/** What the rules and turns of phrase make of a text. */
export interface Phrases {
  /** The rules that hit. */
  hits: readonly Rule[];
  /** Types of which a rule knows an exception that is met. */
  vetoed: ReadonlySet<SignalType>;
  /** The rules that hit, the turns of phrase, how sure the rules are, how it feels, and of English the frame. */
  features: readonly (readonly [bucket: number, value: number])[];
  /** Two of these at a time. */
  pairs: readonly number[];
}

/** What the models of signals see of a sentence. */
export interface SentenceFeatures extends Pick<Phrases, 'hits' | 'vetoed'> {
  vector: Vector;
}

/** What is looked for, and the feature that it is. */
type Pattern<Of> = Of & { bucket: number };

// Chosen on the own corpus, a domain left out at a time.
const OF_RULE = 0.5;
const OF_RULES = 1;
const OF_CUE = 0.6;
export const OF_PAIR = 0.3;
const OF_REST = 0.5;
const OF_FRAMES = 1;

type Named = [bucket: number, value: number][];

function patternsOf(language: Readable, rules: Rule[], cues: Cue[]): PatternSet<Pattern<Rule> | Pattern<Cue>> {
  const patterns = [
    ...rules.map(rule => ({ ...rule, bucket: bucketOf(`rule:${rule.id}`) })),
    ...cues.map(cue => ({ ...cue, bucket: bucketOf(`cue:${cue.id}`) })),
  ];
  return new PatternSet(patterns, NGRAM_RANGES[language]);
}

const isRule = (pattern: Pattern<Rule> | Pattern<Cue>): pattern is Pattern<Rule> => 'type' in pattern;

const PATTERNS = {
  en: patternsOf('en', english, englishCues),
  de: patternsOf('de', german, germanCues),
  zh: patternsOf('zh', chinese, chineseCues),
};
const SURELY = new Map([...SIGNAL_TYPES, 'IMPLIED', 'SAID'].map(what => [what, bucketOf(`surely:${what}`)]));
const VETOES = new Map(SIGNAL_TYPES.map(type => [type, bucketOf(`veto:${type}`)]));
const LENGTHS = [4, 8, 16, 30];
const LENGTH_BUCKETS = [0, 1, 2, 3, 4].map(length => bucketOf(`length:${length}`));
const GLAD = bucketOf('feeling:positive');
const SAD = bucketOf('feeling:negative');
const ASKED = bucketOf('mark:?');
const CRIED = bucketOf('mark:!');

/** The n-grams of a sentence, and its phrases beside them. */
export function signalFeaturesOf(text: string, language: Readable): SentenceFeatures {
  const { hits, vetoed, features, pairs } = phrasesIn(text, language);
  const ngrams = ngramsOf(plainText(text), language);
  return { hits, vetoed, vector: withNamed(ngrams, features, { buckets: pairs, value: OF_PAIR }) };
}

export const phrasesIn = memoiseLast((text: string, language: Readable): Phrases => {
  const plain = plainText(text);
  const form = matchingForm(plain, language);
  const matching = PATTERNS[language].matching(form, ngramsOf(plain, language));
  const met = matching.filter(isRule);
  const hits = met.filter(({ unless }) => !unless?.test(form));
  const vetoed = new Set(met.filter(each => !hits.includes(each)).map(({ type }) => type));
  const feelings = feelingsIn(text, language).map(({ weight }) => weight);
  const single: Named = hits.map(({ bucket }) => [bucket, OF_RULE]);
  const words = language === 'zh' ? plain.length / 2 : spacesIn(plain) + 1;
  single.push([LENGTH_BUCKETS[LENGTHS.filter(limit => words >= limit).length]!, OF_REST]);
  single.push(...frameFeatures(plain, language, OF_FRAMES));
  const cues = matching.filter(pattern => !isRule(pattern));
  const paired: Named = cues.map(({ bucket }) => [bucket, OF_CUE]);
  for (const type of vetoed) paired.push([VETOES.get(type)!, OF_CUE]);
  paired.push(...surely(hits), ...mannerOf(plain, feelings));
  return { hits, vetoed, features: [...single, ...paired], pairs: pairsOf(paired) };
});

/** The surest rule of each type, of what is implied, and of what a need is stated by. */
function surely(hits: readonly Rule[]): Named {
  const surest = new Map<string, number>();
  const take = (what: string, confidence: number): void =>
    void surest.set(what, Math.max(surest.get(what) ?? 0, confidence));
  for (const { type, rationale, confidence } of hits) {
    take(rationale ? 'IMPLIED' : type, confidence);
    if (!rationale && (type === 'REQUEST' || type === 'EXPECTATION')) take('SAID', confidence);
  }
  return [...surest].map(([what, confidence]) => [SURELY.get(what)!, confidence * OF_RULES]);
}

function mannerOf(plain: string, feelings: readonly number[]): Named {
  const manner: Named = [];
  const sum = feelings.reduce((total, feeling) => total + feeling, 0);
  if (sum !== 0) manner.push([sum > 0 ? GLAD : SAD, Math.tanh(Math.abs(sum) / 2) * OF_REST]);
  if (plain.includes('?')) manner.push([ASKED, OF_REST]);
  if (plain.includes('!')) manner.push([CRIED, OF_REST]);
  return manner;
}

function pairsOf(features: Named): number[] {
  const pairs: number[] = [];
  const buckets = features.map(([bucket]) => bucket).sort((a, b) => a - b);
  for (let one = 0; one < buckets.length; one++)
    for (let other = one + 1; other < buckets.length; other++) pairs.push(pairOf(buckets[one]!, buckets[other]!));
  return pairs;
}

const pairOf = (one: number, other: number): number => (Math.imul(one, GOLDEN) ^ Math.imul(other, 0x85ebca6b)) >>> 14;
