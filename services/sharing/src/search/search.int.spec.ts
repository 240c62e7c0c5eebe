import { testPostgres, type TestPostgres } from '@ckm/backing-services';
import type { EventMap, Language, SentimentLabel, SignalType } from '@ckm/contracts';
import type { Page, Principal } from '@ckm/http';
import { customerIdOf } from '@ckm/privacy';
import { recorded, SharedKnowledge } from '../fixture/shared-knowledge.js';
import { SearchRoute, type SearchQuery } from './search.route.js';

const id = (n: number): string => `0a52b1d6-1111-5111-8111-${String(n).padStart(12, '0')}`;
const at = (n: number): string => new Date(Date.UTC(2026, 10, 2, 8, 0, n)).toISOString();
const theme = (n: number): string => `0a52b1d6-3333-5333-8333-${String(n).padStart(12, '0')}`;

let postgres: TestPostgres;
let knowledge: SharedKnowledge;
let route: SearchRoute;

/** The n-th item, said in the n-th second. */
const say = (n: number, text: string, tenantId = 'demo', customer = 'K-1'): Promise<void> =>
  knowledge.take(
    recorded(
      'KnowledgeItemCaptured',
      { itemId: id(n), customerId: customerIdOf(tenantId, customer), text, occurredAt: at(n) },
      { tenantId, recordedAt: at(n) },
    ),
  );

const interpret = (n: number, as: { language: Language; label: SentimentLabel; type: SignalType; theme: number }) => {
  const data: Partial<EventMap['ItemInterpreted']> = {
    itemId: id(n),
    language: as.language,
    sentiment: { label: as.label, score: 0 },
    signals: [{ type: as.type }] as never,
    themes: [{ themeId: theme(as.theme), theme: 'a theme', confidence: 1 }],
  };
  return knowledge.take(recorded('ItemInterpreted', data));
};

const search = (query: SearchQuery, tenantId = 'demo'): Promise<Page<{ itemId: string; text: string | null }>> =>
  route.list(query, { tenantId } as Principal);
/** The numbers of the items found, best first. */
const found = async (q: string, filters: Partial<SearchQuery> = {}, tenantId = 'demo'): Promise<number[]> =>
  (await search({ q, ...filters }, tenantId)).data.map(({ itemId }) => Number(itemId.slice(-12)));

beforeAll(async () => {
  postgres = await testPostgres();
  knowledge = await SharedKnowledge.in(postgres.url);
  route = new SearchRoute(knowledge.service);
});
afterAll(async () => {
  await knowledge?.close();
  await postgres?.stop();
});
beforeEach(() => knowledge.database.writer.query('DELETE FROM item_feed_v4_1'));

const GERMAN =
  'Seit gestern zieht der Drucker in der Möllerstraße die Blätter schief ein. 🙁 Die Geräte sind erst zwei Jahre alt.';
const ENGLISH = 'Your technician replaced the drum, but the printers in accounting are still jamming every morning.';
const CHINESE = '打印机又卡纸了，换了硒鼓也没有用，能不能派人来看看？';

describe('search finds', () => {
  beforeEach(async () => {
    await say(1, GERMAN);
    await say(2, ENGLISH);
    await say(3, CHINESE);
  });

  it.each<[string, number[]]>([
    ['Drucker', [1]],
    ['druckern', [1]],
    ['BLATT', [1]],
    ['Geraet', [1]],
    ['moellerstrasse', [1]],
    ['printer jam', [2]],
    ['replacement', [2]],
    ['Accounting technicians', [2]],
    ['打印机', [3]],
    ['卡', [3]],
    ['打印机卡纸', [3]],
    ['硒鼓 派人', [3]],
    ['"schief ein"', [1]],
    ['"ein schief"', []],
    ['Drucker Toner', []],
    ['drum 硒鼓', []],
    ['复印机', []],
  ])('by %s', async (q, items) => expect(await found(q)).toEqual(items));

  it('says where the words are', async () => {
    const { data } = await search({ q: 'geraet blätter' });
    const [{ text, hits }] = data as unknown as [{ text: string; hits: { start: number; end: number }[] }];
    expect(hits.map(({ start, end }) => text.slice(start, end))).toEqual(['Blätter', 'Geräte']);
    expect(data).toMatchObject([{ itemId: id(1), text: GERMAN, rank: expect.any(Number) as number, erased: false }]);
  });
});

