import type { EventMap } from '@ckm/contracts';
import { interleavings, type RecordedEvent, rowsOf } from '@ckm/event-sourcing';
import { currentThemes, type CurrentTheme, Themes } from './current-themes.js';

const theme = (themeId: string, mergedInto: string | null = null): CurrentTheme => ({
  themeId,
  name: `theme ${themeId}`,
  mergedInto,
});
const match = (themeId: string, confidence: number) => ({ themeId, theme: 'as it was called', confidence });

describe('themes as they are now', () => {
  const themes = new Themes([theme('a', 'b'), theme('b', 'c'), theme('c'), theme('d')]);

  it('are those that the others were merged into, step by step', () => {
    expect(['a', 'b', 'c', 'd', 'unknown'].map(id => themes.currentOf(id))).toEqual(['c', 'c', 'c', 'd', 'unknown']);
    expect(themes.kinOf('b')).toEqual(['c', 'a', 'b']);
    expect([themes.kinOf('d'), themes.kinOf('unknown')]).toEqual([['d'], ['unknown']]);
  });

  it('are shown once, by their present names, the best first', () => {
    expect(themes.shown([match('d', 0.5), match('a', 0.4), match('c', 0.7)])).toEqual([
      { themeId: 'c', theme: 'theme c', confidence: 0.7 },
      { themeId: 'd', theme: 'theme d', confidence: 0.5 },
    ]);
    expect(themes.shown([match('unknown', 0.5)])).toEqual([match('unknown', 0.5)]);
  });

  it('are what they were once they are parted', () => {
    const parted = new Themes([theme('a'), theme('b', 'c'), theme('c')]);
    expect(parted.shown([match('a', 0.4)])).toEqual([{ themeId: 'a', theme: 'theme a', confidence: 0.4 }]);
    expect(parted.kinOf('c')).toEqual(['c', 'b']);
  });

  it('are one with what is not heard of yet', () =>
    expect(new Themes([theme('a', 'b')]).kinOf('b')).toEqual(['b', 'a']));

  it('are one also where each was merged into the other', () => {
    const circle = new Themes([theme('a', 'b'), theme('b', 'a'), theme('c', 'b')]);
    expect(['a', 'b', 'c'].map(id => circle.currentOf(id))).toEqual(['a', 'a', 'a']);
  });
});

it('the rows of themes are the same whichever theme is heard of first, and however often', () => {
  const of = <N extends 'ThemeDescribed' | 'ThemeMerged' | 'ThemeParted'>(type: N, data: Partial<EventMap[N]>) =>
    ({ type, data, tenantId: 'demo', erased: false }) as unknown as RecordedEvent;
  const a = [
    of('ThemeDescribed', { themeId: 'a', name: 'Toner' }),
    of('ThemeMerged', { themeId: 'a', intoThemeId: 'b' }),
    of('ThemeDescribed', { themeId: 'a', name: 'Cartridges' }),
  ];
  const b = [
    of('ThemeDescribed', { themeId: 'b', name: 'Ink' }),
    of('ThemeMerged', { themeId: 'b', intoThemeId: 'c' }),
  ];
  const orders = interleavings([a, [...b, of('ThemeParted', { themeId: 'b' })]]);
  expect(orders).toHaveLength(20);
  for (const order of orders) {
    expect(rowsOf(currentThemes, order)).toEqual([
      { tenant_id: 'demo', theme_id: 'a', name: 'Cartridges', merged_into: 'b' },
      { tenant_id: 'demo', theme_id: 'b', name: 'Ink', merged_into: null },
    ]);
    expect(rowsOf(currentThemes, [...order, ...order])).toEqual(rowsOf(currentThemes, order));
  }
});
