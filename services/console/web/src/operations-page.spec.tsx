/** @jest-environment ./src/fixture/browser.mjs */
import { screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { open, pass } from './fixture/open.js';
import { page } from './fixture/examples.js';
import { answer, cutOff, delay, refuse, requests } from './fixture/services.js';
import type { Parked, Projection, Quarantined, ServiceStatus, Sum } from './operating.js';

const part = (name: string | RegExp) => within(screen.getByRole('region', { name }));
const rows = (name: string | RegExp) => part(name).queryAllByRole('listitem');
const status = (...data: ServiceStatus[]) => answer('GET /v1/ops/status', { data });

async function press(user: UserEvent, name: string) {
  await user.click(screen.getByRole('button', { name }));
}

describe('the sums', () => {
  const intake = {
    received: 10,
    captured: 7,
    duplicates: 2,
    refused: 0,
    quarantined: 1,
    unanswered: 1,
    balanced: true,
  };
  const shown = { shown: 5, withdrawn: 0, erased: 0, parked: 0 };
  const feed = (given: Sum) => {
    const sum: Sum = { ...shown, ...given };
    return { views: [Object.assign({ view: 'item_feed' }, sum)] };
  };

  it('show the parts of each sum, and whether they add up', async () => {
    status(
      { service: 'capture', answers: true, sums: { intake } },
      { service: 'sharing', answers: true, sums: feed({ captured: 7, inFlight: 1, balanced: false }) },
    );
    await open('#operations');
    expect(
      part('No voice lost')
        .getAllByRole('figure')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Intake adds up10received=7captured+2repeats+1in quarantine1 of these unanswered',
      'item_feed does not add up7captured=5shown+1under way',
    ]);
  });

  it('are called unknown where they could not be counted', async () => {
    const unknown: Sum = { captured: null, inFlight: null, balanced: null };
    status(
      { service: 'capture', answers: false },
      { service: 'sharing', answers: true, sums: feed(unknown) },
      { service: 'enrichment', answers: true, sums: { views: [Object.assign({ view: 'item' }, unknown)] } },
    );
    await open('#operations');
    expect(
      part('No voice lost')
        .getAllByRole('figure')
        .map(({ textContent }) => textContent),
    ).toEqual(['item_feed', 'item'].map(view => `${view} not known: not counted in time, or Capture does not answer`));
  });
});

describe('the road', () => {
  it('shows the lag and the alarms of each service, and which one does not answer', async () => {
    const failure = 'broker not reached';
    const hop = { slice: 'feed', lagEvents: 2, lagSeconds: 259_200 };
    status(
      {
        ...{ service: 'capture', answers: true, head: 1200, alarms: ['clock-apart'] },
        lanes: [{ topic: 'items', lagEvents: 0, lagSeconds: 0, failure }],
      },
      { service: 'sharing', answers: true, consumers: ['a', 'b', 'c'].map(topic => ({ ...hop, topic })) },
      { service: 'innovation', answers: false },
    );
    await open('#operations');
    expect(
      part('The road')
        .getAllByRole('article')
        .map(({ textContent }) => textContent),
    ).toEqual([
      `Capture1,200 eventsclock-apartHopBehind→ items${failure}up to date`,
      'SharingHopBehindfeed3 topics6 events for 3 days',
      'InnovationIt does not answer.',
    ]);
  });

  it('is not shown to those who are not told of it', async () => {
    status({ service: 'capture', answers: true }, { service: 'sharing', answers: true });
    await open('#operations');
    expect(screen.queryByRole('region', { name: 'The road' })).toBeNull();
  });
});

it('services that take long to count are asked less often', async () => {
  const asked = () => requests('GET /v1/ops/status').length;
  const release = delay('GET /v1/ops/status');
  await open('#operations');
  await pass(3_000);
  release();
  await pass(14_000);
  expect(asked()).toBe(1);
  await pass(2_000);
  expect(asked()).toBe(2);
  await pass(2_000);
  expect(asked()).toBe(3);
});

describe('what is not known yet', () => {
  it('is shown as loading, part by part', async () => {
    const releases = (['GET /v1/ops/parked', 'GET /v1/ops/quarantine', 'GET /v1/ops/projections'] as const).map(delay);
    await open('#operations');
    for (const name of ['Parked', 'Quarantine', 'Views']) part(name).getByText('Loading …');
    for (const release of releases) release();
    await pass(0);
    expect(screen.queryByText('Loading …')).toBeNull();
  });
});

