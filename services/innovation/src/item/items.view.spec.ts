import { interleavings, rowsOf } from '@ckm/event-sourcing';
import { interpreted, recorded, signal, uuid } from '../fixture/events.js';
import { readItem } from './read-item.view.js';
import { withdrawnItem } from './withdrawn-item.view.js';

const signals = [signal('REQUEST', 7, 'ein zweites Fach wäre schön')];
const read = recorded('ItemInterpreted', interpreted(signals));
const readAgain = recorded('ItemInterpreted', interpreted([], { version: '2' }));
const withdrawn = recorded('KnowledgeItemWithdrawn', { itemId: uuid(3), customerId: uuid(4) });

describe('an item', () => {
  it('is known with the signals of whoever read it last', () => {
    expect(rowsOf(readItem, [read])).toMatchObject([{ item_id: uuid(3), customer_id: uuid(4), signals }]);
    expect(rowsOf(readItem, [read, readAgain])).toMatchObject([{ signals: [] }]);
  });

  it('has no signals once the person was forgotten', () =>
    expect(rowsOf(readItem, [{ ...read, erased: true }])).toMatchObject([{ signals: null, erased: true }]));

  it('is withdrawn and read in whichever order that is heard', () => {
    const orders = interleavings([[read, readAgain], [withdrawn]]);
    expect(orders).toHaveLength(3);
    for (const view of [readItem, withdrawnItem])
      for (const order of orders) expect(rowsOf(view, order)).toEqual(rowsOf(view, orders[0]!));
    expect(rowsOf(withdrawnItem, orders[0]!)).toMatchObject([{ item_id: uuid(3), withdrawn_at: withdrawn.recordedAt }]);
  });
});
