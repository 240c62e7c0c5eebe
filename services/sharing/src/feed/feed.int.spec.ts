import { testPostgres, type TestPostgres } from '@ckm/backing-services';
import type { EventMap } from '@ckm/contracts';
import { interleavings, type RecordedEvent } from '@ckm/event-sourcing';
import type { Principal } from '@ckm/http';
import { recorded, SharedKnowledge } from '../fixture/shared-knowledge.js';
import { FeedRoute } from './feed.route.js';
import type { FeedQuery } from './matches.js';

const id = (n: number): string => `0a52b1d6-1111-5111-8111-${String(n).padStart(12, '0')}`;
const at = (n: number): string => new Date(Date.UTC(2026, 10, 2, 8, 0, n)).toISOString();

let postgres: TestPostgres;
let knowledge: SharedKnowledge;
let route: FeedRoute;

beforeAll(async () => {
  postgres = await testPostgres();
  knowledge = await SharedKnowledge.in(postgres.url);
  route = new FeedRoute(knowledge.service);
});
afterAll(async () => {
  await knowledge?.close();
  await postgres?.stop();
});
beforeEach(() => knowledge.database.writer.query('DELETE FROM item_feed_v4_1'));

const captured = (n: number, tenantId = 'demo'): RecordedEvent =>
  recorded(
    'KnowledgeItemCaptured',
    { itemId: id(n), customerId: id(99), text: 'Die Rechnung stimmt schon wieder nicht.' },
    { tenantId, recordedAt: at(n) },
  );
const interpreted = (n: number, changes: Partial<EventMap['ItemInterpreted']> = {}): RecordedEvent =>
  recorded('ItemInterpreted', {
    itemId: id(n),
    language: 'de',
    sentiment: { label: 'negative', score: -0.5 },
    signals: [{ type: 'PROBLEM' }] as never,
    themes: [{ themeId: id(7), theme: 'Rechnungen', confidence: 0.9 }],
    ...changes,
  });
const withdrawn = (n: number): RecordedEvent => recorded('KnowledgeItemWithdrawn', { itemId: id(n) });

const ask = (query: FeedQuery = {}, tenantId = 'demo') => route.list(query, { tenantId } as Principal);
const numbersOf = (rows: { itemId: string }[]): number[] => rows.map(({ itemId }) => Number(itemId.slice(-12)));
const shown = async (query: FeedQuery = {}, tenantId = 'demo') => numbersOf((await ask(query, tenantId)).data);

