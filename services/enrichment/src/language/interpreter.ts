import type { Example, ItemInterpreted, ThemeDescribed } from '@ckm/contracts';
import type { LanguageOptions } from './language.js';

type Described = Pick<ThemeDescribed, 'themeId' | 'name' | 'description' | 'examples'>;

/** A theme as people described it. */
export interface ThemeDefinition extends Described {
  /** What was merged into it: it is meant by these words as well. */
  merged?: readonly Pick<Described, 'name' | 'description'>[];
  /** What customers said whom people put under it: examples as well. */
  said?: readonly Example[];
}

/** So many signals an interpretation has at most: those of the longest text would not go into an event. */
export const MOST_SIGNALS = 100;

/** What one interpreter version says about one text: `ItemInterpreted` without whose text it is. */
export type Interpretation = Omit<ItemInterpreted, 'itemId' | 'customerId'>;

export interface InterpretOptions extends LanguageOptions {
  /** Names that the tenant wants to hear of. Pass the same array again while it has not changed. */
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
