import { ALTERATIONS, type Spoken, wordsOf } from './alterations.js';
import { chanceOf } from './chance.js';

const TEXTS: Record<Spoken, string> = {
  en: "The kettle's handle leaks since Monday, and nobody answers",
  de: 'Der Griff vom Wasserkocher tropft seit Montag, und keiner antwortet',
  zh: '水壶的把手从周一开始漏水，客服一直不回',
};
const vocabulary = ['lid', 'Deckel', '盖子'];
const kinds = Object.keys(ALTERATIONS) as (keyof typeof ALTERATIONS)[];

/** Twenty of one kind. */
const made = (kind: keyof typeof ALTERATIONS, language: Spoken, seed = 1): string[] => {
  const chance = { seeded: chanceOf(seed), vocabulary };
  return Array.from({ length: 20 }, () => ALTERATIONS[kind](TEXTS[language], language, chance));
};

describe.each(['en', 'de', 'zh'] as const)('altered texts in %s', language => {
  it.each(kinds)('%s: are others, by chance, and the same with the same seed', kind => {
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

it('chance is fair enough', () => {
  const chance = chanceOf(7);
  const drawn = Array.from({ length: 4_000 }, () => chance.next());
  expect(drawn.reduce((a, b) => a + b) / drawn.length).toBeCloseTo(0.5, 1);
  const counts = Array.from({ length: 2_000 }, () => chance.poisson(50));
  expect(counts.reduce((a, b) => a + b) / counts.length).toBeCloseTo(50, -0.5);
  expect(chance.shuffled([1, 2, 3, 4]).sort()).toEqual([1, 2, 3, 4]);
});
