import { interleavings, rowsOf } from '@ckm/event-sourcing';
import { withdrawnItem } from '@ckm/service';
import { interpreted, recorded, signal, uuid } from '../fixture/events.js';
import { readItem } from './read-item.view.js';

const signals = [signal('REQUEST', 7, 'ein zweites Fach wäre schön')];
const read = recorded('ItemInterpreted', interpreted(signals));
const readAgain = recorded('ItemInterpreted', interpreted([], { version: '2' }));
const withdrawn = recorded('KnowledgeItemWithdrawn', { itemId: uuid(3), customerId: uuid(4) });

describe('an item', () => {
  it('has the signals of its last interpretation', () => {
    expect(rowsOf(readItem, [read])).toMatchObject([{ item_id: uuid(3), customer_id: uuid(4), signals }]);
    expect(rowsOf(readItem, [read, readAgain])).toMatchObject([{ signals: [] }]);
  });

  it('has the evidence of its last interpretation, and no other', () => {
    const themes = [7, 8].map(n => ({ themeId: uuid(n), theme: 'Fächer', confidence: 0.9 }));
    const about = recorded('ItemInterpreted', interpreted(signals, { themes }));
    const corrected = recorded('ItemInterpreted', interpreted(signals, { themes: themes.slice(1), version: '2' }));
    const [row] = rowsOf(readItem, [about]) as { evidence_ids: string[] }[];
    expect(row?.evidence_ids).toHaveLength(2);
    expect(rowsOf(readItem, [about, corrected])).toMatchObject([{ evidence_ids: row?.evidence_ids.slice(1) }]);
    expect(rowsOf(readItem, [about, readAgain])).toMatchObject([{ evidence_ids: [] }]);
    expect(rowsOf(readItem, [{ ...about, erased: true }])).toMatchObject([{ evidence_ids: row?.evidence_ids }]);
  });

  it('has no signals once the person was forgotten', () =>
    expect(rowsOf(readItem, [{ ...read, erased: true }])).toMatchObject([{ signals: null, erased: true }]));

  it('is withdrawn and interpreted in whichever order the events arrive', () => {
    const orders = interleavings([[read, readAgain], [withdrawn]]);
    expect(orders).toHaveLength(3);
    for (const view of [readItem, withdrawnItem])
      for (const order of orders) expect(rowsOf(view, order)).toEqual(rowsOf(view, orders[0]!));
    expect(rowsOf(withdrawnItem, orders[0]!)).toMatchObject([{ item_id: uuid(3), withdrawn_at: withdrawn.recordedAt }]);
  });
});
