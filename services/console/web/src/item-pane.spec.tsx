/** @jest-environment ./src/fixture/browser.mjs */
import { screen, within } from '@testing-library/react';
import { open, pass } from './fixture/open.js';
import { interpretation, page, read, signal, TEXT, unread } from './fixture/examples.js';
import { answer, delay, refuse, requests } from './fixture/services.js';
import type { Captured } from './knowledge.js';

const captured = (change: Partial<Captured> = {}): Captured => ({ ...unread('one', TEXT), ...change });
const said = () => document.querySelector('blockquote')!;
/** The text of each mark of this type. */
function marks(type: string): string[] {
  return [...said().querySelectorAll(`mark.signal-${type}`)].map(mark => mark.textContent);
}
/** The name of each signal, with the words before it. */
const names = () =>
  [...said().querySelectorAll('sup')].map(name => [name.previousSibling?.textContent, name.textContent.slice(1)]);
const withoutNames = () => {
  const copy = said().cloneNode(true) as HTMLElement;
  copy.querySelectorAll('sup').forEach(name => name.remove());
  return copy.textContent;
};

async function openItem(change: Partial<Captured> = {}, reading: Parameters<typeof interpretation>[0] | null = {}) {
  answer('GET /v1/items/:id', { data: captured(change) });
  if (reading) answer('GET /v1/interpretations/:id', { data: interpretation(reading) });
  return open('#feed&item=one');
}

