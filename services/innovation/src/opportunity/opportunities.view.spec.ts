import { interleavings, type RecordedEvent, rowsOf, type View } from '@ckm/event-sourcing';
import { evidenceLinked, recorded, uuid } from '../fixture/events.js';
import { supporters } from '../support/supporters.view.js';
import { history } from './history.view.js';
import { opportunities } from './opportunities.view.js';

const opportunityId = uuid(2);
const theme = { opportunityId, themeId: uuid(7), title: 'Zweites Papierfach', itemIds: [uuid(3)] };
const idea = { opportunityId: uuid(6), title: 'Loan machine', kind: 'NEW_SERVICE', description: 'For a day.' } as const;

const opened = recorded('OpportunityOpened', theme);
const reviewed = recorded('OpportunityMoved', { opportunityId, stage: 'under-review' });
const declined = recorded('OpportunityMoved', { opportunityId, stage: 'declined', reason: 'Passt in kein Gehäuse.' });
const proposed = recorded('OpportunityProposed', idea);
const nice = recorded('OpportunitySupported', { opportunityId, customerId: uuid(4), importance: 1 });
const critical = recorded('OpportunitySupported', { opportunityId, customerId: uuid(4), importance: 3 });
const linked = recorded('EvidenceLinked', evidenceLinked());
const removed = recorded('EvidenceRemoved', {
  evidenceId: uuid(1),
  opportunityId,
  itemId: uuid(3),
  customerId: uuid(4),
  reason: '客户说的是另一台机器',
});

/** Each stream in its own order. */
const streams = [[opened, reviewed, declined], [proposed], [nice, critical], [linked, removed]];

it.each<[string, View]>([
  ['the opportunities', opportunities],
  ['their supporters', supporters],
  ['their history', history],
])('%s end in the same rows whichever stream is read first, and however often', (_, view) => {
  const orders = interleavings(streams);
  expect(orders.length).toBeGreaterThan(100);
  const rows = rowsOf(view, orders[0]!);
  expect(rows.length).toBeGreaterThan(0);
  for (const order of orders) expect(rowsOf(view, order)).toEqual(rows);
  expect(rowsOf(view, [...orders[0]!, ...orders[0]!])).toEqual(rows);
});

describe('an opportunity', () => {
  it('that the system opened has a theme, no kind yet, and is proposed', () =>
    expect(rowsOf(opportunities, [opened])).toMatchObject([
      { title: 'Zweites Papierfach', theme_id: uuid(7), kind: null, description: null, stage: 'proposed' },
    ]));

  it('that somebody proposed has a kind, and a theme only where one was given', () =>
    expect(rowsOf(opportunities, [proposed])).toMatchObject([
      { title: 'Loan machine', theme_id: null, kind: 'NEW_SERVICE', description: 'For a day.', stage: 'proposed' },
    ]));

  it('has the stage that it was moved to last, and keeps the time of its opening', () =>
    expect(rowsOf(opportunities, [opened, reviewed, declined])).toMatchObject([
      { stage: 'declined', opened_at: opened.recordedAt },
    ]));

  it('is made from nothing but its own events', () =>
    expect(rowsOf(opportunities, [nice, linked, removed])).toEqual([]));
});

describe('a supporter', () => {
  it('is counted with what was said last', () =>
    expect(rowsOf(supporters, [nice, critical])).toMatchObject([
      { opportunity_id: opportunityId, customer_id: uuid(4), importance: 3, supported_at: critical.recordedAt },
    ]));
});

describe('the history', () => {
  it('names who did what, when and why', () =>
    expect(rowsOf(history, [declined])).toMatchObject([
      {
        event: 'OpportunityMoved',
        stage: 'declined',
        reason: 'Passt in kein Gehäuse.',
        actor: 'jana',
        at: declined.recordedAt,
      },
    ]));

  it('names the customers of evidence and support', () => {
    expect(rowsOf(history, [critical])).toMatchObject([{ customer_id: uuid(4), importance: 3, item_id: null }]);
    expect(rowsOf(history, [removed])).toMatchObject([{ item_id: uuid(3), reason: '客户说的是另一台机器' }]);
  });

  it('keeps that evidence was removed, not why, once the person was forgotten', () => {
    const forgotten = { ...removed, data: { ...removed.data, reason: null }, erased: true } as unknown as RecordedEvent;
    expect(rowsOf(history, [forgotten])).toMatchObject([{ event: 'EvidenceRemoved', reason: null, erased: true }]);
  });
});
