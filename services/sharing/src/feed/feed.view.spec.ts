import { interleavings, type RecordedEvent, rowsOf } from '@ckm/event-sourcing';
import { recorded } from '../fixture/shared-knowledge.js';
import { feed } from './feed.view.js';

const itemId = '0a52b1d6-1111-5111-8111-000000000001';
const customerId = '0a52b1d6-2222-5222-8222-000000000002';

const KEY = '0a52b1d6-3333-4333-8333-000000000003';

const captured = recorded('KnowledgeItemCaptured', {
  itemId,
  customerId,
  sourceType: 'ticket.message',
  account: 'Praxis Dr. Färber',
  text: '打印机又卡纸了',
});
const capturedErased = recorded(
  'KnowledgeItemCaptured',
  { itemId, customerId, sourceType: 'ticket.message', account: 'Praxis Dr. Färber', text: null as never },
  { erased: true },
);
const sentiment = { label: 'negative', score: -0.5 } as const;
const interpreted = (version: string, erased = false): RecordedEvent =>
  recorded(
    'ItemInterpreted',
    { itemId, customerId, interpreter: 'rules', version, language: 'zh', sentiment, signals: [], themes: [] },
    { erased },
  );

const withdrawn = recorded('KnowledgeItemWithdrawn', { itemId, customerId, reason: 'Doppelt erfasst' });

describe('the feed', () => {
  it('ends in the same row whichever topic is read first', () => {
    const orders = interleavings([
      [captured, withdrawn],
      [interpreted('1'), interpreted('2')],
    ]);
    expect(orders).toHaveLength(6);
    for (const order of orders) expect(rowsOf(feed, order)).toEqual(rowsOf(feed, orders[0] as RecordedEvent[]));
  });

  it('shows an item as it was corrected last, whichever topic is read first', () => {
    const themes = [{ themeId: itemId, theme: 'Papierstau', confidence: 1 }];
    const reading = { itemId, customerId, interpreter: 'rules', version: '1', sentiment, signals: [], themes };
    const corrected = recorded('ItemInterpreted', { ...reading, language: 'de', corrected: ['themes'] });
    const said = recorded('InterpretationCorrected', { itemId, customerId, themes, stated: [], denied: [] });
    const orders = interleavings([[captured], [interpreted('1'), said, corrected]]);
    expect(orders).toHaveLength(4);
    for (const order of orders)
      expect(rowsOf(feed, order)).toMatchObject([
        { language: 'de', themes, theme_ids: [itemId], captured_at: captured.recordedAt },
      ]);
  });

  it('ends in the same tombstone in every order once the person is forgotten', () => {
    const orders = interleavings([[capturedErased, withdrawn], [interpreted('1', true)]]);
    for (const order of orders) {
      expect(rowsOf(feed, order)).toEqual(rowsOf(feed, orders[0] as RecordedEvent[]));
      expect(rowsOf(feed, order)).toMatchObject([
        { item_id: itemId, text: null, document: null, signals: null, account: null, erased: true },
      ]);
    }
  });

  it('ends in the same tombstone whenever the erasure comes, and however much opens still', () => {
    const keyed = (event: RecordedEvent): RecordedEvent => ({ ...event, keyIds: [KEY] });
    const erasure = recorded('SubjectErased', { customerId, keyIds: [KEY] });
    const expected = rowsOf(feed, [keyed(capturedErased), keyed(interpreted('1', true))]);
    for (const [first, second] of [
      [captured, interpreted('1')],
      [captured, interpreted('1', true)],
      [capturedErased, interpreted('1')],
    ] as const) {
      const readBefore = interleavings([[keyed(first)], [keyed(second)]]).map(order => [...order, erasure]);
      for (const order of readBefore) expect(rowsOf(feed, order)).toEqual(expected);
    }
    const readAfter = interleavings([[keyed(capturedErased)], [keyed(interpreted('1', true))], [erasure]]);
    for (const order of readAfter) expect(rowsOf(feed, order)).toEqual(expected);
  });

  it('does not change when everything is delivered twice', () => {
    const events = [captured, interpreted('1'), withdrawn];
    expect(rowsOf(feed, [...events, ...events])).toEqual(rowsOf(feed, events));
  });

  it('shows no item before it is captured', () => {
    expect(feed.shown).toMatch(/^captured_at IS NOT NULL /);
    for (const early of [interpreted('1'), withdrawn])
      expect(rowsOf(feed, [early])[0]).not.toHaveProperty('captured_at');
  });

  it('lets no two events write the same column', () => {
    const columnsOf = (event: RecordedEvent): string[] =>
      Object.keys(rowsOf(feed, [event])[0] ?? {}).filter(name => !['item_id', 'tenant_id', 'key_ids'].includes(name));
    const written = [captured, interpreted('1'), withdrawn].flatMap(columnsOf);
    expect(written).toEqual([...new Set(written)]);
  });
});
