import type { Example, ItemInterpreted, Signal, ThemeDescribed } from '@ckm/contracts';
import type { LanguageOptions } from './language.js';

type Described = Pick<ThemeDescribed, 'themeId' | 'name' | 'description' | 'examples'>;

/** A theme as people described it. */
export interface ThemeDefinition extends Described {
  /** Themes that were merged into it, whose words describe it as well. */
  merged?: readonly Pick<Described, 'name' | 'description'>[];
  /** What customers said in items that people put under it: more examples. */
  said?: readonly Example[];
}

/** The most signals that an interpretation may have: all those of the longest text would not fit into an event. */
export const MOST_SIGNALS = 100;

/** Those of most confidence, in their order: as many as an interpretation may have, or fewer. */
export function surest(signals: readonly Signal[], most: number = MOST_SIGNALS): Signal[] {
  const kept = new Set(signals.toSorted((a, b) => b.confidence - a.confidence).slice(0, Math.max(most, 0)));
  return signals.filter(signal => kept.has(signal));
}

/** The result of one interpreter version on one text: `ItemInterpreted` without item and customer. */
export type Interpretation = Omit<ItemInterpreted, 'itemId' | 'customerId'>;

export interface InterpretOptions extends LanguageOptions {
  /** The competitors that the tenant named. Pass the same array again while it has not changed. */
  competitors?: readonly string[];
  /** The taxonomy. Pass the same array again while it has not changed: what is derived from it is kept by identity. */
  themes: readonly ThemeDefinition[];
}

/** Reads a text. The same text, options and version give the same interpretation. */
export interface Interpreter {
  readonly name: string;
  readonly version: string;
  interpret(text: string, options: InterpretOptions): Interpretation | Promise<Interpretation>;
}
