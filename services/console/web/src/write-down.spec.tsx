/** @jest-environment ./src/fixture/browser.mjs */
import { screen } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { open, pass } from './fixture/open.js';
import { page, unread } from './fixture/examples.js';
import { answer, cutOff, delay, refuse, requests, sentBodies } from './fixture/services.js';

const words = () => screen.getByLabelText<HTMLTextAreaElement>(/^The customer’s words/);
const customer = () => screen.getByLabelText<HTMLInputElement>(/^Customer \(name/);
const keys = () => requests('POST /v1/items').map(({ headers }) => headers['idempotency-key']);

async function write(user: UserEvent, text = 'The lid jams') {
  await user.type(words(), text);
  await user.type(customer(), ' Zoe ');
}

async function save(user: UserEvent) {
  await user.click(screen.getByRole('button', { name: /^Writ/ }));
}

describe('writing down what a customer said', () => {
  it('sends the whole note once, and clears the form for the next one', async () => {
    answer('POST /v1/items', { data: { itemId: 'one' } });
    const user = await open('#feed');
    await write(user);
    await user.selectOptions(screen.getByLabelText(/^Occasion/), 'Visit');
    await user.type(screen.getByLabelText(/^Product/), 'P-1');
    await user.type(screen.getByLabelText(/^Rating/), '4.5');
    await save(user);
    expect(sentBodies('POST /v1/items')).toEqual([
      {
        ...{ customerId: 'Zoe', text: 'The lid jams', occasion: 'VISIT', product: 'P-1', rating: 4.5 },
        ...{ channel: 'console', contributor: { role: 'employee' } },
      },
    ]);
    screen.getByText('Written down.');
    expect([words().value, customer().value, document.activeElement]).toEqual(['', '', words()]);
  });

  it('shows the note as pending until it is in the feed', async () => {
    answer('POST /v1/items', { data: { itemId: 'one' } });
    const user = await open('#feed');
    await write(user);
    await save(user);
    const words = screen.getByText('On its way to the feed …').previousElementSibling as HTMLElement;
    expect([words.textContent, words.getAttribute('lang'), words.dir]).toEqual(['The lid jams', '', 'auto']);
    answer('GET /v1/feed', page([unread('one', 'The lid jams')]));
    await pass(2000);
    expect(screen.queryByText('On its way to the feed …')).toBeNull();
    expect(screen.getAllByText('The lid jams')).toHaveLength(1);
  });

  it('clears the filters, which might hide the note', async () => {
    answer('POST /v1/items', { data: { itemId: 'one' } });
    const user = await open('#feed&sentiment=positive');
    await write(user);
    await save(user);
    screen.getByText('On its way to the feed …');
    expect(location.hash).toBe('#feed');
  });

  it('says at each field what is wrong with it, and keeps what was typed', async () => {
    const pointers = [{ pointer: '/data/customerId', detail: 'Nobody is called so.' }];
    refuse('POST /v1/items', { status: 400, code: 'body-invalid', title: 'Not valid.', pointers });
    const user = await open('#feed');
    await write(user);
    await save(user);
    const complaint = document.getElementById(customer().getAttribute('aria-describedby')!);
    expect([complaint?.textContent, words().value, customer().value]).toEqual([
      'Nobody is called so.',
      'The lid jams',
      ' Zoe ',
    ]);
    // A service says it in English, whatever the language of the page.
    expect(screen.getByText('Nobody is called so.').lang).toBe('en');
    expect(screen.getByRole('alert').textContent).toBe('body-invalid Not valid.');
  });

  it('sends no blanks, and says so in the language of the page', async () => {
    const user = await open('#feed');
    await user.type(words(), ' {Enter} ');
    await user.type(customer(), ' Zoe ');
    await save(user);
    expect([sentBodies('POST /v1/items'), words().validationMessage]).toEqual([[], 'Something is needed here.']);
    await user.type(words(), 'It jams');
    expect(words().validationMessage).toBe('');
  });

  it('sends the same note again under the same key, and a changed one under another', async () => {
    cutOff('POST /v1/items');
    const user = await open('#feed');
    await write(user);
    await save(user);
    await save(user);
    await user.type(words(), '!');
    await save(user);
    const [first, again, other] = keys();
    expect([first === again, first === other, keys().length]).toEqual([true, false, 3]);
  });

  it('keeps what is typed while a note is being sent', async () => {
    answer('POST /v1/items', { data: { itemId: 'one' } });
    const release = delay('POST /v1/items');
    const user = await open('#feed');
    await write(user);
    await save(user);
    await user.clear(words());
    await user.type(words(), 'And it is loud');
    release();
    await pass(0);
    expect([words().value, sentBodies('POST /v1/items').length]).toEqual(['And it is loud', 1]);
  });

  it('sends nothing while a note is being sent, and the changed note afterwards', async () => {
    answer('POST /v1/items', { data: { itemId: 'one' } });
    const release = delay('POST /v1/items');
    const user = await open('#feed');
    await write(user);
    await save(user);
    await user.type(words(), '!');
    await save(user);
    release();
    await pass(0);
    expect(sentBodies('POST /v1/items')).toMatchObject([{ text: 'The lid jams' }]);
    await save(user);
    expect(sentBodies('POST /v1/items')).toMatchObject([{ text: 'The lid jams' }, { text: 'The lid jams!' }]);
    expect([words().value, new Set(keys()).size]).toEqual(['', 2]);
  });

  it('sends the note on Ctrl+Enter', async () => {
    answer('POST /v1/items', { data: { itemId: 'one' } });
    const user = await open('#feed');
    await write(user);
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(sentBodies('POST /v1/items')).toHaveLength(1);
  });
});
