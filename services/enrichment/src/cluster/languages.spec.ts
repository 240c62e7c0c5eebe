import { languagesOf } from './languages.js';

describe('the languages of many texts', () => {
  it('are those of each, and the most frequent one where a text leaves it open', () => {
    const texts = [
      'Der Zug kam wieder nicht',
      '快递太慢了',
      'Die Rechnung ist leider falsch',
      'Toner',
      'Le train est en retard, comme toujours',
    ];
    expect(languagesOf(texts)).toEqual(['de', 'zh', 'de', 'de', 'und']);
  });

  it('are unknown where every text leaves it open', () =>
    expect(languagesOf(['Toner', '???'])).toEqual(['und', 'und']));
});
