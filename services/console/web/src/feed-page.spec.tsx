/** @jest-environment ./src/fixture/browser.mjs */
import { jest } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { open, pass } from './fixture/open.js';
import { page, read, theme, unread } from './fixture/examples.js';
import { answer, cutOff, delay, refuse, requests } from './fixture/services.js';

const cards = () => screen.queryAllByRole('link').filter(link => link.dataset.card);
const ids = () =>
  cards()
    .map(card => card.dataset.card)
    .join(' ');
const queries = () => requests('GET /v1/feed').map(({ query }) => query);
const NONE_YET = /^Nothing here yet/;
const NO_MATCH = 'Nothing matches these filters.';

describe('the feed', () => {
  it('shows each item with its words, its sentiment, its signals and its themes', async () => {
    const twice = read('two');
    const implied = { ...twice.signals[0]!, expression: 'IMPLIED' } as const;
    answer('GET /v1/feed', page([{ ...twice, signals: [...twice.signals, ...twice.signals, implied] }]));
    await open('#feed');
    const card = within(cards()[0]!);
    card.getByText('Great pump, but the lid jams. Please mend the lid!');
    for (const name of [/Negative/, 'Problem', 'Lids', 'Customer 5d6f3f1c', '3 min. ago']) card.getByText(name);
    expect(card.getAllByText(/^Praise/).map(tag => tag.parentElement!.textContent)).toEqual([
      'Praise',
      'Praise · implied',
    ]);
  });

  it('names who said each item by what is known of them', async () => {
    const customer = { name: 'Anna Gut', account: 'Praxis am Wald', language: 'de' };
    const items = [
      read('one', { customer }),
      read('two', { customer, account: 'Klinik Süd' }),
      read('three', { customer: { ...customer, account: null } }),
      read('four', { account: 'Klinik Süd' }),
      read('five', { customer: { name: null, account: null, language: 'de' } }),
    ];
    answer('GET /v1/feed', page(items));
    await open('#feed');
    expect(cards().map(card => card.querySelector('strong')!.textContent)).toEqual([
      'Anna Gut, Praxis am Wald',
      'Anna Gut, Klinik Süd',
      'Anna Gut',
      'Klinik Süd',
      'Customer 5d6f3f1c',
    ]);
  });

  it('tells when each item was said, and when it was captured where that was more than a day later', async () => {
    const said = ['2026-02-27T12:00:00.000Z', '2026-02-28T12:00:00.000Z', '2026-03-01T11:57:00.000Z'];
    answer('GET /v1/feed', page(said.map((occurredAt, nth) => read(String(nth), { occurredAt }))));
    await open('#feed');
    const times = cards().map(card => card.querySelector('time')!);
    expect(times.map(({ textContent, title }) => [textContent, title])).toEqual([
      ['2 days ago', expect.stringMatching(/^Feb 27, 2026, [\d:]+\s[AP]M$/)],
      ['yesterday', expect.stringMatching(/^Feb 28, 2026, /)],
      ['3 min. ago', expect.stringMatching(/^Mar 1, 2026, /)],
    ]);
    expect(times.map(time => time.parentElement!.textContent)).toEqual([
      expect.stringMatching(/2 days agocaptured Mar 1, 2026$/),
      expect.stringMatching(/yesterday$/),
      expect.stringMatching(/3 min\. ago$/),
    ]);
  });

  it('marks an item that is not interpreted yet, and one whose words were forgotten', async () => {
    answer('GET /v1/feed', page([unread('one', 'Hello'), { ...read('two'), text: null, erased: true }]));
    await open('#feed');
    expect(cards().map(card => card.textContent)).toEqual([
      expect.stringMatching(/HelloBeing read …$/),
      expect.stringMatching(/These words were forgotten, as the customer wished\.$/),
    ]);
  });

  it('shows the words of a customer as they were said, never as markup', async () => {
    const text = '<img src=x onerror="alert(1)"> <b>bold</b> &amp;';
    answer('GET /v1/feed', page([read('one', { text, signals: [], account: text, product: text })]));
    await open('#feed');
    expect(screen.getAllByText(text, { exact: true })).toHaveLength(3);
    expect(cards()[0]!.querySelector('img, b')).toBeNull();
  });

  it('announces new items, and puts them on top', async () => {
    answer('GET /v1/feed', page([unread('one', 'Hello')]));
    await open('#feed');
    answer('GET /v1/feed', page([unread('three', 'Ho'), unread('two', 'Hi'), unread('one', 'Hello')]));
    await pass(2000);
    screen.getByText('2 new items');
    expect(ids()).toBe('three two one');
    await pass(2000);
    expect([ids(), screen.queryByText('2 new items')]).toEqual(['three two one', null]);
  });

  it('shows older items below when they are asked for', async () => {
    answer('GET /v1/feed', ({ query }) => (query.cursor ? page([unread('one', 'Hello')]) : page([read('two')], 'c')));
    const user = await open('#feed');
    await user.click(screen.getByRole('button', { name: 'Show older' }));
    expect([ids(), queries().at(-1)]).toEqual(['two one', { limit: '50', cursor: 'c' }]);
    expect(screen.queryByRole('button', { name: 'Show older' })).toBeNull();
    expect([screen.queryByText('1 new item'), document.activeElement]).toEqual([null, cards()[1]]);
  });

  it('drops older items, too, that were forgotten or withdrawn meanwhile', async () => {
    answer('GET /v1/feed', ({ query }) =>
      query.cursor ? page([unread('three', 'Ho'), unread('four', 'Hum')]) : page([read('two')], 'c'),
    );
    const user = await open('#feed');
    await user.click(screen.getByRole('button', { name: 'Show older' }));
    const forgotten = { ...read('three'), text: null, erased: true };
    answer('GET /v1/feed', ({ query }) => (query.cursor ? page([forgotten]) : page([read('two')], 'c')));
    await pass(2000);
    expect([ids(), screen.queryByText('Ho')]).toEqual(['two three', null]);
    within(cards()[1]!).getByText(/^These words were forgotten/);
  });

  it('says that it is empty once a service said so, not before', async () => {
    const release = delay('GET /v1/feed');
    await open('#feed');
    expect(screen.queryByText(NONE_YET)).toBeNull();
    release();
    await pass(0);
    screen.getByText(NONE_YET);
  });

  it('is not called empty where no service is reached, and goes on as soon as one is', async () => {
    cutOff('GET /v1/feed');
    await open('#feed');
    expect(screen.getByRole('alert').textContent).toMatch(/^not-reachable No answer that/);
    screen.getByText('Not connected, trying again');
    expect(screen.queryByText(NONE_YET)).toBeNull();
    answer('GET /v1/feed', page([unread('one', 'Hello')]));
    await pass(2000);
    screen.getByText('Live');
    expect([ids(), screen.queryByRole('alert')]).toEqual(['one', null]);
  });

  it('is not called live while a service takes longer to answer than the longest read', async () => {
    answer('GET /v1/feed', page([unread('one', 'Hello')]));
    await open('#feed');
    delay('GET /v1/feed');
    await pass(33_000);
    screen.getByText('Live');
    await pass(4_000);
    screen.getByText('Not connected, trying again');
    expect([ids(), screen.getByRole('alert').textContent]).toEqual(['one', expect.stringMatching(/^not-reachable/)]);
    answer('GET /v1/feed', page([unread('two', 'Hello')]));
    await pass(2_000);
    screen.getByText('Live');
    expect(ids()).toBe('two');
  });

  it('keeps what it shows while no service is reached', async () => {
    answer('GET /v1/feed', page([unread('one', 'Hello')]));
    await open('#feed');
    cutOff('GET /v1/feed');
    await pass(2000);
    screen.getByRole('alert');
    expect(ids()).toBe('one');
  });
});

