import type { RecordedEvent } from '@ckm/event-sourcing';
import type { Principal } from '@ckm/http';
import { event, uuid } from '../fixture/events.js';
import { enrichment, openBeforeAll } from '../fixture/opened-enrichment.js';
import { DuplicatesRoute } from './duplicates.route.js';

const WORDS = 'Der Wasserkocher tropft seit Montag am Griff';

openBeforeAll();

/** Item n, captured in second n from customer n unless another is given. */
const said = (n: number, text: string, { customer = n, tenantId = 'demo' } = {}): RecordedEvent =>
  event(
    'KnowledgeItemCaptured',
    { itemId: uuid(n), customerId: uuid(customer), text },
    { tenantId, recordedAt: new Date(n * 1_000), keyIds: [uuid(customer)] },
  );
const withdrawn = (n: number): RecordedEvent => event('KnowledgeItemWithdrawn', { itemId: uuid(n) });
const forgotten = (customer: number): RecordedEvent =>
  event('SubjectErased', { customerId: uuid(customer), keyIds: [uuid(customer)] });
const duplicatesOf = async (n: number, tenantId = 'demo') =>
  (await new DuplicatesRoute(enrichment.service).list(uuid(n), { tenantId } as Principal)).data;
const numbersOf = async (n: number, tenantId?: string) =>
  (await duplicatesOf(n, tenantId)).map(({ itemId }) => Number(itemId.slice(-12)));

describe('the duplicates of an item', () => {
  it('come oldest first, with customer, time and similarity', async () => {
    await enrichment.hear(
      said(2, `Hallo, ${WORDS.toUpperCase()}!!`, { customer: 1 }),
      said(1, WORDS),
      said(3, 'Der Waserkocher tropft seit Motnag am Grif'),
      said(4, 'Am Griff vom Kocher läuft Wasser raus'),
      said(5, WORDS, { tenantId: 'globex' }),
    );
    expect(await duplicatesOf(3)).toEqual([
      { itemId: uuid(1), customerId: uuid(1), capturedAt: new Date(1_000), similarity: expect.any(Number) as number },
      { itemId: uuid(2), customerId: uuid(1), capturedAt: new Date(2_000), similarity: expect.any(Number) as number },
    ]);
    expect(await duplicatesOf(1)).toMatchObject([{ similarity: 1 }, { itemId: uuid(3) }]);
    expect((await duplicatesOf(1))[1]!.similarity).toBeLessThan(1);
    expect(await numbersOf(4)).toEqual([]);
  });

  it('have a similarity of 1 only where they are the same, even where a long one differs in a word', async () => {
    const words = Array.from({ length: 1_500 }, (_, nth) =>
      (nth * 7_919_777).toString(36).replace(/\d/g, digit => 'qrstuvwxyz'[Number(digit)]!),
    ).join(' ');
    await enrichment.hear(said(31, words), said(32, `${words} tropft`), said(33, words.toUpperCase()));
    expect(await duplicatesOf(31)).toMatchObject([
      { itemId: uuid(32), similarity: 0.99 },
      { itemId: uuid(33), similarity: 1 },
    ]);
  });

  it('are no items that deny it or have another number', async () => {
    await enrichment.hear(
      said(21, 'Der Aufzug bei uns im Haus fährt seit dem 4. wieder'),
      said(22, 'Der Aufzug bei uns im Haus fährt seit dem 4. nicht wieder'),
      said(23, 'Der Aufzug bei uns im Haus fährt seit dem 9. wieder'),
      said(24, 'Der Aufzug bei uns im Haus fahrt seit dem 4. wieder'),
    );
    expect(await numbersOf(21)).toEqual([24]);
    expect(await numbersOf(22)).toEqual([]);
  });

  it('are of its own tenant only', async () => {
    expect(await numbersOf(5, 'globex')).toEqual([]);
    await expect(duplicatesOf(1, 'globex')).rejects.toMatchObject({ slug: 'item-not-found' });
    await expect(duplicatesOf(99)).rejects.toMatchObject({ slug: 'item-not-found' });
  });

  it('are no withdrawn items, and a withdrawn item has none', async () => {
    await enrichment.hear(said(6, WORDS), withdrawn(6));
    expect(await numbersOf(1)).toEqual([2, 3]);
    expect(await numbersOf(6)).toEqual([]);
  });

  it('are no items of forgotten customers, and such an item has none', async () => {
    await enrichment.hear(said(7, WORDS));
    expect(await numbersOf(1)).toEqual([2, 3, 7]);
    await enrichment.hear(forgotten(7));
    expect(await numbersOf(1)).toEqual([2, 3]);
    expect(await numbersOf(7)).toEqual([]);
  });

  it('are found even where hundreds of newer ones were withdrawn', async () => {
    const words = 'Die Tastatur vom Laptop klemmt bei der Leertaste';
    const copies = Array.from({ length: 201 }, (_, nth) => 3_001 + nth);
    await enrichment.hear(said(3_000, words), ...copies.flatMap(n => [said(n, words), withdrawn(n)]));
    await enrichment.hear(said(3_300, words));
    expect(await numbersOf(3_300)).toEqual([3_000]);
  });

  it('are the newest 200 at most', async () => {
    const words = 'Der Kassenbon druckt die Umsatzsteuer doppelt';
    await enrichment.hear(...Array.from({ length: 203 }, (_, nth) => said(4_000 + nth, words)));
    expect(await numbersOf(4_202)).toEqual(Array.from({ length: 200 }, (_, nth) => 4_002 + nth));
  });

  it('include a text that is the same, even where hundreds of newer ones share a band', async () => {
    const form = (n: number): string =>
      `Bestellung ${n * 7_919} ist nicht angekommen, bitte rufen Sie zurück: ${n ** 5}`;
    const later = Array.from({ length: 250 }, (_, n) => said(1_000 + n, form(n + 1)));
    await enrichment.hear(said(999, form(1)), ...later);
    expect(await numbersOf(1_000)).toContain(999);
  });
});
