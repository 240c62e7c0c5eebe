import { testPostgres, type TestPostgres } from '@ckm/backing-services';
import type { RecordedEvent } from '@ckm/event-sourcing';
import type { Principal } from '@ckm/http';
import { FeedRoute } from '../feed/feed.route.js';
import { recorded, SharedKnowledge } from '../fixture/shared-knowledge.js';
import { CustomerRoute } from './customer.route.js';

const id = (n: number): string => `0a52b1d6-1111-5111-8111-${String(n).padStart(12, '0')}`;
const day = (n: number): string => new Date(Date.UTC(2026, 10, n, 8)).toISOString();
const ANNA = id(99);
const KEY = id(77);

let postgres: TestPostgres;
let knowledge: SharedKnowledge;

beforeAll(async () => {
  postgres = await testPostgres();
  knowledge = await SharedKnowledge.in(postgres.url);
});
afterAll(async () => {
  await knowledge?.close();
  await postgres?.stop();
});
beforeEach(() => knowledge.database.writer.query('DELETE FROM item_feed_v4_1; DELETE FROM customer_identity_v1_1'));

const said = (n: number, occurredAt: string, customerId = ANNA): RecordedEvent =>
  recorded(
    'KnowledgeItemCaptured',
    { itemId: id(n), customerId, text: 'Der Toner ist leer.', occurredAt },
    { keyIds: [KEY] },
  );
const told = (
  n: number,
  occurredAt: string,
  identity: { name?: string; account?: string; languageHint?: string },
  tenantId = 'demo',
): RecordedEvent => ({
  ...recorded('CustomerIdentified', { customerId: ANNA, occurredAt, ...identity }, { tenantId, keyIds: [KEY] }),
  id: id(500 + n),
});
const customerOf = async (n: number, tenantId = 'demo') =>
  (await new CustomerRoute(knowledge.service).get(id(n), { tenantId } as Principal)).data;

describe('The customer of an item', () => {
  it('is who they were when they said it, also after that has changed', async () => {
    await knowledge.take(told(1, day(1), { name: 'Anna Gut', account: 'Praxis am Wald', languageHint: 'de' }));
    await knowledge.take(said(1, day(2)));
    const then = { name: 'Anna Gut', account: 'Praxis am Wald', language: 'de' };
    expect(await customerOf(1)).toEqual(then);
    await knowledge.take(told(2, day(3), { name: 'Anna Gut-Berger', account: 'Klinik Süd' }), said(2, day(4)));
    expect(await customerOf(1)).toEqual(then);
    expect(await customerOf(2)).toEqual({ name: 'Anna Gut-Berger', account: 'Klinik Süd', language: 'de' });
    const { data } = await new FeedRoute(knowledge.service).list({}, { tenantId: 'demo' } as Principal);
    expect(data.map(({ itemId, customer }) => [itemId, customer?.account])).toEqual([
      [id(2), 'Klinik Süd'],
      [id(1), 'Praxis am Wald'],
    ]);
  });

  it('is who they were first said to be, if nobody told before', async () => {
    await knowledge.take(said(1, day(1)), told(1, day(5), { name: '李娜' }), told(2, day(4), { name: 'Na Li' }));
    expect(await customerOf(1)).toEqual({ name: 'Na Li', account: null, language: null });
  });

  it('is not known where nobody told, or only another tenant was', async () => {
    await knowledge.take(said(1, day(1)), told(1, day(1), { name: 'Anna Gut' }, 'globex'));
    expect(await customerOf(1)).toBeNull();
    await expect(customerOf(1, 'globex')).rejects.toThrow('item not found');
    await expect(customerOf(2)).rejects.toThrow('item not found');
  });

  it('is forgotten with the person, whose return tells nothing of what was said before', async () => {
    await knowledge.take(told(1, day(1), { name: 'Anna Gut' }), said(1, day(2)), said(2, day(2), id(98)));
    const forget = (table: string, emptied: string) =>
      knowledge.database.writer.query(`UPDATE ${table} SET ${emptied}, erased = true WHERE key_ids = $1`, [[KEY]]);
    await forget('customer_identity_v1_1', 'name = NULL, account = NULL');
    expect(await customerOf(1)).toBeNull();
    await forget('item_feed_v4_1', 'text = NULL');
    await knowledge.take(told(2, day(9), { name: 'Anna Berger' }));
    expect(await customerOf(1)).toBeNull();
  });
});