describe('the feed', () => {
  it('comes newest first, in pages', async () => {
    await knowledge.take(...[1, 2, 3, 4, 5].map(n => captured(n)));
    const first = await ask({ limit: 2 });
    const second = await ask({ limit: 2, cursor: first.page.next! });
    const third = await ask({ limit: 2, cursor: second.page.next! });
    expect([first, second, third].map(({ data }) => numbersOf(data))).toEqual([[5, 4], [3, 2], [1]]);
    expect(third.page.next).toBeNull();
    expect(first.data[0]).toMatchObject({
      itemId: id(5),
      text: 'Die Rechnung stimmt schon wieder nicht.',
      erased: false,
    });
  });

  it('shows only what fits the filters', async () => {
    await knowledge.take(captured(1), captured(2), captured(3), captured(4, 'globex'));
    await knowledge.take(interpreted(1), interpreted(2, { themes: [], signals: [{ type: 'PRAISE' }] as never }));
    expect(await shown({ theme: id(7) })).toEqual([1]);
    expect(await shown({ signalType: 'PRAISE' })).toEqual([2]);
    expect(await shown({ language: 'de', sentiment: 'negative', since: at(2) })).toEqual([2]);
    expect(await shown({}, 'globex')).toEqual([4]);
    expect(await shown({ theme: id(7) }, 'globex')).toEqual([]);
  });

  it('follows a theme that is merged into another or called otherwise, and shows it again when they are parted', async () => {
    const shown = async (theme: string) => (await ask({ theme })).data.map(({ themes }) => themes);
    await knowledge.take(captured(1), interpreted(1), captured(2), interpreted(2, { themes: [] }));
    const described = { ...{ themeId: id(8), description: '', examples: [] }, name: 'Geld' };
    await knowledge.take(recorded('ThemeDescribed', described));
    await knowledge.take(recorded('ThemeMerged', { themeId: id(7), intoThemeId: id(8) }));
    const merged = [{ themeId: id(8), theme: 'Geld', confidence: 0.9 }];
    expect([await shown(id(8)), await shown(id(7))]).toEqual([[merged], [merged]]);
    await knowledge.take(recorded('ThemeDescribed', { ...described, name: 'Zahlung' }));
    expect(await shown(id(8))).toEqual([[{ ...merged[0], theme: 'Zahlung' }]]);
    expect((await ask({ theme: id(8) }, 'globex')).data).toEqual([]);
    await knowledge.take(recorded('ThemeParted', { themeId: id(7) }));
    expect(await shown(id(7))).toEqual([[{ themeId: id(7), theme: 'Rechnungen', confidence: 0.9 }]]);
    expect(await shown(id(8))).toEqual([]);
  });

  it('does not show what was withdrawn, in whichever order the topics are read', async () => {
    for (const order of interleavings([[captured(1), withdrawn(1)], [interpreted(1)]])) {
      await knowledge.database.writer.query('DELETE FROM item_feed_v4_1');
      for (const event of order) await knowledge.take(event);
      expect(await shown()).toEqual([]);
      expect(await shown({ theme: id(7) })).toEqual([]);
    }
    await knowledge.take(captured(2));
    expect(await shown()).toEqual([2]);
  });

  it('refuses a forged cursor', async () => {
    for (const parts of [
      ['x', id(1)],
      [at(1), 'x'],
      ['2026-02-31T00:00:00Z', id(1)],
    ]) {
      const cursor = Buffer.from(JSON.stringify(parts)).toString('base64url');
      await expect(ask({ cursor })).rejects.toMatchObject({ code: 'cursor-invalid' });
    }
  });
});

describe('its function for filters', () => {
  const NEWEST =
    'SELECT item_id AS "itemId" FROM item_feed_matches(NULL, $1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 100)';
  const calledFor = (tenantId: string, theme: string | null = null) =>
    knowledge.database.tenantRead(tenantId, async client =>
      numbersOf((await client.query<{ itemId: string }>(NEWEST, [theme && [theme]])).rows),
    );

  beforeEach(() => knowledge.take(captured(1), interpreted(1), captured(2, 'globex')));

  it('gives a tenant only its own items, whatever the parameters', async () => {
    expect(await calledFor('demo')).toEqual([1]);
    expect(await calledFor('globex')).toEqual([2]);
    expect(await calledFor('globex', id(7))).toEqual([]);
    expect(await calledFor('initech')).toEqual([]);
  });

  it('gives nothing where no tenant is set', async () => {
    for (let session = 1; session <= 2; session += 1) {
      expect((await knowledge.database.reader.query(NEWEST, [null])).rows).toEqual([]);
      // The setting ends with its transaction, as an empty one.
      await calledFor('demo');
    }
  });

  it('may be called by readers alone', async () => {
    const asked = knowledge.database.writer.query(NEWEST, [null]);
    await expect(asked).rejects.toThrow('permission denied for function item_feed_matches');
  });

  it('cannot be led to another table by its caller', async () => {
    const client = await knowledge.database.reader.connect();
    await client.query(`BEGIN; SET LOCAL ckm.tenant = 'demo'; SET LOCAL search_path = pg_temp, sharing;
      CREATE TEMP TABLE item_feed_v4_1 (LIKE sharing.item_feed_v4_1)`);
    const answer = await client.query<{ itemId: string }>(NEWEST, [null]).catch((error: Error) => error);
    await client.query('ROLLBACK');
    client.release();
    expect(answer).toMatchObject({ rows: [{ itemId: id(1) }] });
  });
});
