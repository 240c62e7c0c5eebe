/** @jest-environment ./src/fixture/browser.mjs */
import { screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { open, pass } from './fixture/open.js';
import { evidence, historyEntry, opened } from './fixture/examples.js';
import { answer, delay, refuse, requests, sentBodies } from './fixture/services.js';
import type { WholeOpportunity } from './knowledge.js';

const MOVE = 'POST /v1/opportunities/:id/stage';
const SUPPORT = 'POST /v1/opportunities/:id/support';
const REMOVAL = 'POST /v1/opportunities/:id/evidence/:id/removal';
const now = (change: Partial<WholeOpportunity> = {}) =>
  answer('GET /v1/opportunities/:id', { data: opened('a', 'Mend the lid', change) });
/** The address of everything that the customer of the evidence said. */
const THEIRS = '#feed&customer=5d6f3f1c-2b3a';
const EVIDENCE = evidence('e1');
/** In milliseconds, until the views have followed a command. */
const FOLLOWED = 400;
const openIt = () => open('#opportunities&opportunity=a');
const reason = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Reason' });
const steps = () => within(screen.getByRole('form', { name: 'Where to next?' }));
/** The text of the live region that has the focus. */
const focused = () => screen.getAllByRole('status').find(place => place === document.activeElement)?.textContent;

async function press(user: UserEvent, name: string | RegExp) {
  await user.click(screen.getByRole('button', { name }));
}

describe('the stage of an opportunity', () => {
  it('shows how far it has come, and offers the stages that can be reached from here', async () => {
    now({ stage: 'under-review', reachable: ['planned', 'declined'] });
    await openIt();
    const way = within(screen.getByRole('list', { name: 'Stage' })).getAllByRole('listitem');
    expect(way.map(({ textContent }) => textContent)).toEqual([
      ...['Proposed', 'Under review', 'Planned'],
      ...['In progress', 'Shipped', 'Verified'],
    ]);
    expect(way.map(one => one.getAttribute('aria-current'))).toEqual([null, 'step', null, null, null, null]);
    const offered = steps().getAllByRole('button');
    expect(offered.map(({ textContent }) => textContent)).toEqual(['Planned', 'Declined']);
  });

  it('is moved to the chosen stage, with the reason that was given', async () => {
    now();
    answer(MOVE, { data: {} });
    const user = await openIt();
    await user.type(reason(), 'Asked for by many');
    await pass(2000);
    now({ stage: 'under-review', reachable: ['planned', 'declined'] });
    await press(user, 'Under review');
    expect(focused()).toBe('Moved to “Under review”');
    await pass(1000);
    await press(user, 'Declined');
    expect(requests(MOVE)[0]?.path).toBe('/v1/opportunities/a/stage');
    expect(sentBodies(MOVE)).toEqual([
      { stage: 'under-review', from: 'proposed', reason: 'Asked for by many' },
      { stage: 'declined', from: 'under-review' },
    ]);
    expect([reason().value, steps().getAllByRole('button')[0]!.textContent]).toEqual(['', 'Planned']);
  });

  it('is moved once only where somebody presses twice', async () => {
    now();
    answer(MOVE, { data: {} });
    const user = await openIt();
    await pass(2000);
    now({ stage: 'under-review', reachable: ['planned', 'declined'] });
    await press(user, 'Under review');
    await pass(900);
    await press(user, 'Planned');
    expect(sentBodies(MOVE)).toMatchObject([{ stage: 'under-review' }]);
    await pass(100);
    await press(user, 'Planned');
    expect(sentBodies(MOVE)).toMatchObject([{ stage: 'under-review' }, { stage: 'planned' }]);
  });

  it('is not moved by Enter in the reason', async () => {
    now({ stage: 'in-progress', reachable: ['shipped', 'declined'] });
    answer(MOVE, { data: {} });
    const user = await openIt();
    await user.type(reason(), 'Nobody asks for it any more{Enter}');
    expect([sentBodies(MOVE), reason().value]).toEqual([[], 'Nobody asks for it any more']);
  });

  it('keeps the reason, and offers the current stages, where somebody else moved it first', async () => {
    now();
    const detail = 'Somebody has moved it to declined meanwhile.';
    refuse(MOVE, { status: 409, code: 'stage-moved', detail });
    const user = await openIt();
    await user.type(reason(), 'Asked for by many');
    now({ stage: 'declined', reachable: ['proposed'] });
    await press(user, 'Under review');
    expect(document.activeElement).toBe(reason());
    expect([screen.getByRole('alert').textContent, reason().value]).toEqual([
      `stage-moved ${detail}`,
      'Asked for by many',
    ]);
    expect(
      steps()
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual(['Proposed']);
  });

  it('offers nothing at the end of the way', async () => {
    now({ stage: 'verified', reachable: [] });
    await openIt();
    screen.getByText('It has come all the way.');
    expect(screen.queryByRole('form', { name: 'Where to next?' })).toBeNull();
  });
});

describe('the theme of an opportunity', () => {
  it('is named, and leads to whoever speaks of it', async () => {
    now({ themeId: 'lids', theme: 'Lids' });
    await openIt();
    screen.getByText('Lids', { selector: '.theme' });
    expect(screen.getByRole('link', { name: 'In the feed Lids' }).getAttribute('href')).toBe('#feed&theme=lids');
  });

  it('is not shown where there is none', async () => {
    now();
    await openIt();
    expect([document.querySelector('.theme'), screen.queryByRole('link', { name: /^In the feed/ })]).toEqual([
      null,
      null,
    ]);
  });
});

describe('the evidence of an opportunity', () => {
  const gone = { ...EVIDENCE, words: null };

  it('is quoted word for word, never as markup, and leads to its item', async () => {
    now({ evidence: [EVIDENCE] });
    answer('GET /v1/items/:id', {
      data: { itemId: 'one', customerId: 'c', text: 'mend <b>the</b> lid', occurredAt: EVIDENCE.linkedAt },
    });
    const user = await openIt();
    const quote = within(screen.getByText('mend <b>the</b> lid', { selector: 'q' }).closest('li')!);
    for (const text of ['Request', /implied/, 'speaks for it', 'linked Feb 20, 2026']) quote.getByText(text);
    expect(quote.getByRole('link', { name: 'Customer 5d6f3f1c' }).getAttribute('href')).toBe(THEIRS);
    await user.click(quote.getByRole('link', { name: EVIDENCE.words! }));
    expect(location.hash).toBe('#opportunities&opportunity=a&item=one');
    screen.getByRole('heading', { level: 2, name: 'Item' });
  });

  it('gets the focus back when its item is closed, in a pane that is as it was left', async () => {
    now({ evidence: [EVIDENCE] });
    answer('GET /v1/items/:id', {
      data: { itemId: 'one', customerId: 'c', text: 'mend the lid', occurredAt: EVIDENCE.linkedAt },
    });
    const user = await openIt();
    await user.type(reason(), 'Asked for by many');
    const link = screen.getByText(EVIDENCE.words!, { selector: 'q' }).closest('a')!;
    await user.click(link);
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Item' }));
    screen.getByRole('region', { name: 'Item' });
    await user.keyboard('{Escape}');
    expect([document.activeElement, reason().value]).toEqual([link, 'Asked for by many']);
    screen.getByRole('region', { name: 'Mend the lid' });
  });

  it('says which words are gone, and why', async () => {
    now({
      evidence: [
        { ...gone, withdrawn: true },
        { ...gone, evidenceId: 'e2', erased: true, stance: 'CONTRADICTS' },
      ],
    });
    await openIt();
    expect(screen.getAllByRole('button', { name: 'Remove Customer 5d6f3f1c' })).toHaveLength(2);
    expect([...document.querySelectorAll('.quotes > li')].map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^These words were withdrawn and no longer count\..*speaks for it/),
      expect.stringMatching(/^These words were forgotten, as the customer wished\..*speaks against it/),
    ]);
  });

  it('is removed only after a reason was asked for', async () => {
    now({ evidence: [EVIDENCE] });
    answer(REMOVAL, { data: {} });
    const user = await openIt();
    await press(user, 'Remove mend <b>the</b> lid');
    expect(sentBodies(REMOVAL)).toEqual([]);
    await pass(1000);
    const form = within(screen.getByRole('form', { name: 'Remove mend <b>the</b> lid' }));
    form.getByText('It is not linked again by itself, nor can it be linked again here.');
    await user.type(form.getByRole('textbox', { name: 'Reason' }), ' Not about lids {Enter}');
    now({ evidence: [] });
    expect(requests(REMOVAL)).toMatchObject([
      { path: '/v1/opportunities/a/evidence/e1/removal', body: { reason: 'Not about lids' } },
    ]);
    await pass(FOLLOWED);
    screen.getByText('No customer’s words yet.');
    expect(focused()).toBe('Evidence removed');
  });
});

