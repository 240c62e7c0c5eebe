import { firstPages, type LoadPage } from './first-pages.js';

const letters: LoadPage<string> = ({ cursor = '0' }) =>
  Promise.resolve(
    [
      { data: ['a', 'b'], page: { next: '1' }, silent: ['sharing'] },
      { data: ['c'], page: { next: '2' }, silent: ['capture'] },
      { data: ['d'], page: { next: null }, silent: [] },
    ][Number(cursor)]!,
  );

describe('the first pages of a list', () => {
  it('are one list, with the cursor of the page after them', async () => {
    expect(await firstPages(letters, 2)).toMatchObject({ shown: ['a', 'b', 'c'], next: '2' });
  });

  it('are no more than there are', async () => {
    expect(await firstPages(letters, 9)).toMatchObject({ shown: ['a', 'b', 'c', 'd'], next: null });
  });

  it('name every service that did not answer for one of them', async () => {
    expect((await firstPages(letters, 3)).silent).toEqual(['sharing', 'capture']);
  });

  it('name none where all services answer', async () => {
    expect((await firstPages(() => Promise.resolve({ data: ['a'] }), 1)).silent).toEqual([]);
  });
});
