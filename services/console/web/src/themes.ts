import type { ITEM_LANGUAGES } from './knowledge.js';

/** Themes, and what may become one, as this page reads it. */
export interface Theme {
  themeId: string;
  name: string;
  description: string;
  examples: unknown[];
  /** What it stands for beside itself. */
  merged: { themeId: string; name: string }[];
}

/** Items without a theme that are about the same. */
export interface Cluster {
  clusterId: string;
  /** Null where no two customers share a word. */
  name: string | null;
  language: (typeof ITEM_LANGUAGES)[number];
  items: number;
  /** Distinct ones. */
  customers: number;
  since: string;
  examples: { itemId: string; text: string }[];
}

/** A theme that is spoken of much more than usual. */
export interface Emerging {
  themeId: string;
  theme: string | null;
  since: string;
  /** Until then the items are counted. */
  at: string;
  /** Items to be expected in 3 days. */
  base: number;
  observed: number;
  customers: number;
}