describe('what is found', () => {
  it('is ordered by its rank for the words, then from new to old', async () => {
    await say(1, 'Toner, Toner und wieder Toner: der Toner hält nicht, was die Packung verspricht.');
    await say(
      2,
      'Der Kopierer im dritten Stock läuft, nur der Toner ist wie immer am Freitag alle und niemand merkt es.',
    );
    await say(3, 'Toner leer.');
    await say(4, 'Toner leer.');
    expect(await found('Toner')).toEqual([1, 4, 3, 2]);
  });

  it('ranks texts higher in which the words are near each other', async () => {
    await say(1, 'Paper everywhere on the floor, and by the way the new tray arrived.');
    await say(2, 'The paper tray on the second floor is broken, and by the way it is new.');
    await say(3, 'A tray, said our colleague of the third floor last week, is no place for so much paper.');
    expect((await found('paper tray'))[0]).toBe(2);
  });

  it('comes in pages, each item once, in the same order', async () => {
    for (let n = 1; n <= 7; n += 1) await say(n, `Toner ${'leer '.repeat(n % 3)}`);
    const whole = await found('toner');
    const paged: number[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const { data, page } = await search({ q: 'toner', limit: 2, ...(cursor ? { cursor } : {}) });
      paged.push(...data.map(({ itemId }) => Number(itemId.slice(-12))));
      cursor = page.next;
      // Captured while somebody turns the pages: not among them.
      await say(8, 'Toner Toner Toner');
    }
    expect(paged).toEqual(whole);
  });

  it('is ranked among the newest thousand, and older items follow', async () => {
    const texts = Array.from({ length: 1_003 }, (_, n) => (n === 1 ? 'Toner Toner Toner' : 'Toner'));
    await knowledge.take(
      ...texts.map((text, n) =>
        recorded(
          'KnowledgeItemCaptured',
          { itemId: id(n), customerId: id(1), text, occurredAt: at(n) },
          { recordedAt: at(n) },
        ),
      ),
    );
    const paged: number[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const { data, page } = await search({ q: 'toner', limit: 100, ...(cursor ? { cursor } : {}) });
      paged.push(...data.map(({ itemId }) => Number(itemId.slice(-12))));
      cursor = page.next;
    }
    const newest = Array.from({ length: 1_000 }, (_, n) => 1_002 - n);
    expect(paged).toEqual([...newest, 1, 2, 0]);
  });
});

describe('filters', () => {
  beforeEach(async () => {
    await say(1, 'Toner leer', 'demo', 'K-1');
    await say(2, 'Toner leer', 'demo', 'K-2');
    await say(3, 'Toner leer', 'demo', 'K-2');
    await interpret(1, { language: 'de', label: 'negative', type: 'PROBLEM', theme: 1 });
    await interpret(2, { language: 'en', label: 'positive', type: 'PRAISE', theme: 2 });
  });

  it.each<[string, Partial<SearchQuery>, number[]]>([
    ['a theme', { theme: theme(1) }, [1]],
    ['a sentiment', { sentiment: 'positive' }, [2]],
    ['a language', { language: 'de' }, [1]],
    ['a signal', { signalType: 'PROBLEM' }, [1]],
    ['a customer', { customer: 'external:K-2' }, [3, 2]],
    ['a customer’s id', { customer: customerIdOf('demo', 'K-1') }, [1]],
    ['a time', { since: at(2) }, [3, 2]],
    ['several', { customer: 'external:K-2', language: 'en', theme: theme(2), since: at(1) }, [2]],
    ['several that fit nothing', { language: 'de', theme: theme(2) }, []],
  ])('leave what fits %s', async (_, filters, items) => expect(await found('toner', filters)).toEqual(items));
});

