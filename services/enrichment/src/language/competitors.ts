import type { Language } from '@ckm/contracts';
import { plainText } from './plain-text.js';

type PatternOf = (names: readonly string[]) => RegExp | null;

/** Whether a text names one of the tenant's competitors, by whole words where its script has words. Pass the same list again while it has not changed: its pattern is kept by identity. */
export const competitorIn = (text: string, language: Language, competitors: readonly string[]): boolean =>
  (language === 'de' ? germanPatternOf : patternOf)(competitors)?.test(plainText(text)) ?? false;

const patternOf = compilingOnce('');
/** With the genitive that German adds without an apostrophe. */
const germanPatternOf = compilingOnce('s?');

function compilingOnce(genitive: string): PatternOf {
  const patterns = new WeakMap<readonly string[], RegExp | null>();
  return names => {
    const known = patterns.get(names);
    if (known !== undefined) return known;
    const pattern = anyOf(names.map(plainText), genitive);
    patterns.set(names, pattern);
    return pattern;
  };
}

function anyOf(plainNames: readonly string[], genitive: string): RegExp | null {
  const names = plainNames.filter(name => name !== '');
  return names.length === 0 ? null : new RegExp(names.map(name => bounded(name, genitive)).join('|'), 'u');
}

/** A name as a pattern: a space may be a hyphen, and where it begins or ends in Latin letters or digits, so does the word. */
function bounded(name: string, genitive: string): string {
  const literal = name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/[ -]/g, '[ -]');
  const before = /^\p{Script=Latin}|^\p{N}/u.test(name) ? '(?<![\\p{Script=Latin}\\p{N}])' : '';
  const after = /(?:\p{Script=Latin}|\p{N})$/u.test(name) ? '(?![\\p{Script=Latin}\\p{N}])' : '';
  return before + literal + (/\p{Script=Latin}$/u.test(name) ? genitive : '') + after;
}
