import type { Readable } from '../language/language.js';
import { ALTERATIONS, wordsOf } from './alterations.js';
import { samplerOf } from './sampler.js';

const TEXTS: Record<Readable, string> = {
  en: "The kettle's handle leaks since Monday, and nobody answers",
  de: 'Der Griff vom Wasserkocher tropft seit Montag, und keiner antwortet',
  zh: '水壶的把手从周一开始漏水，客服一直不回',
};
const vocabulary = ['lid', 'Deckel', '盖子'];
const kinds = Object.keys(ALTERATIONS) as (keyof typeof ALTERATIONS)[];

/** Twenty of one kind. */
const made = (kind: keyof typeof ALTERATIONS, language: Readable, seed = 1): string[] => {
  const choices = { sampler: samplerOf(seed), vocabulary };
  return Array.from({ length: 20 }, () => ALTERATIONS[kind](TEXTS[language], language, choices));
};

describe.each(['en', 'de', 'zh'] as const)('altered texts in %s', language => {
  it.each(kinds)('%s: differ from the original at random, and are the same for the same seed', kind => {
    const altered = made(kind, language);
    expect(new Set(altered).size).toBeGreaterThan(3);
    expect(altered.filter(text => text === TEXTS[language]).length).toBeLessThan(3);
    expect(made(kind, language)).toEqual(altered);
    expect(made(kind, language, 2)).not.toEqual(altered);
  });

  it('are cut to 70 to 90 %', () => {
    const length = [...TEXTS[language]].length;
    for (const text of made('truncated', language)) {
      const share = [...text.replace('…', '')].length / length;
      expect(share).toBeGreaterThan(0.67);
      expect(share).toBeLessThan(0.93);
      expect(TEXTS[language].startsWith(text.replace('…', ''))).toBe(true);
    }
  });

  it('keep the text between a greeting and a closing', () => {
    for (const text of made('greetings', language)) expect(text).toContain(TEXTS[language]);
  });

  it('differ in a word or two after an edit', () => {
    const words = wordsOf(TEXTS[language], language);
    for (const text of made('edits', language)) {
      const missing = words.filter(word => !text.includes(word));
      expect(missing.length).toBeLessThanOrEqual(2);
    }
  });
});
