import type { FeatureKind } from '../model/features.js';
import type { Readable } from './language.js';

/** What every model of a language reads: a sentence is hashed once for all of them. */
export const FEATURE_KINDS: Record<Readable, FeatureKind> = {
  en: { words: [1, 2], characters: [2, 5] },
  de: { words: [1, 2], characters: [3, 5] },
  zh: { words: null, characters: [1, 3] },
};
