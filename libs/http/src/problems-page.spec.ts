import { readFileSync } from 'node:fs';
import { CODES } from './codes.js';

const page = readFileSync(new URL('../../../docs/problems.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| `([\w-]+)` +\| (\d+) +\| (.+?) +\| (.+?) +\|$/gm)];

it('the manual tells every code, with its status and what it means', () => {
  const told = rows.map(([, code, status, title]) => [code, { status: Number(status), title }]);
  expect(Object.fromEntries(told)).toEqual(CODES);
  expect(told).toHaveLength(Object.keys(CODES).length);
});

it('the manual tells what to do about each', () => {
  for (const [, code, , , advice] of rows) expect([code, advice]).toEqual([code, expect.stringMatching(/\w{3}.*\.$/)]);
});
