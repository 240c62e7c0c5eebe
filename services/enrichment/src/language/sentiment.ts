import type { Sentiment, SentimentLabel } from '@ckm/contracts';
import type { Readable } from './language.js';
import { feelingsIn, withoutGreetings } from './feelings.js';
import { likeliestSentiment, sentimentProbabilities, sentimentScoreOf } from './sentiment-model.js';

/** A text, or what of it is in one language. */
export interface Passage {
  text: string;
  language: Readable;
}

/** The likeliest label, and how much likelier positive is than negative: −1 … 1, under a neutral label too. */
export function sentimentOf(text: string, language: Readable): Sentiment {
  return labelled(probabilities(text, language));
}

/** Of a text in several languages: each language's sentences together, weighed by their letters. */
export function sentimentOfAll(sentences: readonly Passage[]): Sentiment {
  const texts = new Map<Readable, string>();
  for (const { text, language } of sentences)
    texts.set(language, texts.has(language) ? `${texts.get(language)} ${text}` : text);
  const total = [0, 0, 0];
  for (const [language, text] of texts)
    probabilities(text, language).forEach((probability, nth) => (total[nth]! += probability * text.length));
  const length = total.reduce((sum, one) => sum + one, 0);
  return labelled(length > 0 ? total.map(one => one / length) : NOTHING);
}

const NOTHING = [0, 1, 0];

const probabilities = (text: string, language: Readable): number[] =>
  /\p{L}/u.test(withoutGreetings(text)) ? sentimentProbabilities(text, language) : probabilitiesOfSigns(text, language);

/** At this sum a score is three quarters of what it can be: about as far as the models go. */
const STRONG = 4;

/** What emoji and ratings tell alone. A model that learnt from words takes their absence for a feeling. */
function probabilitiesOfSigns(text: string, language: Readable): number[] {
  const sum = feelingsIn(text, language).reduce((total, { weight }) => total + weight, 0);
  const positive = (1 + Math.tanh(sum / STRONG)) / 2;
  return rounded(sum) === 0 ? NOTHING : [1 - positive, 0, positive];
}

function labelled(probabilities: readonly number[]): Sentiment {
  const label = likeliestSentiment(probabilities);
  return { label, score: rounded(sentimentScoreOf(probabilities)) || SMALLEST[label] };
}

const SCALE = 1000;
/** A score that rounds to 0 still has the sign of its label. */
const SMALLEST: Record<SentimentLabel, number> = { negative: -1 / SCALE, neutral: 0, positive: 1 / SCALE };

const rounded = (score: number): number => Math.round(score * SCALE) / SCALE || 0;
