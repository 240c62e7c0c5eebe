import { bucketOf, type Vector, withNamed } from '../model/features.js';
import { englishLexicons } from './english-lexicons.js';
import { ngramsOf } from './ngrams.js';
import { type Feeling, feelingsIn, wordFeelings } from './feelings.js';
import type { Readable } from './language.js';
import { plainText } from './plain-text.js';
import { shapeFeatures } from './shape.js';
import { OF_PAIR, phrasesIn } from './signal-features.js';

// How much is meant well and badly by each manner.
const SUMS = ['said well', 'said badly', 'denied well', 'denied badly', 'wished well', 'failing badly'];
const PLACES: Record<Feeling['manner'], readonly [well: number, badly: number]> = {
  said: [0, 1],
  denied: [2, 3],
  wished: [4, 4],
  failing: [5, 5],
};
const BUCKETS: Record<string, number[]> = Object.fromEntries(
  ['own', 'afinn', 'vader'].map(name => [
    name,
    [...SUMS, 'score', 'none'].map(what => bucketOf(`lexicon:${name}:${what}`)),
  ]),
);
/** A lexicon's feature at its strongest; the n-grams have length 1 together. */
const STRENGTH = 0.5;
// Chosen by leaving each source out; the Chinese model does without.
const OF_SHAPE = 0.3;
// Of what the models of signals make of phrases; chosen by leaving each source out.
const OF_PHRASES = 0.5;
// At this sum a lexicon's feature is half as strong as it can be.
const HALF = 3;
// As VADER does, which calls it alpha.
const SPREAD = 15;

/** What the model of sentiment sees: hashed n-grams, what lexicons make of the words with what denies them, the shape of the text, and what is asked, blamed or praised in it. */
export function sentimentVector(text: string, language: Readable): Vector {
  const plain = plainText(text);
  const named = lexiconFeatures('own', feelingsIn(text, language));
  if (language === 'en')
    for (const [name, lexicon] of Object.entries(englishLexicons()))
      named.push(...lexiconFeatures(name, wordFeelings(plain, lexicon)));
  if (language !== 'zh') named.push(...shapeFeatures(text, OF_SHAPE));
  const { features, pairs } = phrasesIn(text, language);
  for (const [bucket, value] of features) named.push([bucket, OF_PHRASES * value]);
  return withNamed(ngramsOf(plain, language), named, { buckets: pairs, value: OF_PHRASES * OF_PAIR });
}

function lexiconFeatures(name: string, feelings: readonly Feeling[]): [bucket: number, value: number][] {
  const sums = SUMS.map(() => 0);
  let score = 0;
  for (const { weight, manner } of feelings) {
    score += weight;
    sums[PLACES[manner][weight > 0 ? 0 : 1]]! += Math.abs(weight);
  }
  const values = sums.map(sum => sum / (sum + HALF));
  values.push(score / Math.sqrt(score * score + SPREAD), feelings.length === 0 ? 1 : 0);
  return values.map((value, nth) => [BUCKETS[name]![nth]!, STRENGTH * value]);
}
