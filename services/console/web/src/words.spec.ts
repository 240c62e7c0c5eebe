import {
  EXPRESSIONS,
  IMPORTANCES,
  LANGUAGES,
  OCCASIONS,
  OPPORTUNITY_KINDS,
  SENTIMENTS,
  SIGNAL_TYPES,
  STAGES,
  STANCES,
} from '@ckm/contracts/vocabulary';
import { ROLES } from '@ckm/http/token';
import { PAGES } from './address.js';
import { RATIONALES } from './knowledge.js';
import { preferredLanguage, TABLES, WORDS, wordsIn } from './words.js';
import { UI_LANGUAGES } from './words/languages.js';

const rows = Object.entries(WORDS);
const placeholders = (text: string) => text.match(/\{\w+\}/g) ?? [];

describe('the words of the pages', () => {
  it.each(rows)('%s is translated into every language, with the same placeholders', (_, row) => {
    expect(row).toHaveLength(UI_LANGUAGES.length);
    for (const text of row) {
      expect(text.trim()).not.toBe('');
      expect(placeholders(text)).toEqual(placeholders(row[0]));
    }
  });

  it('stand in one table each', () => {
    const words = TABLES.flatMap(table => Object.keys(table));
    expect(words.filter((word, nth) => words.indexOf(word) !== nth)).toEqual([]);
    expect(words).toHaveLength(rows.length);
  });

  it('are Chinese in the Chinese column', () => {
    const latin = rows.filter(([, row]) => !/\p{Script=Han}/u.test(row[2])).map(([word]) => word);
    expect(latin).toEqual([]);
  });

  it.each([
    ['signal', SIGNAL_TYPES],
    ['occasion', OCCASIONS],
    ['sentiment', SENTIMENTS],
    ['itemLanguage', LANGUAGES],
    ['expression', EXPRESSIONS],
    ['rationale', RATIONALES],
    ['stage', STAGES],
    ['opportunityKind', OPPORTUNITY_KINDS],
    ['stance', STANCES],
    ['importance', IMPORTANCES],
    ['role', ROLES],
  ])('name every %s', (group, values) => {
    for (const value of values) expect(Object.keys(WORDS)).toContain(`${group}.${value}`);
  });

  it('name every page', () => expect(Object.keys(WORDS)).toEqual(expect.arrayContaining([...PAGES])));

  it('follow the plural rule of a number', () => {
    expect(wordsIn('en').count('customers', 1)).toBe('1 customer');
    expect(wordsIn('de').count('customers', 1200)).toBe('1.200 Kunden');
    expect(wordsIn('zh').count('customers', 1)).toBe('1 位客户');
  });

  it('contain a value as it is, without reading patterns in it', () => {
    expect(wordsIn('en').say('mergedInto', '$& more')).toBe('Merged into “$& more”');
  });

  it('leave unknown names of the domain as they stand', () => {
    expect(wordsIn('de').name('event', 'OpportunityShipped')).toBe('OpportunityShipped');
  });
});

describe('the language of the page', () => {
  it('is the first preferred one that there is', () => {
    expect(preferredLanguage(['fr-FR', 'zh-Hans-CN', 'de'])).toBe('zh');
  });

  it('is English otherwise', () => {
    expect(preferredLanguage(['fr'])).toBe('en');
  });
});