describe('what was put aside', () => {
  const place = { service: 'sharing', topic: 'items', partition: 2, offset: 17 };
  const parked: Parked = {
    ...{ ...place, id: 'sharing.1', type: 'ItemInterpreted', cause: 'span outside of the words', waits: false },
    parkedAt: '2026-03-01T11:00:00Z',
  };
  const quarantined: Quarantined = {
    ...{ ...place, service: 'capture', id: 'capture.1', code: 'not-json', detail: 'Unexpected end of JSON' },
    ...{ receivedAt: '2026-03-01T11:00:00Z', lapsesAt: '2026-03-31T11:00:00Z', lapsedAt: null },
  };

  it('is empty only where every service says so', async () => {
    await open('#operations');
    part('Parked').getByText('Everything could be handled.');
    part('Quarantine').getByText('Everything could be read.');
  });

  it('is not called empty where a service is silent, which is named', async () => {
    answer('GET /v1/ops/parked', { ...page<Parked>([]), silent: ['sharing', 'innovation'] });
    answer('GET /v1/ops/projections', { ...page<Projection>([]), silent: ['capture'] });
    await open('#operations');
    part('Parked').getByText('No answer from Sharing, Innovation: this part of the list is missing.');
    part('Views').getByText('No answer from Capture: this part of the list is missing.');
    expect(part('Parked').queryByText('Everything could be handled.')).toBeNull();
  });

  it('is not called empty where reading it is forbidden or fails', async () => {
    const detail = 'The token does not carry the role that this route needs.';
    refuse('GET /v1/ops/parked', { status: 403, code: 'role-missing', detail });
    cutOff('GET /v1/ops/quarantine');
    await open('#operations');
    expect(part('Parked').getByRole('alert').textContent).toBe(`role-missing ${detail}`);
    part('Quarantine').getByRole('alert');
    expect(screen.queryByText(/^Everything could/)).toBeNull();
  });

  it('tells what it is, why it was put aside, and what waits behind it', async () => {
    answer('GET /v1/ops/parked', page([parked, { ...parked, id: 'sharing.2', offset: 18, waits: true }], 'more'));
    answer('GET /v1/ops/quarantine', page([quarantined]));
    await open('#operations');
    const [first, second] = rows(/^Parked 2\+$/).map(row => within(row));
    for (const text of ['ItemInterpreted', 'Sharing', 'items/2 @ 17', parked.cause]) first!.getByText(text);
    expect(first!.getByText(parked.cause).lang).toBe('en');
    expect(second!.getByText('Waits behind a parked message of its key.').lang).toBe('');
    expect(second!.queryByRole('button')).toBeNull();
    for (const text of ['not-json', 'items/2 @ 17', quarantined.detail])
      within(rows(/^Quarantine 1$/)[0]!).getByText(text);
  });

  it.each([false, true])('shows the next page, and moves the focus to its first row: waits %j', async waits => {
    const further = { ...parked, id: 'sharing.2', offset: 18, waits };
    answer('GET /v1/ops/parked', ({ query }) => (query['cursor'] ? page([further]) : page([parked], 'more')));
    const user = await open('#operations');
    await press(user, 'Show more');
    const [, row] = rows(/^Parked 2$/);
    expect(document.activeElement).toBe(waits ? row : within(row!).getByRole('button'));
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it('tells until when a record can be read again, and does not offer it afterwards', async () => {
    const lapsed = { ...quarantined, id: 'capture.2', detail: '', lapsedAt: '2026-03-31T12:00:00Z' };
    answer('GET /v1/ops/quarantine', page([quarantined, lapsed]));
    await open('#operations');
    const [kept, gone] = rows(/^Quarantine 2$/).map(row => within(row));
    kept!.getByText('Its bytes are kept until Mar 31, 2026.');
    kept!.getByRole('button');
    gone!.getByText('Its bytes went on Mar 31, 2026: it cannot be read again.');
    expect(gone!.queryByRole('button')).toBeNull();
  });

  it('can be handled again, which is announced and removes it', async () => {
    answer('GET /v1/ops/parked', page([parked]));
    answer('POST /v1/ops/parked/:id/redrive', { data: { redriven: 2, parked: 0, cause: null } });
    const user = await open('#operations');
    answer('GET /v1/ops/parked', page<Parked>([]));
    await press(user, 'Try again ItemInterpreted items/2 @ 17');
    expect(requests('POST /v1/ops/parked/:id/redrive').map(({ path }) => path)).toEqual([
      '/v1/ops/parked/sharing.1/redrive',
    ]);
    const told = part('Parked').getByText('2 handled');
    expect([rows('Parked'), document.activeElement]).toEqual([[], told]);
  });

  it('moves the focus to the announcement where somebody else had it handled', async () => {
    answer('GET /v1/ops/parked', page([parked]));
    await open('#operations');
    screen.getByRole('button', { name: 'Try again ItemInterpreted items/2 @ 17' }).focus();
    answer('GET /v1/ops/parked', page<Parked>([]));
    await pass(5000);
    expect(document.activeElement).toBe(part('Parked').getByText('What you were at is gone meanwhile.'));
  });

  it('stays, and says why, where it still cannot be handled', async () => {
    answer('GET /v1/ops/parked', page([parked]));
    answer('POST /v1/ops/parked/:id/redrive', { data: { redriven: 0, parked: 1, cause: 'still outside' } });
    const user = await open('#operations');
    await press(user, 'Try again ItemInterpreted items/2 @ 17');
    expect(part(/^Parked/).getByText('still outside').lang).toBe('en');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Try again ItemInterpreted items/2 @ 17' }));
  });

  it.each([
    [{ outcome: 'captured' }, 'Read and captured', ''],
    [{ outcome: 'quarantined', detail: 'Unexpected token' }, 'Unexpected token', 'en'],
  ])('can be read again, and announces what came of it: %j', async (data, sentence, lang) => {
    answer('GET /v1/ops/quarantine', page([quarantined]));
    answer('POST /v1/ops/quarantine/:id/redrive', { data });
    const user = await open('#operations');
    await press(user, 'Try again not-json items/2 @ 17');
    expect(part(/^Quarantine/).getByText(sentence).lang).toBe(lang);
  });
});

describe('the views', () => {
  const live: Projection = { name: 'sharing.item_feed', version: 3, build: 1, state: 'live', read: 3000, total: 3000 };
  const building: Projection = { ...live, build: 2, state: 'building', read: 1500, total: 3000 };

  it('can be rebuilt, and show the progress', async () => {
    answer('GET /v1/ops/projections', page([live]));
    answer('POST /v1/ops/projections/:id/rebuild', { data: building });
    const user = await open('#operations');
    answer('GET /v1/ops/projections', page([live, building]));
    await press(user, 'Build anew sharing.item_feed');
    expect(requests('POST /v1/ops/projections/:id/rebuild').map(({ path }) => path)).toEqual([
      '/v1/ops/projections/sharing.item_feed/rebuild',
    ]);
    part('Views').getByText('sharing.item_feed: build begun');
    const progress = part('Views').getByRole<HTMLProgressElement>('progressbar');
    expect([
      progress.value,
      progress.max,
      screen.queryByRole('button', { name: 'Build anew sharing.item_feed' }),
    ]).toEqual([1500, 3000, null]);
    part('Views').getByText('1,500 / 3,000');
    answer('GET /v1/ops/projections', page([{ ...live, build: 2 }]));
    await pass(500);
    screen.getByRole('button', { name: 'Build anew sharing.item_feed' });
  });

  it('offer no rebuild to those who are not told how much is read', async () => {
    const { read: _, total: __, ...told } = live;
    answer('GET /v1/ops/projections', page([told]));
    await open('#operations');
    part('Views').getByText('sharing.item_feed');
    expect(screen.queryByRole('button', { name: /^Build anew/ })).toBeNull();
  });

  it('stay as they are, and say why, where a rebuild is refused', async () => {
    answer('GET /v1/ops/projections', page([live]));
    refuse('POST /v1/ops/projections/:id/rebuild', { status: 403, code: 'role-missing', detail: 'Only an admin may.' });
    const user = await open('#operations');
    await press(user, 'Build anew sharing.item_feed');
    expect(part('Views').getByRole('alert').textContent).toBe('role-missing Only an admin may.');
    expect(part('Views').queryByText(/build begun/)).toBeNull();
  });
});
