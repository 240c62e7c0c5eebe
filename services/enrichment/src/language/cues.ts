import { compilePattern } from './compiled-pattern.js';
import type { Readable } from './language.js';

/** A phrase that is a feature of the models beside the rules; by itself it gives no signal. */
export interface Cue {
  /** `en.ought` */
  id: string;
  when: RegExp;
}

/** The cues of a readable table: name → pattern, written as those of rules are. */
export const cues = (language: Readable, table: Record<string, RegExp>): Cue[] =>
  Object.entries(table).map(([name, when]) => ({
    id: `${language}.${name}`,
    when: compilePattern(when, language),
  }));
