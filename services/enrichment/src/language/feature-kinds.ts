import { type FeatureKind, featuresOf, type Vector } from '../model/features.js';
import { memoiseLast } from '../model/memoise.js';
import type { Readable } from './language.js';

/** What every model of a language reads. */
export const FEATURE_KINDS: Record<Readable, FeatureKind> = {
  en: { words: [1, 2], characters: [2, 5] },
  de: { words: [1, 2], characters: [3, 5] },
  zh: { words: null, characters: [1, 3] },
};

/** The n-grams of a plain text: hashed once for all models. */
export const ngramsOf = memoiseLast((plain: string, language: Readable): Vector =>
  featuresOf(plain, FEATURE_KINDS[language]),
);
