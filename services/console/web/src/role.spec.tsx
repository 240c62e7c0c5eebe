/** @jest-environment ./src/fixture/browser.mjs */
import type { Role } from '@ckm/http/token';
import { cleanup, screen, within } from '@testing-library/react';
import { open, pass } from './fixture/open.js';
import { cluster, evidence, interpretation, opened, page, read, TEXT, theme, unread } from './fixture/examples.js';
import { answer, cutOff, me } from './fixture/services.js';
import type { Parked, Projection } from './operating.js';

const AT = '2026-03-01T11:57:00.000Z';

/** Something of everything that something can be done to. */
beforeEach(() => {
  answer('GET /v1/feed', page([read('one')]));
  answer('GET /v1/items/:id', { data: unread('one', TEXT) });
  answer('GET /v1/interpretations/:id', { data: interpretation() });
  answer('GET /v1/themes', {
    data: [theme('lids', 'Lids', { merged: [{ themeId: 'caps', name: 'Caps' }] }), theme('noise', 'Noise')],
  });
  answer('GET /v1/clusters', page([cluster('c', 'wheels squeak')]));
  answer('GET /v1/opportunities/:id', {
    data: opened('a', 'Mend the lid', { evidence: [evidence('e1', { words: 'the lid jams' })] }),
  });
  answer('GET /v1/ops/status', { data: [{ service: 'capture', answers: true }] });
  answer(
    'GET /v1/ops/parked',
    page([{ id: 'p', service: 'capture', topic: 'a', partition: 0, offset: 3, parkedAt: AT } as Parked]),
  );
  answer(
    'GET /v1/ops/projections',
    page([{ name: 'item_feed', version: 1, state: 'live', since: AT, read: 1 } as Projection]),
  );
});

/** The forms and buttons of the open page, each name once. */
function offered(): string[] {
  const main = within(screen.getByRole('main'));
  const forms = main.queryAllByRole('form').map(form => form.getAttribute('aria-label')!);
  const buttons = main.queryAllByRole('button').map(button => button.textContent.trim());
  return [...new Set([...forms, ...buttons])].sort();
}

const LOOK = ['Everything from this customer'];
const WRITE = ['Write down what a customer said'];
const CORRECT = [
  'Withdraw this item',
  ...['Add a signal that was missed', 'Correct it Praise', 'Correct it Problem'],
  'Correct sentiment, language or themes',
];
const SUPPORT = ['Note it', 'Remove the lid jams'];
const MOVE = ['Declined', 'Under review', 'Where to next?'];
const NAME = [
  'Describe Lids',
  'Describe Noise',
  'Make it a theme wheels squeak',
  'Merge Lids',
  'Merge Noise',
  'New theme',
  'Rename Lids',
  'Rename Noise',
  'Undo Caps',
];
const REDRIVE = ['Try again a a/0 @ 3'];
const REBUILD = ['Build anew item_feed'];

it.each<[Role, feed: string[], opportunity: string[], themes: string[], operations: string[]]>([
  ['reader', LOOK, [], [], []],
  ['contributor', [...CORRECT, ...LOOK, ...WRITE], SUPPORT, [], []],
  ['steward', [...CORRECT, ...LOOK, ...WRITE], [...SUPPORT, ...MOVE], NAME, REDRIVE],
  ['admin', [...CORRECT, ...LOOK, ...WRITE], [...SUPPORT, ...MOVE], NAME, [...REBUILD, ...REDRIVE]],
])('a %s is offered what the services let them do, and nothing else', async (role, ...pages) => {
  answer('GET /v1/me', { data: me(role) });
  const found: string[][] = [];
  for (const hash of ['#feed&item=one', '#opportunities&opportunity=a', '#themes', '#operations']) {
    await open(hash);
    found.push(offered());
    cleanup();
  }
  expect(found).toEqual(pages.map(names => names.toSorted()));
});

it.each<[Role, head: number | undefined, told: RegExp[]]>([
  ['reader', undefined, [/^What was put aside is shown to/, /^The sums, and how far behind/]],
  ['steward', undefined, [/^The sums, and how far behind/]],
  ['steward', 3, []],
])('a %s who is told %s of the log is told which parts are shown to others only', async (role, head, told) => {
  answer('GET /v1/me', { data: me(role) });
  answer('GET /v1/ops/status', { data: [{ service: 'capture', answers: true, head }] });
  await open('#operations');
  const sentences = screen.queryAllByText(/ shown to stewards/).map(({ textContent }) => textContent);
  expect(sentences).toEqual(told.map(sentence => expect.stringMatching(sentence)));
});

it('nothing is offered until the role is known, which is asked for again after a failure', async () => {
  cutOff('GET /v1/me');
  await open('#feed');
  expect(offered()).toEqual([]);
  const why = () => screen.queryByText('What you may do here is not known yet, so nothing is offered.');
  expect(why()!.nextElementSibling).toBe(screen.getByRole('alert'));
  answer('GET /v1/me', { data: me('contributor') });
  await pass(5000);
  expect([offered(), why(), screen.queryByRole('alert')]).toEqual([WRITE, null, null]);
});
