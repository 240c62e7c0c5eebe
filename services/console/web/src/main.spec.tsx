/** @jest-environment ./src/fixture/browser.mjs */
import { act } from '@testing-library/react';
import './fixture/open.js';
import { requests } from './fixture/services.js';

describe('the page as it is loaded', () => {
  it('takes the token out of the address, and leaves there what was to be opened', async () => {
    document.body.innerHTML = '<div id="page"></div>';
    history.replaceState(null, '', '#themes&token=abc');
    await act(() => import('./main.js'));
    expect(location.hash).toBe('#themes=');
    expect(document.title).toBe('Themes · ckm');
    expect(requests('GET /v1/themes').at(-1)?.headers.authorization).toBe('Bearer abc');
  });
});
