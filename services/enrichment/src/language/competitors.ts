import type { Language } from '@ckm/contracts';
import { plainText } from './plain-text.js';

/** With the genitive that German adds without an apostrophe, and without it. */
interface Patterns {
  german: RegExp | null;
  other: RegExp | null;
}

const PATTERNS = new WeakMap<readonly string[], Patterns>();

/** Whether a text names one of the tenant's competitors, by whole words where its writing has words. Pass the same list again while it has not changed. */
export function competitorIn(text: string, language: Language, competitors: readonly string[]): boolean {
  let patterns = PATTERNS.get(competitors);
  if (patterns === undefined) {
    const names = competitors.map(plainText).filter(name => name !== '');
    patterns = { german: patternOf(names, 's?'), other: patternOf(names, '') };
    PATTERNS.set(competitors, patterns);
  }
  const pattern = language === 'de' ? patterns.german : patterns.other;
  return pattern?.test(plainText(text)) ?? false;
}

const patternOf = (names: string[], genitive: string): RegExp | null =>
  names.length === 0 ? null : new RegExp(names.map(name => bounded(name, genitive)).join('|'), 'u');

function bounded(name: string, genitive: string): string {
  const literal = name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/[ -]/g, '[ -]');
  const before = /^\p{Script=Latin}|^\p{N}/u.test(name) ? '(?<![\\p{Script=Latin}\\p{N}])' : '';
  const after = /(?:\p{Script=Latin}|\p{N})$/u.test(name) ? '(?![\\p{Script=Latin}\\p{N}])' : '';
  return before + literal + (/\p{Script=Latin}$/u.test(name) ? genitive : '') + after;
}