describe('the feed that is not connected', () => {
  it('is not called live again by a change of filters, before a service answers', async () => {
    cutOff('GET /v1/feed');
    const user = await open('#feed');
    delay('GET /v1/feed');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Sentiment' }), 'Positive');
    expect(screen.queryByRole('alert')).toBeNull();
    screen.getByText('Not connected, trying again');
  });
});

describe('the feed of a hidden page', () => {
  it('asks for nothing until it is visible again, and then at once', async () => {
    await open('#feed');
    const hidden = jest.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    await pass(2000);
    const asked = queries().length;
    answer('GET /v1/feed', page([unread('one', 'Hello')]));
    await pass(60_000);
    expect(queries()).toHaveLength(asked);
    hidden.mockRestore();
    document.dispatchEvent(new Event('visibilitychange'));
    await pass(0);
    expect(ids()).toBe('one');
  });
});

describe('the filters of the feed', () => {
  it.each([
    ['Signal', 'Churn risk', { signalType: 'CHURN_RISK' }],
    ['Sentiment', 'Negative', { sentiment: 'negative' }],
    ['Language', 'German', { language: 'de' }],
    ['Theme', 'Lids', { theme: 'lids' }],
  ])('ask for a %s of the services, and stand in the address', async (filter, choice, query) => {
    answer('GET /v1/themes', { data: [theme('lids', 'Lids')] });
    const user = await open('#feed');
    await user.selectOptions(screen.getByRole('combobox', { name: filter }), choice);
    expect(queries().at(-1)).toEqual({ limit: '50', ...query });
    expect(location.hash).toBe(`#feed&${new URLSearchParams(query)}`);
    screen.getByText(NO_MATCH);
  });

  it('tell screen readers how many items match', async () => {
    answer('GET /v1/feed', page([read('one'), read('two')], 'more'));
    const user = await open('#feed');
    expect(screen.queryByText(/found$/)).toBeNull();
    const release = delay('GET /v1/feed');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Sentiment' }), 'Negative');
    expect(screen.queryByText(/found$/)).toBeNull();
    release();
    await pass(0);
    expect(screen.getByText('2+ found').role).toBe('status');
  });

  it('show the theme of an address as unknown, not as all themes, until its name is loaded', async () => {
    answer('GET /v1/themes', { data: [theme('noise', 'Noise'), theme('lids', 'Lids')] });
    const release = delay('GET /v1/themes');
    await open('#feed&theme=lids');
    screen.getByDisplayValue('Its name is not known here yet');
    release();
    await pass(0);
    screen.getByDisplayValue('Lids');
    expect(screen.queryByText('Its name is not known here yet')).toBeNull();
  });

  it('show the problem where the themes cannot be loaded', async () => {
    const detail = 'Enrichment does not answer.';
    refuse('GET /v1/themes', { status: 503, code: 'service-unavailable', detail });
    await open('#feed');
    expect(screen.getByRole('alert').textContent).toContain(detail);
    answer('GET /v1/themes', { data: [theme('lids', 'Lids')] });
    await pass(5000);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('show the theme that the one of an address was merged into', async () => {
    const merged = [{ themeId: 'caps', name: 'Caps' }];
    answer('GET /v1/themes', { data: [theme('noise', 'Noise'), theme('lids', 'Lids', { merged })] });
    await open('#feed&theme=caps');
    expect(queries().at(-1)?.theme).toBe('caps');
    screen.getByDisplayValue('Lids');
  });

  it('are taken from the address, and can be cleared', async () => {
    const user = await open('#feed&sentiment=positive&customer=5d6f3f1c-2b3a');
    expect(queries().at(-1)).toEqual({ limit: '50', sentiment: 'positive', customer: '5d6f3f1c-2b3a' });
    screen.getByText('Customer 5d6f3f1c');
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(queries().at(-1)).toEqual({ limit: '50' });
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Signal' }));
    screen.getByText(NONE_YET);
  });

  it('name a customer by the id of another system where the address does', async () => {
    await open('#feed&customer=external:c-1008-north');
    expect(queries().at(-1)).toEqual({ limit: '50', customer: 'external:c-1008-north' });
    screen.getByText('Customer c-1008-north');
  });

  it('that are invalid are explained by a text of the page, not of the service', async () => {
    const pointers = [{ pointer: '/theme', detail: 'must match ^[0-9a-f]{8}-' }];
    refuse('GET /v1/feed', { status: 400, code: 'query-invalid', title: 'A query parameter is not valid.', pointers });
    await open('#feed&theme=nonsense');
    expect(screen.getByRole('alert').textContent).toBe(
      'query-invalid There can be nothing at this address: the link is wrong, or a part of it is missing.',
    );
  });

  it.each([
    ['2026-02-26T12:00:00.000Z', /^captured since Feb 26, 2026, /],
    ['nonsense', 'captured since nonsense'],
  ])('show the time since which items were captured: %s', async (since, told) => {
    await open(`#feed&since=${since}`);
    expect(queries().at(-1)).toEqual({ limit: '50', since });
    screen.getByText(told);
  });

  it('show neither the items of other filters nor that there are none while they are loading', async () => {
    answer('GET /v1/feed', page([read('one')]));
    const user = await open('#feed');
    delay('GET /v1/feed');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Sentiment' }), 'Positive');
    expect([ids(), screen.queryByText(NO_MATCH)]).toEqual(['', null]);
    screen.getByText('Loading …');
  });

  it('that matched nothing do not make the whole feed appear empty once they are cleared', async () => {
    const user = await open('#feed&sentiment=positive');
    screen.getByText(NO_MATCH);
    cutOff('GET /v1/feed');
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(screen.queryByText(NONE_YET)).toBeNull();
  });
});
