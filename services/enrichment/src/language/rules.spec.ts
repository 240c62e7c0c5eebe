import { SIGNAL_KINDS, SIGNAL_TYPES } from '@ckm/contracts';
import { TYPES_WITH_KIND } from './rule.js';
import { germanRules } from './rules.de.js';
import { englishRules } from './rules.en.js';
import { chineseRules } from './rules.zh.js';

describe.each(Object.entries({ en: englishRules, de: germanRules, zh: chineseRules }))(
  'the rules of %s',
  (language, rules) => {
    it('have ids that differ, begin with the language and fit an event', () => {
      expect(new Set(rules.map(rule => rule.id)).size).toBe(rules.length);
      for (const { id } of rules) {
        expect(id).toMatch(new RegExp(`^${language}\\.[a-z-]+\\.[a-z-]+$`));
        expect(id.length).toBeLessThanOrEqual(100);
      }
    });

    it('cover every type but mentions of competitors, who are the tenant’s to name', () =>
      expect([...new Set(rules.map(rule => rule.type))].sort()).toEqual(
        SIGNAL_TYPES.filter(type => type !== 'COMPETITOR_MENTION').sort(),
      ));

    it('have less confidence in what is implied, and a kind where the type has kinds', () => {
      for (const { type, kind, confidence, rationale } of rules) {
        expect(confidence).toBeGreaterThan(0.5);
        expect(confidence).toBeLessThanOrEqual(rationale ? 0.7 : 0.85);
        if (TYPES_WITH_KIND.includes(type)) expect(SIGNAL_KINDS).toContain(kind);
      }
    });

    it('ask for no boundary of words before the ending of a denial, which follows a letter', () => {
      for (const { when, unless } of rules)
        expect(`${when.source} ${unless?.source}`).not.toMatch(/\\b\(\?:(?:(?:[^()|]|\([^()]*\))*\|)*n't/);
    });

    it('hold no unlimited quantifier over words, which would make a long text slow', () => {
      for (const { when, unless } of rules)
        expect(`${when.source} ${unless?.source}`).not.toMatch(/(?:\.|\\w|\))[*+](?!\$)/);
    });
  },
);
