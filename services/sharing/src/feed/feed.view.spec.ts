import type { EventMap, EventName } from '@ckm/contracts';
import { interleavings, type RecordedEvent, rowsOf } from '@ckm/event-sourcing';
import { feed } from './feed.view.js';

const itemId = '0a52b1d6-1111-5111-8111-000000000001';
const customerId = '0a52b1d6-2222-5222-8222-000000000002';

const recorded = <N extends EventName>(type: N, data: Partial<EventMap[N]>, erased = false): RecordedEvent =>
  ({
    type,
    data,
    erased,
    tenantId: 'demo',
    recordedAt: new Date('2026-11-02T08:15:00Z'),
  }) as unknown as RecordedEvent;

const captured = recorded('KnowledgeItemCaptured', {
  itemId,
  customerId,
  sourceType: 'ticket.message',
  text: '打印机又卡纸了',
});
const capturedErased = recorded(
  'KnowledgeItemCaptured',
  { itemId, customerId, sourceType: 'ticket.message', text: null as never },
  true,
);
const sentiment = { label: 'negative', score: -0.5 } as const;
const interpreted = (version: string, erased = false): RecordedEvent =>
  recorded(
    'ItemInterpreted',
    { itemId, customerId, interpreter: 'rules', version, language: 'zh', sentiment, signals: [], themes: [] },
    erased,
  );

describe('the feed', () => {
  it('ends in the same row whichever topic is read first', () => {
    const orders = interleavings([[captured], [interpreted('1'), interpreted('2')]]);
    expect(orders).toHaveLength(3);
    for (const order of orders) expect(rowsOf(feed, order)).toEqual(rowsOf(feed, orders[0] as RecordedEvent[]));
  });

  it('ends in the same tombstone in every order once the person is forgotten', () => {
    const orders = interleavings([[capturedErased], [interpreted('1', true)]]);
    for (const order of orders) {
      expect(rowsOf(feed, order)).toEqual(rowsOf(feed, orders[0] as RecordedEvent[]));
      expect(rowsOf(feed, order)).toMatchObject([{ item_id: itemId, text: null, signals: null, erased: true }]);
    }
  });

  it('does not change when everything is delivered twice', () => {
    const events = [captured, interpreted('1')];
    expect(rowsOf(feed, [...events, ...events])).toEqual(rowsOf(feed, events));
  });

  it('shows no item before it is captured', () => {
    expect(feed.shown).toBe('captured_at IS NOT NULL');
    expect(rowsOf(feed, [interpreted('1')])[0]).not.toHaveProperty('captured_at');
  });

  it('lets no two events write the same column', () => {
    const columnsOf = (event: RecordedEvent): string[] =>
      Object.keys(rowsOf(feed, [event])[0] ?? {}).filter(name => !['item_id', 'tenant_id'].includes(name));
    const own = new Set(columnsOf(captured));
    expect(columnsOf(interpreted('1')).filter(name => own.has(name))).toEqual([]);
  });
});
