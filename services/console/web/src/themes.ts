import type { Language } from '@ckm/contracts/vocabulary';

/** The answers about themes and clusters, as far as the pages read them. */
export interface Theme {
  themeId: string;
  name: string;
  description: string;
  examples: unknown[];
  /** The themes that were merged into it. */
  merged: { themeId: string; name: string }[];
}

/** Items without a theme that are about the same thing: a new issue. */
export interface Cluster {
  clusterId: string;
  /** Words that several of its customers use; null where they share none. */
  name: string | null;
  language: Language;
  items: number;
  /** The number of distinct customers. */
  customers: number;
  since: string;
  examples: { itemId: string; text: string }[];
}

/** A theme that is spoken of much more than usual. */
export interface Emerging {
  themeId: string;
  theme: string | null;
  since: string;
  /** The end of the 3 days in which `observed` items were counted. */
  at: string;
  /** The number of items to be expected in 3 days. */
  base: number;
  observed: number;
  customers: number;
}
