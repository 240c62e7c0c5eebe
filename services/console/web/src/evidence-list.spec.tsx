/** @jest-environment ./src/fixture/browser.mjs */
import { screen } from '@testing-library/react';
import { evidence, opened } from './fixture/examples.js';
import { open } from './fixture/open.js';
import { answer } from './fixture/services.js';

const rows = () => [...document.querySelectorAll('.quotes > li')].map(({ textContent }) => textContent);

it('words that two signals rest on are quoted once, above both of them', async () => {
  const problem = { signalType: 'PROBLEM', expression: 'EXPRESSED', words: 'the lid jams' } as const;
  const all = [
    evidence('e1', { ...problem, signalType: 'REQUEST' }),
    evidence('e2', problem),
    evidence('e3', { ...problem, itemId: 'two' }),
    evidence('e4', { ...problem, itemId: 'two', words: 'so does the tray' }),
  ];
  answer('GET /v1/opportunities/:id', { data: opened('a', 'Mend the lid', { evidence: all }) });
  await open('#opportunities&opportunity=a');
  expect(rows()).toEqual([
    expect.stringMatching(/^the lid jamsRequest/),
    expect.stringMatching(/^Problem/),
    expect.stringMatching(/^the lid jamsProblem/),
    expect.stringMatching(/^so does the trayProblem/),
  ]);
  expect(screen.getAllByRole('button', { name: /^Remove/ })).toHaveLength(4);
});
