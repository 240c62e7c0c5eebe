import { interleavings, type RecordedEvent, rowsOf } from '@ckm/event-sourcing';
import { itemWords } from './item-words.view.js';
import { withdrawnItem } from './withdrawn-item.view.js';

const itemId = '0a52b1d6-1111-5111-8111-000000000001';
const KEY = '0a52b1d6-3333-4333-8333-000000000003';
const recorded = (type: string, data: object, more: object = {}): RecordedEvent =>
  ({
    ...{ type, data, tenantId: 'demo', recordedAt: new Date('2026-11-02T08:15:00Z'), erased: false, keyIds: [] },
    ...more,
  }) as unknown as RecordedEvent;

const captured = recorded('KnowledgeItemCaptured', { itemId, text: 'Der Lüfter pfeift.' }, { keyIds: [KEY] });
const gone = recorded('KnowledgeItemCaptured', { itemId, text: null }, { keyIds: [KEY], erased: true });
const withdrawn = recorded('KnowledgeItemWithdrawn', { itemId });
const erasure = recorded('SubjectErased', { keyIds: [KEY] });

describe('the words of an item', () => {
  it('are those that were captured, and know the key that they were opened with', () =>
    expect(rowsOf(itemWords, [captured])).toMatchObject([{ text: 'Der Lüfter pfeift.', key_ids: [KEY] }]));

  it('are gone with their person, whether that is heard before or after', () => {
    for (const order of [[captured, erasure], [gone, erasure], ...interleavings([[gone], [erasure]])])
      expect(rowsOf(itemWords, order)).toMatchObject([{ item_id: itemId, text: null, erased: true }]);
  });

  it('end in the same rows whichever topic is heard first, and however often', () => {
    const orders = interleavings([[captured, withdrawn], [erasure]]);
    for (const view of [itemWords, withdrawnItem])
      for (const order of orders)
        expect(rowsOf(view, [...order, ...order])).toEqual(rowsOf(view, [...orders[0]!, erasure]));
  });
});
