/** @jest-environment ./src/fixture/browser.mjs */
import { act, screen } from '@testing-library/react';
import { open, pass } from './fixture/open.js';
import { answer, cutOff, delay, refuse, requests } from './fixture/services.js';
import { page, unread } from './fixture/examples.js';
import { tokenOf } from './fixture/tokens.js';
import { keepToken } from './session.js';

const tokenField = () => screen.queryByLabelText(/^Access token/);
const noteField = () => screen.getByLabelText(/^The customer’s words/);

/** Asks for a new token, as a service does that was asked with one that lapsed. */
async function lapse() {
  refuse('GET /v1/feed', { status: 401, code: 'token-invalid', detail: 'The token has expired.' });
  await pass(2000);
  answer('GET /v1/feed', page([unread('one', 'Hello')]));
}

describe('signing in', () => {
  it('is asked for where there is no token, before any request to the services', async () => {
    await open('#feed', null);
    screen.getByLabelText(/^Access token/);
    expect([requests('GET /v1/feed'), screen.queryByRole('navigation')]).toEqual([[], null]);
  });

  it('has a title of its own, until the pages are shown', async () => {
    const user = await open('#operations');
    await user.click(screen.getByRole('button', { name: 'Sign out' }));
    expect(document.title).toBe('Sign in · ckm');
    await user.type(tokenField()!, 'abc{Enter}');
    expect(document.title).toBe('Operations · ckm');
  });

  it('shows the pages, and sends the token with whatever is asked for', async () => {
    answer('GET /v1/feed', page([unread('one', 'Hello')]));
    const user = await open('#feed', null);
    await user.type(screen.getByLabelText(/^Access token/), ' abc {Enter}');
    screen.getByRole('link', { name: /Hello/ });
    expect(tokenField()).toBeNull();
    for (const call of ['GET /v1/feed', 'GET /v1/themes', 'GET /v1/opportunities'] as const)
      expect(requests(call).at(-1)?.headers.authorization).toBe('Bearer abc');
  });

  it('refuses by itself what cannot be a token', async () => {
    const user = await open('#feed', null);
    await user.type(tokenField()!, 'Schlüssel{Enter}');
    expect(document.getElementById(tokenField()!.getAttribute('aria-describedby')!)?.textContent).toBe(
      'This is no access token: it has characters that none has.',
    );
    expect(requests('GET /v1/me')).toEqual([]);
  });

  it('is asked for again, with the reason, where a token is refused', async () => {
    await open('#feed');
    await lapse();
    expect(screen.getByRole('alert').textContent).toContain('The token has expired.');
    screen.getByLabelText(/^Access token/);
    expect(screen.queryByRole('navigation')).toBeNull();
  });

  it('keeps what was typed for the same person with a new token', async () => {
    const user = await open('#feed', tokenOf('Zoe', 1));
    await user.type(noteField(), 'The lid jams');
    await lapse();
    await user.type(screen.getByLabelText(/^Access token/), `${tokenOf('Zoe', 2)}{Enter}`);
    expect((noteField() as HTMLTextAreaElement).value).toBe('The lid jams');
  });

  it('leaves nothing of what was typed to somebody else', async () => {
    const user = await open('#feed', tokenOf('Zoe'));
    await user.type(noteField(), 'The lid jams');
    await lapse();
    await user.type(screen.getByLabelText(/^Access token/), `${tokenOf('Max')}{Enter}`);
    expect((noteField() as HTMLTextAreaElement).value).toBe('');
  });

  it('is not asked for where the token that is refused is not the newest', async () => {
    refuse('GET /v1/feed', { status: 401, code: 'token-invalid', detail: 'The token has expired.' });
    const release = delay('GET /v1/feed');
    await open('#feed', tokenOf('Zoe', 1));
    answer('GET /v1/feed', page([unread('one', 'Hello')]));
    act(() => keepToken(tokenOf('Zoe', 2)));
    release();
    await pass(2000);
    screen.getByRole('link', { name: /Hello/ });
    expect(tokenField()).toBeNull();
  });

  it('is not asked for where a service is not reached', async () => {
    await open('#feed');
    cutOff('GET /v1/feed');
    await pass(2000);
    screen.getByText(/^Not connected/);
    expect(tokenField()).toBeNull();
  });
});

describe('who is signed in', () => {
  it('is said on every page, with their tenant and role', async () => {
    await open('#operations');
    expect(screen.getByRole('group', { name: 'Signed in' }).textContent).toBe('ZoeacmeAdministratorSign out');
  });

  it('signs out, and leaves nothing of what was typed, nor the reason why an earlier token was refused', async () => {
    const user = await open('#feed', tokenOf('Zoe', 1));
    await lapse();
    await user.type(screen.getByLabelText(/^Access token/), `${tokenOf('Zoe', 2)}{Enter}`);
    await user.type(noteField(), 'The lid jams');
    await user.click(screen.getByRole('button', { name: 'Sign out' }));
    expect([sessionStorage.length, tokenField(), screen.queryByRole('alert')]).toEqual([
      0,
      document.activeElement,
      null,
    ]);
    await user.type(screen.getByLabelText(/^Access token/), `${tokenOf('Zoe', 3)}{Enter}`);
    expect((noteField() as HTMLTextAreaElement).value).toBe('');
  });
});
