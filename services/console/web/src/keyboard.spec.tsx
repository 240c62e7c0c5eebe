/** @jest-environment ./src/fixture/browser.mjs */
import { screen } from '@testing-library/react';
import { open, pass } from './fixture/open.js';
import { opened, page, theme, unread } from './fixture/examples.js';
import { answer } from './fixture/services.js';

const focused = () => (document.activeElement as HTMLElement).dataset.card ?? document.activeElement!.tagName;
const words = () => screen.getByLabelText<HTMLTextAreaElement>(/^The customer’s words/);

async function openFeed(hash = '#feed') {
  answer('GET /v1/feed', page(['one', 'two', 'three'].map(id => unread(id, `It is ${id}`))));
  answer('GET /v1/items/:id', ({ path }) => ({ data: unread(path.split('/').at(-1)!, 'Hello') }));
  const user = await open(hash);
  return { user, press: (keys: string) => user.keyboard(keys) };
}

describe('the keyboard', () => {
  it('goes from card to card, and not beyond them', async () => {
    const { press } = await openFeed();
    const way: string[] = [];
    for (const key of ['j', 'j', '{ArrowDown}', 'j', 'k', '{ArrowUp}', 'k']) {
      await press(key);
      way.push(focused());
    }
    expect(way).toEqual(['one', 'two', 'three', 'three', 'two', 'one', 'one']);
  });

  it('opens the card that is reached, from there the next, and comes back to it on Escape', async () => {
    const { press } = await openFeed();
    await press('j{Enter}');
    expect([location.hash, document.activeElement]).toEqual([
      '#feed&item=one',
      screen.getByRole('heading', { level: 2, name: 'Item' }),
    ]);
    await press('j');
    expect(location.hash).toBe('#feed&item=two');
    await press('{Escape}');
    expect([location.hash, focused()]).toEqual(['#feed', 'two']);
  });

  it('keeps the filters where an item is opened and closed', async () => {
    const { press } = await openFeed('#feed&sentiment=negative');
    await press('j{Enter}');
    expect(location.hash).toBe('#feed&sentiment=negative&item=one');
    await press('{Escape}');
    expect(location.hash).toBe('#feed&sentiment=negative');
  });

  it('moves the focus to the heading of the page where the card of a closed item is gone', async () => {
    const { press } = await openFeed('#feed&item=four');
    await press('{Escape}');
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 2, name: 'What customers say' }));
  });

  it('closes the list of its keys before anything below it', async () => {
    const { user, press } = await openFeed('#feed&item=one');
    const summary = screen.getByText('Keyboard shortcuts');
    await user.click(summary);
    const details = summary.closest('details')!;
    expect(details.open).toBe(true);
    screen.getByLabelText('Letters act as shortcuts').focus();
    await press('{Escape}');
    expect([details.open, document.activeElement, location.hash]).toEqual([false, summary, '#feed&item=one']);
    await press('{Escape}');
    expect(location.hash).toBe('#feed');
  });

  it('closes the list of its keys when something else is pressed, and not within it', async () => {
    const { user } = await openFeed();
    const summary = screen.getByText('Keyboard shortcuts');
    await user.click(summary);
    await user.click(screen.getByText('move'));
    const details = summary.closest('details')!;
    expect(details.open).toBe(true);
    await user.click(screen.getByRole('link', { name: 'Themes' }));
    expect(details.open).toBe(false);
  });

  it('moves the focus to the heading of a page that a link of another page led to', async () => {
    answer('GET /v1/themes', { data: [theme('lids', 'Lids')] });
    const { user, press } = await openFeed('#operations');
    await user.click(screen.getByRole('link', { name: 'Themes' }));
    expect(document.activeElement!.textContent).toBe('Themes');
    screen.getByRole('link', { name: 'In the feed Lids' }).focus();
    await press('{Enter}');
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 2, name: 'What customers say' }));
    location.hash = '#operations';
    await pass(0);
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 2, name: 'Operations' }));
  });

  it('closes what was opened last first', async () => {
    answer('GET /v1/opportunities/:id', { data: opened('a', 'Mend the lid') });
    const { press } = await openFeed('#opportunities&opportunity=a&item=one');
    await press('{Escape}');
    expect(location.hash).toBe('#opportunities&opportunity=a');
    screen.getByRole('heading', { level: 2, name: 'Mend the lid' });
    await press('{Escape}');
    expect(location.hash).toBe('#opportunities');
  });

  it('moves the focus to the note on n, and away from it on Escape', async () => {
    const { press } = await openFeed('#feed&item=one');
    await press('n');
    expect([document.activeElement, words().value]).toEqual([words(), '']);
    await press('{Escape}');
    expect([focused(), location.hash]).toEqual(['BODY', '#feed&item=one']);
  });

  it('takes no letters that are typed into a field', async () => {
    const { user } = await openFeed();
    await user.type(words(), 'jkn');
    expect([words().value, document.activeElement]).toEqual(['jkn', words()]);
  });

  it('takes no letters that are pressed together with a modifier', async () => {
    const { press } = await openFeed();
    await press('{Control>}n{/Control}{Meta>}j{/Meta}');
    expect(focused()).toBe('BODY');
  });

  it('takes Escape but no letters once those are switched off, which is remembered', async () => {
    const { user, press } = await openFeed('#feed&item=one');
    await user.click(screen.getByLabelText('Letters act as shortcuts'));
    const before = document.activeElement;
    await press('n');
    await press('j');
    expect([document.activeElement, location.hash]).toEqual([before, '#feed&item=one']);
    await press('{Escape}');
    expect([location.hash, localStorage.getItem('ckm-shortcuts')]).toEqual(['#feed', 'off']);
  });
});
