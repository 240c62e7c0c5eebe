import { languagesOf } from './languages.js';

describe('the languages of many texts', () => {
  it('are those of each, and that of most where a text leaves it open', () => {
    const texts = [
      'Der Zug kam wieder nicht',
      '快递太慢了',
      'Die Rechnung ist leider falsch',
      'Toner',
      'Le train est en retard, comme toujours',
    ];
    expect(languagesOf(texts)).toEqual(['de', 'zh', 'de', 'de', 'und']);
  });

  it('stay open where all are', () => expect(languagesOf(['Toner', '???'])).toEqual(['und', 'und']));
});
