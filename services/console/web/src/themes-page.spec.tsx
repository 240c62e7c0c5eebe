/** @jest-environment ./src/fixture/browser.mjs */
import { screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { open, pass } from './fixture/open.js';
import { cluster, page, theme, unread } from './fixture/examples.js';
import { answer, cutOff, delay, refuse, requests, sentBodies } from './fixture/services.js';
import { tokenOf } from './fixture/tokens.js';

const LIDS = theme('lids', 'Lids', { description: 'What closes a pump.', examples: ['It jams', 'It leaks'] });
const NOISE = theme('noise', 'Noise');
/** In milliseconds, until the views have followed a command. */
const FOLLOWED = 400;
const row = (name: string) => within(screen.getByRole('heading', { level: 4, name }).closest('li')!);
const rows = () => screen.getAllByRole('heading', { level: 4 }).map(name => name.textContent);
const part = (name: string) => within(screen.getByRole('region', { name }));

async function press(user: UserEvent, name: string) {
  await user.click(screen.getByRole('button', { name }));
}

/** Presses a button of the form with this name. */
async function send(user: UserEvent, form: string, button: string) {
  await user.click(within(screen.getByRole('form', { name: form })).getByRole('button', { name: button }));
}

beforeEach(() => answer('GET /v1/themes', { data: [LIDS, NOISE] }));

describe('the themes', () => {
  it('are shown with their description and merged themes, and lead to their items', async () => {
    answer('GET /v1/themes', { data: [{ ...LIDS, merged: [{ themeId: 'caps', name: 'Caps' }] }] });
    await open('#themes');
    for (const text of ['What closes a pump.', 'learned from 2 examples', 'stands also for “Caps”'])
      row('Lids').getByText(text);
    expect(row('Lids').getByRole('link', { name: 'In the feed Lids' }).getAttribute('href')).toBe('#feed&theme=lids');
    expect(screen.queryByRole('button', { name: 'Merge Lids' })).toBeNull();
  });

  it('are called none only once the answer has come', async () => {
    answer('GET /v1/themes', { data: [] });
    const release = delay('GET /v1/themes');
    await open('#themes');
    expect(screen.queryByText(/^None yet/)).toBeNull();
    release();
    await pass(0);
    part('All themes').getByText(/^None yet/);
  });

  it('are not called none where the service is not reached', async () => {
    cutOff('GET /v1/themes');
    cutOff('GET /v1/clusters');
    cutOff('GET /v1/themes/emerging');
    await open('#themes');
    for (const name of ['All themes', 'New issues', 'Emerging']) part(name).getByRole('alert');
    expect(screen.queryByText(/^None|^No theme/)).toBeNull();
  });

  it('can be renamed, and show the new name at once', async () => {
    answer('POST /v1/themes/:id/rename', { data: { themeId: 'lids' } });
    const user = await open('#themes');
    await press(user, 'Rename Lids');
    const field = screen.getByLabelText<HTMLInputElement>('Name of the theme');
    expect([field.value, document.activeElement]).toEqual(['Lids', field]);
    await user.clear(field);
    await user.type(field, ' Covers ');
    await pass(5000);
    await user.keyboard('{Enter}');
    expect(part('All themes').getByRole('status').textContent).toBe('Now called “Covers”');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Rename Lids' }));
    answer('GET /v1/themes', { data: [{ ...LIDS, name: 'Covers' }, NOISE] });
    await pass(FOLLOWED);
    const { path, body } = requests('POST /v1/themes/:id/rename')[0]!;
    expect([path, body]).toEqual(['/v1/themes/lids/rename', { name: 'Covers' }]);
    expect([rows(), screen.queryByRole('form', { name: /^Rename/ })]).toEqual([['Covers', 'Noise'], null]);
  });

  it('keep the name that was typed, and say why, where it is refused', async () => {
    const detail = 'Another theme is called so.';
    refuse('POST /v1/themes/:id/rename', { status: 409, code: 'theme-name-taken', detail });
    const user = await open('#themes');
    await press(user, 'Rename Lids');
    await user.clear(screen.getByLabelText('Name of the theme'));
    await user.type(screen.getByLabelText('Name of the theme'), 'Noise');
    const release = delay('POST /v1/themes/:id/rename');
    await send(user, 'Rename Lids', 'Rename');
    await user.keyboard('{Enter}');
    // jsdom, unlike browsers, leaves the focus on a disabled button.
    expect([document.activeElement!.textContent, document.querySelector(':disabled:not(option)')]).toEqual([
      'Rename',
      null,
    ]);
    release();
    await pass(0);
    expect(sentBodies('POST /v1/themes/:id/rename')).toHaveLength(1);
    expect(row('Lids').getByRole('alert').textContent).toBe(`theme-name-taken ${detail}`);
    expect(screen.getByLabelText<HTMLInputElement>('Name of the theme').value).toBe('Noise');
  });

  it('can be merged into another one, and separated again', async () => {
    answer('POST /v1/themes/:id/merge', { data: {} });
    answer('POST /v1/themes/:id/unmerge', { data: {} });
    const user = await open('#themes');
    await press(user, 'Merge Noise');
    await send(user, 'Merge Noise', 'Merge');
    expect(sentBodies('POST /v1/themes/:id/merge')).toEqual([]);
    const others = screen.getByLabelText<HTMLSelectElement>('Into the theme');
    expect([...others.options].map(({ text }) => text)).toEqual(['', 'Lids']);
    await user.selectOptions(others, 'Lids');
    await send(user, 'Merge Noise', 'Merge');
    expect(requests('POST /v1/themes/:id/merge')).toMatchObject([
      { path: '/v1/themes/noise/merge', body: { into: 'lids' } },
    ]);
    screen.getByText('Merged into “Lids”');
    expect(document.activeElement).toBe(part('All themes').getByRole('status'));

    answer('GET /v1/themes', { data: [{ ...LIDS, merged: [{ themeId: 'noise', name: 'Noise' }] }] });
    await pass(FOLLOWED);
    row('Lids').getByText('stands also for “Noise”');
    await press(user, 'Undo Noise');
    expect(requests('POST /v1/themes/:id/unmerge').map(({ path }) => path)).toEqual(['/v1/themes/noise/unmerge']);
    screen.getByText('“Noise” stands for itself again');
    expect(document.activeElement).toBe(part('All themes').getByRole('status'));
    answer('GET /v1/themes', { data: [LIDS, NOISE] });
    await pass(FOLLOWED);
    expect(rows()).toEqual(['Lids', 'Noise']);
  });
});

describe('a new theme', () => {
  const NEW = 'POST /v1/themes';
  const name = () => screen.getByLabelText('Name of the theme');

  it('is given a name and a description, and is shown at once', async () => {
    answer('GET /v1/themes', { data: [] });
    answer(NEW, { data: { themeId: 'hinges' } });
    const user = await open('#themes');
    await press(user, 'New theme');
    await user.type(name(), ' Hinges ');
    await user.type(screen.getByLabelText(/^What it means/), 'They squeak');
    await send(user, 'New theme', 'Add');
    expect(sentBodies(NEW)).toEqual([{ name: 'Hinges', description: 'They squeak', examples: [] }]);
    answer('GET /v1/themes', { data: [theme('hinges', 'Hinges')] });
    await pass(FOLLOWED);
    expect([part('All themes').getByRole('status').textContent, rows()]).toEqual([
      '“Hinges” is a theme now',
      ['Hinges'],
    ]);
  });

  it.each([
    ['that is there already', theme('hinges', 'Hinges'), 'There is a theme of this name already.'],
    [
      'that was merged into another',
      theme('doors', 'Doors', { merged: [{ themeId: 'hinges', name: 'Hinges' }] }),
      '“Doors” stands also for the theme of this name.',
    ],
  ])('cannot have the name of a theme %s', async (_, other, told) => {
    const user = await open('#themes');
    await press(user, 'New theme');
    answer('GET /v1/themes', { data: [LIDS, NOISE, other] });
    await user.type(name(), 'hinges');
    await send(user, 'New theme', 'Add');
    expect([sentBodies(NEW), screen.getByRole('alert').textContent.trim()]).toEqual([[], told]);
  });
});

describe('a row with the focus that somebody else removes', () => {
  it.each([
    ['Rename Noise', 'All themes'],
    ['Make it a theme hinge', 'New issues'],
  ])('moves the focus to the announcement of its list: %s', async (button, list) => {
    answer('GET /v1/clusters', page([cluster('c', 'hinge')]));
    const user = await open('#themes');
    await press(user, button);
    answer('GET /v1/themes', { data: [LIDS] });
    answer('GET /v1/clusters', page([]));
    await pass(15_000);
    const told = part(list).getByText('What you were at is gone meanwhile.');
    expect(document.activeElement).toBe(told);
  });

  it('is not announced where the focus was elsewhere', async () => {
    await open('#themes');
    answer('GET /v1/themes', { data: [LIDS] });
    await pass(15_000);
    expect([rows(), screen.queryByText(/gone meanwhile/)]).toEqual([['Lids'], null]);
  });

  it('is not announced where the page is only hidden while a new token is asked for', async () => {
    const user = await open('#themes', tokenOf('Zoe', 1));
    await press(user, 'Rename Lids');
    refuse('GET /v1/themes', { status: 401, code: 'token-invalid', detail: 'The token has expired.' });
    await pass(5000);
    answer('GET /v1/themes', { data: [LIDS, NOISE] });
    await user.type(screen.getByLabelText(/^Access token/), `${tokenOf('Zoe', 2)}{Enter}`);
    screen.getByLabelText('Name of the theme');
    expect(screen.queryByText(/gone meanwhile/)).toBeNull();
  });
});

describe('a new issue', () => {
  it('becomes a theme under the name that it is given, and leads to its items', async () => {
    answer('GET /v1/clusters', page([cluster('c', 'hinge squeaks')]));
    answer('POST /v1/clusters/:id/theme', { data: { themeId: 'hinges', items: 3 } });
    const user = await open('#themes');
    await press(user, 'Make it a theme hinge squeaks');
    const field = screen.getByLabelText<HTMLInputElement>('Name of the theme');
    expect([field.value, field.selectionEnd]).toEqual(['hinge squeaks', 13]);
    await user.keyboard('Hinges');
    answer('GET /v1/clusters', page([]));
    answer('GET /v1/themes', { data: [LIDS, NOISE, theme('hinges', 'Hinges')] });
    await send(user, 'Make it a theme hinge squeaks', 'Make it a theme');
    expect(requests('POST /v1/clusters/:id/theme')).toMatchObject([
      { path: '/v1/clusters/c/theme', body: { name: 'Hinges' } },
    ]);
    expect(part('New issues').getByRole('status').textContent).toBe('Now in the theme “Hinges”: 3 items');
    expect(document.activeElement).toBe(part('New issues').getByRole('status'));
    expect(screen.getByRole('link', { name: '3 items' }).getAttribute('href')).toBe('#feed&theme=hinges');
    await pass(FOLLOWED);
    expect(rows()).toEqual(['Lids', 'Noise', 'Hinges']);
  });

  it('has no name where its items share no words', async () => {
    answer('GET /v1/clusters', page([cluster('c', 'hinge', { name: null })]));
    const user = await open('#themes');
    part('New issues').getByText('No words in common');
    await press(user, 'Make it a theme About hinge');
    expect(screen.getByLabelText<HTMLInputElement>('Name of the theme').value).toBe('');
  });

  it('shows its examples as they were said, never as markup', async () => {
    const text = '<b>It</b> squeaks';
    answer('GET /v1/clusters', page([cluster('c', 'squeaks', { examples: [{ itemId: 'one', text }] })], 'more'));
    await open('#themes');
    for (const fact of ['3 items', '2 customers', 'English']) row('squeaks').getByText(fact);
    expect(screen.getByText(text).closest('a')?.getAttribute('href')).toBe('#themes&item=one');
    screen.getByRole('button', { name: 'Show more' });
  });

  it('opens an example, and gets the focus back when that is closed', async () => {
    answer('GET /v1/clusters', page([cluster('c', 'squeaks', { examples: [{ itemId: 'one', text: 'It squeaks' }] })]));
    answer('GET /v1/items/:id', { data: unread('one', 'It squeaks') });
    const user = await open('#themes');
    await user.click(screen.getByRole('link', { name: 'It squeaks' }));
    screen.getByRole('region', { name: 'Item' });
    await user.click(screen.getByRole('link', { name: /^Close/ }));
    expect([location.hash, document.activeElement?.textContent]).toEqual(['#themes', 'It squeaks']);
  });
});

describe('a theme that is emerging', () => {
  it('tells how many items and customers it has, and how many are usual', async () => {
    const alert = { themeId: 'lids', theme: 'Lids', since: '2026-02-27T00:00:00Z', observed: 9, customers: 7 };
    const at = '2026-03-01T06:00:00.000Z';
    answer('GET /v1/themes/emerging', {
      data: [
        { ...alert, at, base: 2.4 },
        { ...alert, at, themeId: 'new', theme: null, base: 0.2 },
      ],
    });
    await open('#themes');
    const since = new URLSearchParams({ since: '2026-02-26T06:00:00.000Z' });
    expect(
      part('Emerging')
        .getAllByRole('link')
        .map(link => [link.getAttribute('href'), link.textContent]),
    ).toEqual([
      [
        `#feed&theme=lids&${since}`,
        expect.stringMatching(/^7 customersLids9 items in 3 daysusually about 2since Feb 2/),
      ],
      [
        `#feed&theme=new&${since}`,
        expect.stringMatching(/^7 customersIts name is not known here yet.*usually hardly any/),
      ],
    ]);
  });
});
