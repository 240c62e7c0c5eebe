import type { Readable } from './language.js';
import { inOneByte } from './one-byte.js';
import { foldUmlauts } from './plain-text.js';

/**
 * A plain text (see `plainText`) in the form that compiled patterns match: in one byte a character, but for Chinese,
 * which needs two wherever it is said.
 */
export const matchingForm = (plain: string, language: Readable): string =>
  language === 'zh' ? plain : inOneByte(plain);

/** A pattern as it is written in a table, in the language's own spelling, made to match the form above. */
export const compilePattern = ({ source }: RegExp, language: Readable): RegExp =>
  new RegExp(matchingForm(foldUmlauts(source), language), 'u');