describe('an item that is open', () => {
  it('has its signals marked on their words, and named where they end', async () => {
    await openItem();
    expect([marks('PRAISE'), marks('PROBLEM'), withoutNames()]).toEqual([['Great pump'], ['the lid jams'], TEXT]);
    expect(names()).toEqual([
      ['Great pump', 'Praise'],
      ['the lid jams', 'Problem'],
    ]);
  });

  it('marks signals that overlap on all of their words', async () => {
    const signals = [signal('REQUEST', 'jams. Please mend'), signal('PROBLEM', 'the lid jams')];
    await openItem({}, { signals });
    expect([marks('REQUEST').join(''), marks('PROBLEM').join('')]).toEqual(['jams. Please mend', 'the lid jams']);
    expect(withoutNames()).toBe(TEXT);
    expect(names()).toEqual([
      ['jams', 'Problem'],
      ['. Please mend', 'Request'],
    ]);
  });

  it('has its signals marked at the right place behind an emoji', async () => {
    const text = '好😀的吗';
    await openItem({ text }, { language: 'zh', signals: [signal('QUESTION', '的吗', {}, text)] });
    expect([marks('QUESTION'), said().lang]).toEqual([['的吗'], 'zh']);
  });

  it('shows the words as they were said, never as markup', async () => {
    const text = 'The <img src=x onerror="alert(1)"> jams <script>alert(1)</script>';
    await openItem({ text, account: text, product: text }, { signals: [signal('PROBLEM', '<img src=x', {}, text)] });
    expect([withoutNames(), marks('PROBLEM')]).toEqual([text, ['<img src=x']]);
    expect(document.querySelector('.pane img, .pane script')).toBeNull();
  });

  it('lets the direction of its words follow their script, wherever they are quoted', async () => {
    const text = 'غطاء المضخة يعلق';
    answer('GET /v1/feed', page([read('one', { text, signals: [] })]));
    await openItem({ text }, { signals: [signal('PROBLEM', 'يعلق', {}, text)] });
    expect([said().dir, document.querySelector('q')!.dir, screen.getByText(text).dir]).toEqual([
      'auto',
      'auto',
      'auto',
    ]);
  });

  it('says why each signal is believed, and what a person corrected', async () => {
    const signals = [
      signal('REQUEST', 'mend the lid', { kind: 'NEED', expression: 'IMPLIED', rationale: 'unmet expectation' }),
      signal('PROBLEM', 'the lid jams', { rule: 'correction' }),
    ];
    await openItem({}, { signals, themes: [], corrected: ['sentiment', 'themes', 'signals', 'language'] });
    screen.getByText('need · implied · 80% sure · because of an unmet expectation');
    expect(screen.getAllByTitle('Request · implied · because of an unmet expectation')).toHaveLength(2);
    screen.getByText('said · corrected');
    screen.getByText('no theme');
    expect(screen.getAllByText('corrected')).toHaveLength(4);
  });

  it('tells who said it, when and where, who read it, and what happened to it', async () => {
    const step = { eventId: 'a', service: 'capture', position: 7, traceId: null };
    answer('GET /v1/items/:id/journey', {
      data: [
        { ...step, type: 'KnowledgeItemCaptured', recordedAt: '2026-03-01T11:57:00.000Z' },
        {
          ...step,
          eventId: 'b',
          service: 'enrichment',
          type: 'ItemInterpreted',
          recordedAt: '2026-03-01T11:57:01.500Z',
        },
      ],
    });
    await openItem({ account: 'Acme', occasion: 'VISIT', product: 'P-1', rating: 4.5, contactMode: 'DIRECT' });
    for (const fact of ['Acme', 'Visit', 'P-1', '4.5', 'in person', 'rules 7', 'Captured', '+ 1.5 sec'])
      within(screen.getByRole('region', { name: 'Item' })).getByText(fact);
  });

  it('tells the day of the first step, and of each step on another day than the one before', async () => {
    const step = { service: 'capture', type: 'KnowledgeItemCaptured', position: 7, traceId: null };
    answer('GET /v1/items/:id/journey', {
      data: ['2026-01-20T11:57:00.000Z', '2026-01-20T11:58:30.000Z', '2026-03-01T11:58:30.000Z'].map(at => ({
        ...step,
        eventId: at,
        recordedAt: at,
      })),
    });
    await openItem();
    expect([...document.querySelectorAll('.journey .quiet')].map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Jan 20, 2026[\d:.]+position 7$/),
      expect.stringMatching(/^[\d:.]+\+ 1\.5 minposition 7$/),
      expect.stringMatching(/^Mar 1, 2026[\d:.]+\+ 40 daysposition 7$/),
    ]);
  });

  it('says who its customer was when it was said', async () => {
    answer('GET /v1/items/:id/customer', { data: { name: '刘玉梅', account: '新苗幼儿园', language: 'zh' } });
    await openItem();
    within(screen.getByRole('region', { name: 'Item' })).getByText('刘玉梅, 新苗幼儿园');
  });

  it('names its customer as other systems know them, or by the beginning of the id', async () => {
    await openItem({ customerExternalId: 'c-1008' });
    screen.getByText('c-1008');
    answer('GET /v1/items/:id', { data: captured({ customerExternalId: null }) });
    await pass(5000);
    screen.getByText('5d6f3f1c', { selector: 'dd' });
  });

  it('says that no step of it is known, where none is', async () => {
    await openItem();
    screen.getByText('No step of it is known yet.');
  });

  it('shows its signals as soon as it was interpreted', async () => {
    await openItem({}, null);
    screen.getByText('Being read …');
    expect([said().textContent, screen.queryByText('No signal found in these words.')]).toEqual([TEXT, null]);
    answer('GET /v1/interpretations/:id', { data: interpretation() });
    await pass(2000);
    expect(marks('PROBLEM')).toEqual(['the lid jams']);
  });

  it('shows what somebody else corrects meanwhile', async () => {
    await openItem();
    answer('GET /v1/interpretations/:id', { data: interpretation({ signals: [], corrected: ['signals'] }) });
    await pass(5000);
    screen.getByText('No signal found in these words.');
    expect(marks('PROBLEM')).toEqual([]);
  });

  it('shows what the feed knows of it while the whole item is loading', async () => {
    answer('GET /v1/feed', page([read('one')]));
    refuse('GET /v1/items/:id', { status: 503, code: 'service-unavailable', title: 'Capture does not answer.' });
    await open('#feed&item=one');
    expect(marks('PROBLEM')).toEqual(['the lid jams']);
    expect(screen.getByRole('alert').textContent).toContain('Capture does not answer.');
    expect(screen.queryByRole('button', { name: /^Correct/ })).toBeNull();
  });

  it.each([
    [{ withdrawn: true }, 'These words were withdrawn and no longer count.'],
    [{}, 'These words were forgotten, as the customer wished.'],
  ])('says what became of its words where they are gone: %j', async (change, sentence) => {
    await openItem({ ...change, text: null });
    screen.getByText(sentence);
    expect([document.querySelector('mark, blockquote'), screen.queryByText('Signals')]).toEqual([null, null]);
  });

  it('says when its words were withdrawn, and why', async () => {
    await openItem({
      ...{ text: null, withdrawn: true, withdrawnAt: '2026-03-01T11:58:00.000Z', withdrawalReason: 'Another customer' },
    });
    const facts = [...document.querySelectorAll('dl > div')].map(({ textContent }) => textContent);
    expect(facts).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^WithdrawnMar 1, 2026, 11:58/),
        'Withdrawn becauseAnother customer',
      ]),
    );
  });

  it('removes its words from the page as soon as they are withdrawn', async () => {
    await openItem();
    answer('GET /v1/items/:id', { data: captured({ text: null, withdrawn: true }) });
    await pass(5000);
    screen.getByText('These words were withdrawn and no longer count.');
    expect(screen.queryByText(/lid jams/)).toBeNull();
  });

  it('copies the whole trace id of a step', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const step = { eventId: 'a', service: 'capture', type: 'KnowledgeItemCaptured', position: 7, traceId };
    answer('GET /v1/items/:id/journey', { data: [{ ...step, recordedAt: '2026-03-01T11:57:00.000Z' }] });
    const user = await openItem();
    await pass(2000);
    await user.click(screen.getByRole('button', { name: 'trace 0af76519 copy' }));
    screen.getByText('Copied');
    expect(await navigator.clipboard.readText()).toBe(traceId);
    await pass(2000);
    expect(screen.queryByText('Copied')).toBeNull();
  });

  it('says so where there is no such item', async () => {
    refuse('GET /v1/items/:id', { status: 404, code: 'item-not-found', detail: 'There is no such item.' });
    await open('#feed&item=one');
    expect(screen.getByRole('alert').textContent).toBe('item-not-found There is no such item.');
    expect(screen.queryByText('Loading …')).toBeNull();
  });

  it('shows no problem while an item has no journey yet', async () => {
    refuse('GET /v1/items/:id/journey', { status: 404, code: 'item-not-found', detail: 'There is no such item.' });
    await openItem();
    expect([screen.queryByRole('alert'), screen.queryByRole('heading', { name: 'Journey' })]).toEqual([null, null]);
  });

  it('shows no problem of the item that was open before', async () => {
    refuse('GET /v1/items/:id', { status: 404, code: 'item-not-found', detail: 'There is no such item.' });
    await open('#feed&item=one');
    answer('GET /v1/items/:id', { data: captured() });
    delay('GET /v1/items/:id');
    location.hash = '#feed&item=two';
    await pass(0);
    expect(screen.queryByRole('alert')).toBeNull();
    screen.getByText('Loading …');
  });

  it('leads to whatever else its customer said, and is closed', async () => {
    const user = await openItem();
    await user.click(screen.getByRole('button', { name: 'Everything from this customer' }));
    expect(requests('GET /v1/feed').at(-1)?.query.customer).toBe(captured().customerId);
    expect(screen.queryByRole('region', { name: 'Item' })).toBeNull();
  });
});
