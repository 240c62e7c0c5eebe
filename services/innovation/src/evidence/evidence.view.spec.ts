import { interleavings, type RecordedEvent, rowsOf } from '@ckm/event-sourcing';
import { evidenceLinked, recorded, uuid } from '../fixture/events.js';
import { evidence } from './evidence.view.js';

const removal = { evidenceId: uuid(1), opportunityId: uuid(2), itemId: uuid(3), customerId: uuid(4) };
const linked = recorded('EvidenceLinked', evidenceLinked());
const removed = recorded('EvidenceRemoved', removal);
const back = recorded('EvidenceLinked', evidenceLinked({ stance: 'CONTRADICTS' }));
const other = recorded('EvidenceLinked', evidenceLinked({ evidenceId: uuid(9) }));

describe('the evidence of an opportunity', () => {
  it('supports it, where nothing else is said', () =>
    expect(rowsOf(evidence, [linked])).toMatchObject([{ stance: 'SUPPORTS', by_hand: false, removed_at: null }]));

  it('is marked when it was removed, and keeps what it was', () =>
    expect(rowsOf(evidence, [linked, removed])).toMatchObject([
      { words: '希望能一次扫两面', removed_at: removed.recordedAt },
    ]));

  it('counts again when it was linked again', () =>
    expect(rowsOf(evidence, [linked, removed, back])).toMatchObject([
      { stance: 'CONTRADICTS', by_hand: true, removed_at: null },
    ]));

  it('ends in the same rows whichever evidence is read first', () => {
    const orders = interleavings([[linked, removed, back], [other]]);
    expect(orders).toHaveLength(4);
    for (const order of orders) expect(rowsOf(evidence, order)).toEqual(rowsOf(evidence, orders[0]!));
  });

  it('does not change when everything is delivered twice', () => {
    const events = [linked, removed, back, other];
    expect(rowsOf(evidence, [...events, ...events])).toEqual(rowsOf(evidence, events));
  });

  it('has no words once the person was forgotten, and still counts', () => {
    const forgotten = { ...linked, data: { ...linked.data, words: null }, erased: true } as unknown as RecordedEvent;
    expect(rowsOf(evidence, [forgotten])).toMatchObject([
      { words: null, erased: true, customer_id: uuid(4), removed_at: null },
    ]);
  });
});
