import { bucketOf, type Vector, withNamed } from '../model/features.js';
import { clausesIn } from './clauses.js';
import { publishedLexicons } from './published-lexicons.js';
import { ngramsOf } from './ngrams.js';
import { type Valence, valencesIn, wordValences } from './valence.js';
import type { Readable } from './language.js';
import { plainText } from './plain-text.js';
import { sentencesOf } from './sentences.js';
import { shapeFeatures } from './shape.js';
import { PAIR_VALUE, phrasesIn } from './signal-features.js';

/** The sums of valences that are features. The names are hashed into the weights. */
const SUMS = ['said well', 'said badly', 'denied well', 'denied badly', 'wished well', 'failing badly'];
/** Manner → the places in `SUMS` of its positive and its negative valences. */
const PLACES: Record<Valence['manner'], readonly [positive: number, negative: number]> = {
  stated: [0, 1],
  negated: [2, 3],
  wished: [4, 4],
  failing: [5, 5],
};
const BUCKETS: Record<string, number[]> = Object.fromEntries(
  ['own', 'afinn', 'vader'].map(name => [
    name,
    [...SUMS, 'score', 'none'].map(what => bucketOf(`lexicon:${name}:${what}`)),
  ]),
);
// The largest values of features, beside n-grams that are L2-normalised together; chosen by leave-one-source-out validation.
const LEXICON_VALUE = 0.5;
/** The Chinese model does without shape. */
const SHAPE_VALUE = 0.3;
/** Factor of the values that phrases have in the models of signals. */
const PHRASE_FACTOR = 0.5;
/** The sum of valences at which a lexicon's feature has half of its largest value. */
const HALF_AT = 3;
/** VADER's normalisation constant. */
const ALPHA = 15;

/**
 * The features of the sentiment model: hashed n-grams, sums of valences by each lexicon, the shape of the text, and its phrases (see `phrasesIn`).
 * @param clauses of the text, where they are known already
 */
export function sentimentVector(
  text: string,
  language: Readable,
  clauses: readonly string[] = clausesIn(sentencesOf(text), language),
): Vector {
  const plain = plainText(text);
  const named = lexiconFeatures('own', valencesIn(text, language));
  if (language === 'en')
    for (const [name, lexicon] of Object.entries(publishedLexicons()))
      named.push(...lexiconFeatures(name, wordValences(plain, lexicon)));
  if (language !== 'zh') named.push(...shapeFeatures(text, SHAPE_VALUE));
  const { features, pairs } = phrasesIn(text, language, clauses);
  for (const [bucket, value] of features) named.push([bucket, PHRASE_FACTOR * value]);
  return withNamed(ngramsOf(plain, language), named, { buckets: pairs, value: PHRASE_FACTOR * PAIR_VALUE });
}

function lexiconFeatures(name: string, valences: readonly Valence[]): [bucket: number, value: number][] {
  const sums = SUMS.map(() => 0);
  let score = 0;
  for (const { weight, manner } of valences) {
    score += weight;
    sums[PLACES[manner][weight > 0 ? 0 : 1]]! += Math.abs(weight);
  }
  const values = sums.map(sum => sum / (sum + HALF_AT));
  values.push(score / Math.sqrt(score * score + ALPHA), valences.length === 0 ? 1 : 0);
  return values.map((value, nth) => [BUCKETS[name]![nth]!, LEXICON_VALUE * value]);
}