describe('a long list in the pane', () => {
  const many = <T,>(of: (nth: number) => T) => Array.from({ length: 22 }, (_, nth) => of(nth));

  it('shows the newest quotes, and further ones on request', async () => {
    const all = many(nth => evidence(`e${nth}`, { words: `${nth} lids` }));
    now({ evidence: all.slice(1) });
    const user = await openIt();
    const quotes = () => [...document.querySelectorAll('q')].map(({ textContent }) => textContent);
    now({ evidence: all });
    await pass(2000);
    expect([quotes().length, quotes().at(-1)]).toEqual([21, '20 lids']);
    await press(user, 'Show more');
    expect([quotes().length, document.activeElement!.textContent]).toEqual([22, '21 lids']);
  });

  it('shows the newest history entries, and further ones on request', async () => {
    now({ history: many(nth => historyEntry('OpportunityProposed', { actor: `Zoe ${nth}` })) });
    const user = await openIt();
    await press(user, 'Show more');
    expect(document.activeElement!.textContent).toMatch(/Zoe 20$/);
    expect(document.querySelectorAll('.journey > li')).toHaveLength(22);
  });
});

describe('evidence that somebody else removes', () => {
  it('moves the focus to the announcement where it was in that row', async () => {
    now({ evidence: [EVIDENCE] });
    const user = await openIt();
    await press(user, 'Remove mend <b>the</b> lid');
    now();
    await pass(2000);
    expect(focused()).toBe('What you were at is gone meanwhile.');
  });
});

