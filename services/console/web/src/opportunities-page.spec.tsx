/** @jest-environment ./src/fixture/browser.mjs */
import { cleanup, screen, within } from '@testing-library/react';
import { open, pass } from './fixture/open.js';
import { evidence, opened, opportunity, page, unread } from './fixture/examples.js';
import { answer, cutOff, delay, requests } from './fixture/services.js';

const CALL = 'GET /v1/opportunities';
const cards = () => screen.queryAllByRole('link').filter(link => link.dataset.card);
const queries = () => requests(CALL).map(({ query }) => query);
const NONE_YET = /^None yet\. One opens/;

describe('the opportunities', () => {
  it('show how many customers are behind them, how many quotes, and how far they have come', async () => {
    const support = { customers: 3, importance: 7, critical: 2 };
    answer(
      CALL,
      page([
        opportunity('a', 'Mend the lid', {
          stage: 'in-progress',
          kind: 'IMPROVEMENT',
          description: 'It jams',
          support,
        }),
        opportunity('b', 'Less noise', { reach: 1234, evidence: 1, support: { ...support, critical: 0 } }),
      ]),
    );
    await open('#opportunities');
    const [first, second] = cards().map(card => within(card));
    for (const text of ['12', 'Mend the lid', 'It jams', 'In progress', 'Improvement', '3 quotes', 'critical to 2'])
      first!.getByText(text);
    for (const text of ['1,234', 'Less noise', 'Proposed', '1 quote', 'opened Mar 1, 2026']) second!.getByText(text);
    expect(second!.queryByText(/critical/)).toBeNull();
  });

  it.each([
    ['Stage', 'Shipped', { stage: 'shipped' }],
    ['Kind', 'New service', { kind: 'NEW_SERVICE' }],
  ])('are filtered by %s, and called none only once the answer has come', async (filter, choice, query) => {
    const some = [opportunity('a', 'Mend the lid', { kind: 'IMPROVEMENT' })];
    answer(CALL, ({ query: { stage, kind } }) => page(stage || kind ? [] : some));
    const user = await open('#opportunities');
    const release = delay(CALL);
    await user.selectOptions(screen.getByRole('combobox', { name: filter }), choice);
    expect([queries().at(-1), cards(), screen.queryByText(/^Nothing matches/)]).toEqual([query, [], null]);
    expect(location.hash).toBe(`#opportunities&${new URLSearchParams(query)}`);
    release();
    await pass(0);
    screen.getByText(/^Nothing matches/);
    expect(screen.getByText('0 found').role).toBe('status');
  });

  it('offer no filter by kind while none has a kind, unless the address filters by it', async () => {
    const kinds = () => screen.queryByRole('combobox', { name: 'Kind' });
    answer(CALL, page([opportunity('a', 'Mend the lid')]));
    await open('#opportunities');
    expect(kinds()).toBeNull();
    answer(CALL, page([opportunity('a', 'Mend the lid', { kind: 'IMPROVEMENT' })]));
    await pass(5000);
    expect(kinds()).not.toBeNull();
    cleanup();
    answer(CALL, page([]));
    await open('#opportunities&kind=NEW_SERVICE');
    expect(kinds()).toHaveProperty('value', 'NEW_SERVICE');
  });

  it.each([
    ['fit something else', '#opportunities&stage=shipped', null],
    ['stand on the first page', '#opportunities', 'c'],
  ])('offer a filter by kind where only those that %s are known to have none', async (_, hash, next) => {
    answer(CALL, page([opportunity('a', 'Mend the lid')], next));
    await open(hash);
    screen.getByRole('combobox', { name: 'Kind' });
  });

  it('can be asked for in another order', async () => {
    const user = await open('#opportunities');
    screen.getByText(NONE_YET);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Order' }), 'Most customers first');
    expect(queries().at(-1)).toEqual({ sort: 'reach' });
  });

  it('stay filtered while one is opened, an item of its evidence is shown, and both are closed', async () => {
    const [lids, hinges] = [opportunity('a', 'Mend the lid', { theme: 'Lids' }), opportunity('b', 'Hinge', {})];
    answer(CALL, ({ query }) => page(query.theme === 'lids' ? [lids] : [lids, hinges]));
    const quote = evidence('e', { itemId: 'one', words: 'It jams' });
    answer('GET /v1/opportunities/:id', { data: opened('a', 'Mend the lid', { evidence: [quote] }) });
    answer('GET /v1/items/:id', { data: unread('one', 'It jams') });
    const user = await open('#opportunities&theme=lids&sort=reach');
    screen.getByText('Theme Lids');
    await user.click(cards()[0]!);
    expect(location.hash).toBe('#opportunities&theme=lids&sort=reach&opportunity=a');
    await user.click(screen.getByRole('link', { name: 'It jams' }));
    expect(location.hash).toBe('#opportunities&theme=lids&sort=reach&opportunity=a&item=one');
    expect(queries().every(({ theme, sort }) => theme === 'lids' && sort === 'reach')).toBe(true);
    await user.keyboard('{Escape}');
    await user.keyboard('{Escape}');
    expect(location.hash).toBe('#opportunities&theme=lids&sort=reach');
    await user.click(screen.getByRole('button', { name: 'All themes' }));
    expect([location.hash, queries().at(-1), cards().length]).toEqual([
      '#opportunities&sort=reach',
      { sort: 'reach' },
      2,
    ]);
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Stage' }));
  });

  it('are not called none where the service is not reached', async () => {
    cutOff(CALL);
    await open('#opportunities');
    screen.getByRole('alert');
    expect([screen.queryByText(NONE_YET), screen.queryByText('Loading …')]).toEqual([null, null]);
  });

  it('continue with the next page', async () => {
    const [one, other] = [opportunity('a', 'Mend the lid'), opportunity('b', 'Less noise')];
    answer(CALL, ({ query }) => (query.cursor === 'c' ? page([other]) : page([one], 'c')));
    const user = await open('#opportunities');
    await user.click(screen.getByRole('button', { name: 'Show older' }));
    expect(cards().map(card => card.dataset.card)).toEqual(['a', 'b']);
    expect(screen.queryByRole('button', { name: 'Show older' })).toBeNull();
    expect(document.activeElement).toBe(cards()[1]);
  });

  it('are opened and closed', async () => {
    answer(CALL, page([opportunity('a', 'Mend the lid')]));
    answer('GET /v1/opportunities/:id', { data: opened('a', 'Mend the lid') });
    const user = await open('#opportunities');
    await user.click(cards()[0]!);
    const heading = screen.getByRole('heading', { level: 2, name: 'Mend the lid' });
    expect([document.activeElement, cards()[0]!.getAttribute('aria-current')]).toEqual([heading, 'true']);
    expect(document.title).toBe('Mend the lid · Opportunities · ckm');
    await user.click(screen.getByRole('button', { name: 'Deutsch' }));
    expect(document.title).toBe('Mend the lid · Chancen · ckm');
    await user.click(screen.getByRole('button', { name: 'English' }));
    await user.click(screen.getByRole('link', { name: /^Close/ }));
    expect(document.title).toBe('Opportunities · ckm');
    expect(screen.queryByRole('heading', { level: 2, name: 'Mend the lid' })).toBeNull();
  });

  it('stand beside the feed, too', async () => {
    answer(CALL, page([opportunity('a', 'Mend the lid')]));
    await open('#feed');
    const strip = within(screen.getByRole('region', { name: 'Opportunities' }));
    expect(strip.getByRole('link').getAttribute('href')).toBe('#opportunities&opportunity=a');
    for (const text of ['12 customers', /^3 quotes · opened Mar 1, 2026$/]) strip.getByText(text);
  });
});
