/** @jest-environment ./src/fixture/browser.mjs */
import { act, screen } from '@testing-library/react';
import { pass } from './fixture/open.js';
import { requests } from './fixture/services.js';
import { tokenOf } from './fixture/tokens.js';
import { keepToken } from './session.js';
import { signOut } from './tabs.js';

beforeEach(() => (document.body.innerHTML = '<div id="page"></div>'));

// This test comes first: once a page is open, it would hear of the signing out as another tab.
it('a page that did not run while its holder signed out asks for a token, both when loaded and when restored from the cache', async () => {
  const comeBack = (how: () => unknown) => {
    act(() => keepToken(tokenOf('Zoe'), null, 5));
    return act(async () => {
      how();
      await pass(200);
    });
  };
  act(() => keepToken(tokenOf('Zoe'), null, 1));
  act(() => signOut(10));
  await comeBack(() => import('./main.tsx?away' as string));
  screen.getByLabelText(/^Access token/);
  await comeBack(() => window.dispatchEvent(new Event('pageshow')));
  screen.getByLabelText(/^Access token/);
});

describe('the page as it is loaded', () => {
  it('takes the token out of the address, and leaves the rest of it', async () => {
    history.replaceState(null, '', '#themes&token=abc');
    await act(() => import('./main.js'));
    expect(location.hash).toBe('#themes=');
    expect(document.title).toBe('Themes · ckm');
    expect(requests('GET /v1/themes').at(-1)?.headers.authorization).toBe('Bearer abc');
  });
});
