/** @jest-environment ./src/fixture/browser.mjs */
import { screen } from '@testing-library/react';
import { open } from './fixture/open.js';
import { page, read } from './fixture/examples.js';
import { answer, refuse, requests } from './fixture/services.js';

const field = () => screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search what customers said' });
const searches = () => requests('GET /v1/search').map(({ query }) => query);
const cards = () => screen.queryAllByRole('link').filter(link => link.dataset.card);

/** An item whose text has these words, found by them. */
const found = (text: string, words: string) =>
  read('one', { text, hits: [{ start: text.indexOf(words), end: text.indexOf(words) + words.length }] });

describe('the search', () => {
  it('asks for the words under the filters, and stands in the address', async () => {
    answer('GET /v1/search', page([found('The lid jams', 'lid')]));
    const user = await open('#feed&sentiment=negative');
    await user.type(field(), ' lid jams {Enter}');
    expect(searches().at(-1)).toEqual({ limit: '50', q: 'lid jams', sentiment: 'negative' });
    expect([location.hash, document.activeElement]).toEqual(['#feed&q=lid+jams&sentiment=negative', field()]);
    expect(cards()[0]!.querySelector('mark')!.textContent).toBe('lid');
  });

  it('is taken from the address, and ends when the field is emptied', async () => {
    const user = await open('#feed&q=lid');
    expect([field().value, searches()]).toEqual(['lid', [{ limit: '50', q: 'lid' }]]);
    screen.getByText('Nothing has all of these words.');
    await user.clear(field());
    expect([location.hash, requests('GET /v1/feed')]).toEqual(['#feed', [expect.anything()]]);
  });

  it('takes words that are typed along where a filter is chosen before Enter', async () => {
    const user = await open('#feed');
    await user.type(field(), 'lid');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Sentiment' }), 'Negative');
    expect(searches()).toEqual([{ limit: '50', q: 'lid', sentiment: 'negative' }]);
  });

  it('empties its field when the filters are cleared', async () => {
    const user = await open('#feed&q=lid');
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect([location.hash, field().value]).toEqual(['#feed', '']);
  });

  it('offers more of what it found, which is not older', async () => {
    answer('GET /v1/search', ({ query }) => (query.cursor ? page([read('two')]) : page([read('one')], 'c')));
    const user = await open('#feed&q=lid');
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    expect(searches().at(-1)).toEqual({ limit: '50', q: 'lid', cursor: 'c' });
  });

  it('is reached by a key', async () => {
    const user = await open('#feed');
    await user.keyboard('/');
    expect([document.activeElement, field().value]).toEqual([field(), '']);
  });

  it.each([
    ['The lid jams', 'The lid jams'],
    [`… ${'Hello there. '.repeat(4)}The lid jams`, `${'Hello there. '.repeat(20)}The lid jams`],
    ['… lid', `${'你好'.repeat(80)}lid`],
  ])('leaves out what stands far before the words, and shows: %s', async (shown, text) => {
    answer('GET /v1/search', page([found(text, 'lid')]));
    await open('#feed&q=lid');
    expect(cards()[0]!.querySelector('.words')!.textContent).toBe(shown);
  });

  it('says that there must be a word to search for', async () => {
    const pointers = [{ pointer: '/q', detail: 'holds no word to look for' }];
    refuse('GET /v1/search', {
      status: 400,
      code: 'query-invalid',
      title: 'A query parameter is not valid.',
      pointers,
    });
    await open('#feed&q=!!');
    expect(screen.getByRole('alert').textContent).toBe('query-invalid There is no word in it to search for.');
    screen.getByText('Live');
  });
});
