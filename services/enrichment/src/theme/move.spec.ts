import { movedThemes } from './move.js';

const match = (themeId: string, confidence = 0.6) => ({ themeId, theme: `theme ${themeId}`, confidence });
const move = (...kin: string[]) => ({ kin, itemId: 'i', themeId: 'a', newThemeId: 'n', name: 'theme n' });

describe('an item that moves to a theme that is split off', () => {
  it('has the new theme in place of the old one, and keeps all others', () =>
    expect(movedThemes([match('a'), match('b')], move('a'))).toEqual([match('n', 1), match('b')]));

  it('loses themes that were merged with the old one, too', () =>
    expect(movedThemes([match('c'), match('a')], move('a', 'c'))).toEqual([match('n', 1)]));

  it('may have moved before', () => expect(movedThemes([match('n')], move('a'))).toEqual([match('n', 1)]));

  it('must have the theme', () => expect(movedThemes([match('b')], move('a'))).toBeNull());
});
