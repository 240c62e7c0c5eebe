import { foldUmlauts } from './plain-text.js';

/** A turn of phrase that a model weighs beside the rules: by itself it gives no signal and explains none. */
export interface Cue {
  /** `en.ought` */
  id: string;
  when: RegExp;
}

/** A readable table: name → what is looked for in plain text, under the same limits as rules. */
export const cues = (language: string, table: Record<string, RegExp>): Cue[] =>
  Object.entries(table).map(([name, when]) => ({
    id: `${language}.${name}`,
    when: new RegExp(foldUmlauts(when.source), 'u'),
  }));
