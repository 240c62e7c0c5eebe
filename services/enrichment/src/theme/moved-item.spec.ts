import { movedThemes } from './moved-item.js';

const match = (themeId: string, confidence = 0.6) => ({ themeId, theme: `theme ${themeId}`, confidence });
const move = { itemId: 'i', themeId: 'a', newThemeId: 'n', name: 'theme n' };

describe('an item that goes along with a part of its theme', () => {
  it('is of the new theme in place of the old, and of all others as before', () =>
    expect(movedThemes([match('a'), match('b')], ['a'], move)).toEqual([match('n', 1), match('b')]));

  it('is so, too, where it was matched with what was merged into the old', () =>
    expect(movedThemes([match('c'), match('a')], ['a', 'c'], move)).toEqual([match('n', 1)]));

  it('may have gone already', () => expect(movedThemes([match('n')], ['a'], move)).toEqual([match('n', 1)]));

  it('must be of the theme', () =>
    expect(() => movedThemes([match('b')], ['a'], move)).toThrow(
      expect.objectContaining({ slug: 'item-elsewhere' }) as Error,
    ));
});
