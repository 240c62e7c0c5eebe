import { type NgramRanges, featuresOf, type Vector } from '../model/features.js';
import { memoiseByBoth } from '../model/memoise.js';
import type { Readable } from './language.js';
import { MEMOISED_TEXTS } from './plain-text.js';

/** The n-grams that every model of a language reads. */
export const NGRAM_RANGES: Record<Readable, NgramRanges> = {
  en: { words: [1, 2], characters: [2, 5] },
  de: { words: [1, 2], characters: [3, 5] },
  zh: { words: null, characters: [1, 3] },
};

/** The n-gram features of a plain text, hashed once for all models. */
export const ngramsOf = memoiseByBoth(
  (plain: string, language: Readable): Vector => featuresOf(plain, NGRAM_RANGES[language]),
  MEMOISED_TEXTS,
);
