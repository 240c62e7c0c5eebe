import { plainText } from './plain-text.js';

const PATTERNS = new WeakMap<readonly string[], RegExp | null>();

/** Whether a text names one of the tenant's competitors, by whole words where its writing has words. Pass the same list again while it has not changed. */
export function competitorIn(text: string, competitors: readonly string[]): boolean {
  let pattern = PATTERNS.get(competitors);
  if (pattern === undefined) {
    pattern = patternOf(competitors.map(plainText).filter(name => name !== ''));
    PATTERNS.set(competitors, pattern);
  }
  return pattern?.test(plainText(text)) ?? false;
}

const patternOf = (names: string[]): RegExp | null =>
  names.length === 0 ? null : new RegExp(names.map(bounded).join('|'), 'u');

function bounded(name: string): string {
  const literal = name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replaceAll(' ', '[ -]');
  const before = /^\p{Script=Latin}|^\p{N}/u.test(name) ? '(?<![\\p{Script=Latin}\\p{N}])' : '';
  const after = /(?:\p{Script=Latin}|\p{N})$/u.test(name) ? '(?![\\p{Script=Latin}\\p{N}])' : '';
  // German adds its genitive without an apostrophe.
  const genitive = /\p{Script=Latin}$/u.test(name) ? 's?' : '';
  return before + literal + genitive + after;
}
