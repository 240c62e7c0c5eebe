import { resemblances } from './resemblance.js';

const CORPUS = ['The kettle leaks at the handle', 'Wo ist mein Paket?', '水壶漏水了，怎么退货'];
const data = (text: string) => [{ file: 'train/some', text }];

describe('a line of the corpus', () => {
  it('resembles the same line, however it is spaced and written', () => {
    expect(resemblances(CORPUS, data('the  Kettle leaks at the HANDLE'))).toEqual([
      { text: CORPUS[0], file: 'train/some', jaccard: 1 },
    ]);
    expect(resemblances(CORPUS, data('水壶漏水了，怎么退货'))).toHaveLength(1);
  });

  it('resembles a line that says nearly the same, and is named with the most alike', () => {
    const alike = [
      { file: 'train/some', text: 'The kettle leaks at the handle, sadly so' },
      { file: 'dev/other', text: 'The kettle leaks at the handles' },
    ];
    expect(resemblances(CORPUS, alike)).toMatchObject([{ file: 'dev/other' }]);
  });

  it('does not resemble what shares less than half', () =>
    expect(resemblances(CORPUS, data('The kettle leaks whenever I pour out hot water'))).toEqual([]));

  it('is looked for beside every line of the data', () =>
    expect(resemblances(CORPUS, [...data('Something else entirely'), ...data('Wo ist mein Paket??')])).toHaveLength(1));
});
