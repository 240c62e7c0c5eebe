/** @jest-environment ./src/fixture/browser.mjs */
import { screen } from '@testing-library/react';
import { open, pass } from './fixture/open.js';
import { interpretation, TEXT, unread } from './fixture/examples.js';
import { answer, refuse, requests } from './fixture/services.js';

const WITHDRAWAL = 'POST /v1/items/:id/withdrawal';
const WITHDRAWN = 'These words were withdrawn and no longer count.';
const GONE = { data: { ...unread('one', TEXT), text: null, withdrawn: true } };
const form = () => screen.queryByRole('form', { name: 'Withdraw this item' });
/** The text of the live region that has the focus. */
const focused = () => screen.getAllByRole('status').find(place => place === document.activeElement)?.textContent;

async function openForm() {
  answer('GET /v1/items/:id', { data: unread('one', TEXT) });
  answer('GET /v1/interpretations/:id', { data: interpretation() });
  const user = await open('#feed&item=one');
  await user.click(screen.getByRole('button', { name: 'Withdraw this item' }));
  return user;
}

describe('an item that should not have been written down', () => {
  it('is withdrawn with a reason, and its words go from the page at once', async () => {
    const user = await openForm();
    answer(WITHDRAWAL, () => {
      answer('GET /v1/items/:id', GONE);
      return { data: {} };
    });
    await user.keyboard('Another customer{Enter}');
    expect(requests(WITHDRAWAL)).toMatchObject([
      { path: '/v1/items/one/withdrawal', body: { reason: 'Another customer' } },
    ]);
    screen.getByText(WITHDRAWN);
    expect([form(), focused()]).toEqual([null, 'Withdrawn']);
  });

  it('stays where it could not be withdrawn, with the reason that was typed', async () => {
    const user = await openForm();
    refuse(WITHDRAWAL, { status: 503, code: 'service-unavailable', detail: 'Capture does not answer.' });
    await user.keyboard('Another customer{Enter}');
    expect(screen.getByRole('alert').textContent).toContain('Capture does not answer.');
    screen.getByDisplayValue('Another customer');
  });

  it('is offered for withdrawal no more once somebody else withdrew it', async () => {
    await openForm();
    answer('GET /v1/items/:id', GONE);
    await pass(5000);
    expect([form(), focused()]).toEqual([null, 'What you were at is gone meanwhile.']);
    expect(screen.queryByRole('button', { name: 'Withdraw this item' })).toBeNull();
  });
});
