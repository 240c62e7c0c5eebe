import { movedThemes } from './move.js';

const match = (themeId: string, confidence = 0.6) => ({ themeId, theme: `theme ${themeId}`, confidence });
const move = (...kin: string[]) => ({ kin, itemId: 'i', themeId: 'a', newThemeId: 'n', name: 'theme n' });

describe('an item that goes along with a part of its theme', () => {
  it('is of the new theme in place of the old, and of all others as before', () =>
    expect(movedThemes([match('a'), match('b')], move('a'))).toEqual([match('n', 1), match('b')]));

  it('is so, too, where it was matched with what was merged into the old', () =>
    expect(movedThemes([match('c'), match('a')], move('a', 'c'))).toEqual([match('n', 1)]));

  it('may have gone already', () => expect(movedThemes([match('n')], move('a'))).toEqual([match('n', 1)]));

  it('must be of the theme', () => expect(movedThemes([match('b')], move('a'))).toBeNull());
});
