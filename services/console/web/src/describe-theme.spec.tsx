/** @jest-environment ./src/fixture/browser.mjs */
import { screen } from '@testing-library/react';
import { theme } from './fixture/examples.js';
import { open, pass } from './fixture/open.js';
import { answer, requests } from './fixture/services.js';

const DESCRIBE = 'POST /v1/themes/:id/describe';

it('a theme is described anew, beginning with what was said of it', async () => {
  const lids = theme('lids', 'Lids', { description: 'What closes a pump.' });
  answer('GET /v1/themes', { data: [lids] });
  answer(DESCRIBE, { data: { themeId: 'lids' } });
  const user = await open('#themes');
  await user.click(screen.getByRole('button', { name: 'Describe Lids' }));
  await user.type(screen.getByRole('textbox', { name: /^What it means/ }), ' Or a tank.');
  answer('GET /v1/themes', { data: [{ ...lids, description: 'What closes a pump. Or a tank.' }] });
  await user.click(screen.getAllByRole('button', { name: /^Describe/ }).at(-1)!);
  expect(requests(DESCRIBE)).toMatchObject([
    { path: '/v1/themes/lids/describe', body: { description: 'What closes a pump. Or a tank.' } },
  ]);
  screen.getByText('“Lids” is described anew');
  await pass(400);
  screen.getByText('What closes a pump. Or a tank.');
});