describe('the support of an opportunity', () => {
  it('is noted for a customer with its importance, and the form is cleared for the next one', async () => {
    now();
    answer(SUPPORT, { data: {} });
    const user = await openIt();
    screen.getByText('No customer was asked yet.');
    await user.type(screen.getByLabelText(/^Customer \(name/), ' Zoe ');
    await user.click(screen.getByLabelText('Critical'));
    await pass(2000);
    now({ supporters: [{ customerId: '5d6f3f1c-2b3a', importance: 3, at: '2026-03-01T12:00:00Z' }] });
    await press(user, 'Note it');
    expect(sentBodies(SUPPORT)).toEqual([{ customerId: 'external:Zoe', importance: 3 }]);
    const customer = screen.getByRole('link', { name: 'Customer 5d6f3f1c' });
    expect([customer.parentElement!.textContent, customer.getAttribute('href')]).toEqual([
      'Customer 5d6f3f1cCritical',
      THEIRS,
    ]);
    const field = screen.getByLabelText<HTMLInputElement>(/^Customer \(name/);
    expect([field.value, document.activeElement]).toEqual(['', field]);
    const told = screen.getByText('Noted for Zoe.').firstChild;
    await user.clear(field);
    await user.type(field, 'Zoe{Enter}');
    expect([told!.isConnected, screen.getByText('Noted for Zoe.').role]).toEqual([false, 'status']);
    expect(screen.getByLabelText<HTMLInputElement>('Important').checked).toBe(true);
  });

  it('keeps the choices in the form, and says at the field what is wrong, where it is refused', async () => {
    now();
    const pointers = [{ pointer: '/customerId', detail: 'Too long.' }];
    refuse(SUPPORT, { status: 400, code: 'body-invalid', title: 'Not valid.', pointers });
    const user = await openIt();
    await user.type(screen.getByLabelText(/^Customer \(name/), 'Zoe');
    await user.click(screen.getByLabelText('Not'));
    const release = delay(SUPPORT);
    await press(user, 'Note it');
    await user.keyboard('{Enter}');
    // jsdom, unlike browsers, leaves the focus on a disabled button.
    expect([document.activeElement!.textContent, document.querySelector(':disabled')]).toEqual(['Note it', null]);
    release();
    await pass(0);
    expect(sentBodies(SUPPORT)).toHaveLength(1);
    const field = screen.getByLabelText<HTMLInputElement>(/^Customer \(name/);
    expect(document.getElementById(field.getAttribute('aria-describedby')!)?.textContent).toBe('Too long.');
    expect([field.value, screen.getByLabelText<HTMLInputElement>('Not').checked]).toEqual(['Zoe', true]);
  });
});

describe('the history of an opportunity', () => {
  it('says who did what and why, and what happened by itself', async () => {
    const history = [
      historyEntry('OpportunityMoved', { stage: 'planned', reason: 'Asked for' }),
      historyEntry('OpportunitySupported', { customerId: '5d6f3f1c-2b3a', importance: 3 }),
      historyEntry('OpportunityOpened', { actor: 'system:enrichment' }),
    ];
    now({ history });
    await openIt();
    const told = document.querySelectorAll('.journey > li');
    expect([...told].map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Moved to “Planned”Asked for.*zoe$/),
      expect.stringMatching(/^A customer was asked · Critical.*zoeCustomer 5d6f3f1c$/),
      expect.stringMatching(/^Opened.*by itself$/),
    ]);
    const [, link] = [...told].map(one => one.querySelector('a'));
    expect(link!.getAttribute('href')).toBe(THEIRS);
  });
});
