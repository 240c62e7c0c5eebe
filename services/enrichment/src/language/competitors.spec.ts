import { competitorIn } from './competitors.js';
import { signalsIn } from './signals.js';

const OURS = ['Nordkopie', 'Print & Co.', '蓝鲸', 'ACE'];

describe('a competitor', () => {
  it.each([
    ["Nordkopie's technician came the same day", true],
    ['bei NORDKOPIE geht das', true],
    ['Print & Co. charges half of that', true],
    ['人家蓝鲸第二天就到', true],
    ['ACE would do it', true],
    ['We like this place', false],
    ['Nordkopien', false],
    ['Anybody else charges half of that', false],
    ['Nordkopies Techniker kam am selben Tag', true],
    ['print-&-co. is cheaper', true],
    ['Aces', true],
    ['Aceso', false],
    ['Paceline', false],
  ])('is named in "%s": %s', (text, is) => expect(competitorIn(text, OURS)).toBe(is));

  it('is nobody without names', () => {
    expect(competitorIn('anything', [])).toBe(false);
    expect(competitorIn('anything', ['', ' '])).toBe(false);
  });

  it('gives a signal of its own beside the others', () => {
    const text = 'Please match the price of Nordkopie.';
    const found = signalsIn({ text, span: { start: 0, end: text.length } }, 'en', { competitors: OURS });
    expect(found.map(({ type }) => type)).toEqual(['REQUEST', 'COMPETITOR_MENTION']);
    expect(found[1]).toMatchObject({ expression: 'EXPRESSED', kind: null, rationale: null, rule: 'competitor', text });
  });
});
