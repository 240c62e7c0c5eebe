import { interleavings, type RecordedEvent, rowsOf } from '@ckm/event-sourcing';
import { event, uuid } from '../fixture/events.js';
import { mentions } from './mentions.view.js';

const captured = (erased = false): RecordedEvent =>
  event(
    'KnowledgeItemCaptured',
    { itemId: uuid(1), customerId: uuid(2), occurredAt: '2026-11-01T10:00:00Z', text: erased ? null : 'Zu laut' },
    { erased, keyIds: [uuid(9)] },
  );
const interpreted = (theme: number, erased = false): RecordedEvent =>
  event(
    'ItemInterpreted',
    { itemId: uuid(1), themes: [{ themeId: uuid(theme), theme: 'Laut' }] },
    { erased, keyIds: [uuid(9)] },
  );
const withdrawn = event('KnowledgeItemWithdrawn', { itemId: uuid(1) }, { keyIds: [uuid(9)] });
const erasure = event('SubjectErased', { customerId: uuid(2), keyIds: [uuid(9)] }, { keyIds: [uuid(9)] });

describe('a mention', () => {
  it('is the same row whichever topic is read first, with the themes of the last reading', () => {
    const orders = interleavings([
      [captured(), withdrawn],
      [interpreted(7), interpreted(8)],
    ]);
    expect(orders).toHaveLength(6);
    const row = { item_id: uuid(1), customer_id: uuid(2), occurred_at: '2026-11-01T10:00:00Z', theme_ids: [uuid(8)] };
    for (const order of orders)
      expect(rowsOf(mentions, order)).toEqual([{ ...row, tenant_id: 'demo', withdrawn: true }]);
  });

  it('of a forgotten customer still counts, for it holds nothing personal', () => {
    const expected = rowsOf(mentions, [captured(), interpreted(7)]);
    for (const order of interleavings([[captured(true), erasure], [interpreted(7, true)]]))
      expect(rowsOf(mentions, order)).toEqual(expected);
  });

  it('is shown once it was captured, unless it was withdrawn', () =>
    expect(mentions.shown).toBe('occurred_at IS NOT NULL AND withdrawn IS NOT TRUE'));
});
