import type { Sentiment, SentimentLabel } from '@ckm/contracts';
import { memoiseLast } from '../model/memoise.js';
import { clausesIn } from './clauses.js';
import type { Readable } from './language.js';
import { valencesIn, withoutGreetings } from './valence.js';
import { likeliestSentiment, sentimentProbabilities, sentimentScoreOf } from './sentiment-model.js';

/** A text, or a part of one, in one language. */
export interface Passage {
  text: string;
  language: Readable;
}

/** The sentiment of a clause by itself. */
export const sentimentOfClause = memoiseLast((text: string, language: Readable): Sentiment =>
  labelled(probabilities(text, language, [text])),
);

/**
 * The sentiment of a text in several languages: that of each language's sentences together, weighted by their length. It has the likeliest label; the
 * score is continuous under a neutral label too.
 */
export function sentimentOfAll(sentences: readonly Passage[]): Sentiment {
  const total = [0, 0, 0];
  for (const language of new Set(sentences.map(sentence => sentence.language))) {
    const said = sentences.filter(sentence => sentence.language === language);
    const text = said.map(sentence => sentence.text).join(' ');
    probabilities(text, language, clausesIn(said, language)).forEach(
      (probability, nth) => (total[nth]! += probability * text.length),
    );
  }
  const length = total.reduce((sum, one) => sum + one, 0);
  return labelled(length > 0 ? total.map(one => one / length) : NEUTRAL);
}

const NEUTRAL = [0, 1, 0];

const probabilities = (text: string, language: Readable, clauses: readonly string[]): number[] =>
  /\p{L}/u.test(withoutGreetings(text))
    ? sentimentProbabilities(text, language, clauses)
    : probabilitiesOfSigns(text, language);

/** The sum of valences at which the score is tanh(1), about three quarters: the models hardly go further. */
const STRONG = 4;

/** The probabilities of a text without words, by its emoji and ratings: a model that learnt from words would take their absence for a sentiment. */
function probabilitiesOfSigns(text: string, language: Readable): number[] {
  const sum = valencesIn(text, language).reduce((total, { weight }) => total + weight, 0);
  const positive = (1 + Math.tanh(sum / STRONG)) / 2;
  return rounded(sum) === 0 ? NEUTRAL : [1 - positive, 0, positive];
}

function labelled(probabilities: readonly number[]): Sentiment {
  const label = likeliestSentiment(probabilities);
  return { label, score: rounded(sentimentScoreOf(probabilities)) || SMALLEST[label] };
}

const SCALE = 1000;
/** A score that rounds to 0 still has the sign of its label. */
const SMALLEST: Record<SentimentLabel, number> = { negative: -1 / SCALE, neutral: 0, positive: 1 / SCALE };

const rounded = (score: number): number => Math.round(score * SCALE) / SCALE || 0;
