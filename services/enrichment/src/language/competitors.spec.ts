import { competitorIn } from './competitors.js';
import type { Readable } from './language.js';
import { signalsIn } from './signals.js';

const OURS = ['Nordkopie', 'Print & Co.', '蓝鲸', 'ACE', 'Toner-Profi'];

describe('a competitor', () => {
  it.each<[Readable, string, boolean]>([
    ['en', "Nordkopie's technician came the same day", true],
    ['de', 'bei NORDKOPIE geht das', true],
    ['en', 'Print & Co. charges half of that', true],
    ['zh', '人家蓝鲸第二天就到', true],
    ['en', 'ACE would do it', true],
    ['en', 'We like this place', false],
    ['de', 'Nordkopien', false],
    ['en', 'Anybody else charges half of that', false],
    ['de', 'Nordkopies Techniker kam am selben Tag', true],
    ['en', 'print-&-co. is cheaper', true],
    ['de', 'Toner Profi ist billiger', true],
    ['de', 'Aces Preise', true],
    ['en', 'She served four aces', false],
    ['zh', '打出了aces', false],
    ['en', 'Aceso', false],
    ['en', 'Paceline', false],
  ])('is named in %s "%s": %s', (language, text, is) => expect(competitorIn(text, language, OURS)).toBe(is));

  it('is never named where the tenant lists none', () => {
    expect(competitorIn('anything', 'de', [])).toBe(false);
    expect(competitorIn('anything', 'de', ['', ' '])).toBe(false);
  });

  it('gives a signal of its own beside the others', () => {
    const text = 'Please match the price of Nordkopie.';
    const found = signalsIn({ text, span: { start: 0, end: text.length } }, 'en', { competitors: OURS });
    expect(found.map(({ type }) => type)).toEqual(['REQUEST', 'COMPETITOR_MENTION']);
    expect(found[1]).toMatchObject({ expression: 'EXPRESSED', kind: null, rationale: null, rule: 'competitor', text });
  });
});
