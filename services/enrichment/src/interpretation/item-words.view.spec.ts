import { interleavings, type RecordedEvent, rowsOf } from '@ckm/event-sourcing';
import { itemWords } from './item-words.view.js';

const ITEM = '0a52b1d6-1111-5111-8111-000000000001';
const CUSTOMER = '0a52b1d6-2222-5222-8222-000000000002';
const KEY = '0a52b1d6-3333-4333-8333-000000000003';

const event = (type: string, data: object, more: Partial<RecordedEvent> = {}): RecordedEvent =>
  ({ type, data, tenantId: 'demo', recordedAt: new Date('2026-11-02T08:15:00Z'), erased: false, ...more }) as never;
const captured = (text: string | null, tenantId = 'demo'): RecordedEvent =>
  event(
    'KnowledgeItemCaptured',
    { itemId: ITEM, customerId: CUSTOMER, text },
    {
      ...{ tenantId, keyIds: [KEY], erased: text === null },
    },
  );
const erasure = event('SubjectErased', { customerId: CUSTOMER, keyIds: [KEY] });
const rowOf = (...events: RecordedEvent[]) => rowsOf(itemWords, events)[0]!;

describe('what an item says', () => {
  it('has the key and the bands of its words', () => {
    const row = rowOf(captured('Der Wasserkocher tropft am Griff'));
    expect(row).toMatchObject({
      item_id: ITEM,
      customer_id: CUSTOMER,
      text: 'Der Wasserkocher tropft am Griff',
      key_ids: [KEY],
    });
    expect([typeof row.key, (row.bands as number[]).length]).toEqual(['string', 32]);
    expect(rowOf(captured('DER WASSERKOCHER tropft am Griff!'))).toMatchObject({ key: row.key, bands: row.bands });
  });

  it('shares no band with the same words of another tenant', () => {
    const [ours, theirs] = ['demo', 'globex'].map(
      tenant => rowOf(captured('水壶的把手漏水', tenant)).bands as number[],
    );
    expect(ours!.filter(band => theirs!.includes(band))).toEqual([]);
  });

  it('is forgotten with all that was made of the words, whenever the erasure comes, and however often it is told', () => {
    const gone = { item_id: ITEM, customer_id: CUSTOMER, text: null, key: null, bands: null, erased: true };
    const orders = [
      ...interleavings([[captured(null)], [erasure]]),
      [captured('The kettle leaks'), erasure],
      [captured('The kettle leaks'), erasure, captured('The kettle leaks'), erasure],
    ];
    for (const order of orders) expect(rowOf(...order)).toMatchObject(gone);
  });
});