describe('search does not find', () => {
  it('what another tenant’s customers said', async () => {
    await say(1, 'Toner leer', 'demo');
    await say(2, 'Toner leer', 'globex');
    expect(await found('toner')).toEqual([1]);
    expect(await found('toner', {}, 'globex')).toEqual([2]);
    expect(await found('toner', {}, "demo' OR true --")).toEqual([]);
  });

  it('what was withdrawn, before or after its capture is seen', async () => {
    await say(1, 'Toner leer');
    await knowledge.take(recorded('KnowledgeItemWithdrawn', { itemId: id(1) }));
    await knowledge.take(recorded('KnowledgeItemWithdrawn', { itemId: id(2) }));
    await say(2, 'Toner leer');
    await say(3, 'Toner leer');
    expect(await found('toner')).toEqual([3]);
  });

  it('what a forgotten person said, whichever event shows the erasure', async () => {
    await say(1, 'Toner leer');
    await say(2, 'Toner leer');
    await knowledge.take(
      recorded(
        'ItemInterpreted',
        { itemId: id(1), sentiment: { label: 'neutral', score: 0 }, signals: [], themes: [] },
        { erased: true },
      ),
    );
    await knowledge.take(recorded('KnowledgeItemCaptured', { itemId: id(2), text: null as never }, { erased: true }));
    await say(2, 'Toner leer');
    expect(await found('toner')).toEqual([]);
    const { rows } = await knowledge.database.writer.query('SELECT text, document, erased FROM item_feed_v4_1');
    expect(rows).toEqual([1, 2].map(() => ({ text: null, document: null, erased: true })));
  });

  it('the tenant by its name', async () => {
    await say(1, 'Toner leer');
    expect(await found('demo')).toEqual([]);
  });
});

describe('a question', () => {
  it.each([
    `'); DROP TABLE item_feed_v4_1; --`,
    "toner' OR '1'='1",
    '\\',
    "\\'",
    "a:*b & !c | (d) <-> 'e'",
    "'\\\\:&|!()*<>",
    '$1 %s %L',
    '𠮷野家🙂',
    '打印 '.repeat(20),
  ])('of special characters is a query of words: %j', async q => {
    await say(1, 'Toner leer');
    expect(await found(`${q} w`)).toEqual([]);
    expect(await found('toner')).toEqual([1]);
  });

  it('may be long', async () => {
    await say(1, 'Toner leer');
    for (const q of ['x', '打', '打印 ', 'ä ', '"', '打印机总是卡纸怎么回事 '])
      expect(await found(`w ${q.repeat(300)}`.slice(0, 300))).toEqual([]);
  });

  it('finds a text with special characters by its words', async () => {
    const text = `O'Neill \\ "C:\\toner" (50%) & 'x':1 | !y <-> z*`;
    await say(1, text);
    for (const q of ["o'neill", '50 x y z', 'c toner', text]) expect([q, await found(q)]).toEqual([q, [1]]);
  });

  it('finds the last word of the longest text', async () => {
    await say(1, `${'字'.repeat(19_990)}打印机卡纸了`);
    await say(2, `${'w'.repeat(19_990)} end`);
    expect(await found('打印机')).toEqual([1]);
    expect(await found('end')).toEqual([2]);
  });

  it.each(['', '🙂', "'&|!", '"…"'])('without a word is refused with a pointer: %j', async q => {
    const refused = search({ q });
    await expect(refused).rejects.toMatchObject({ code: 'query-invalid', faults: [{ pointer: '/q' }] });
  });

  it.each<string[][]>([
    [['x', id(1), 'x', id(1), '1']],
    [['', '', at(1), id(1), '1']],
    [[at(1), id(1), at(1), id(1), 'x']],
    [[at(1), id(1), at(1), "'", '1']],
    [[at(1), id(1), '2026-02-31T00:00:00Z', id(1), '1']],
    [['', '', '', '', '']],
    [['a', 'b']],
  ])('with a forged cursor is refused: %j', async parts => {
    const cursor = Buffer.from(JSON.stringify(parts)).toString('base64url');
    await expect(search({ q: 'toner', cursor })).rejects.toMatchObject({ code: 'cursor-invalid' });
  });
});
