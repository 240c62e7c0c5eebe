import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@ckm/backing-services';
import { type CustomerEvent, structuredRequest } from './customer-events.js';
import { filesWith, relationsWith, tablesWith } from './database-scan.js';
import { forget, type Installation, startInstallation } from './installation.js';
import { tokenOf } from './tokens.js';
import { describeOnEachRoad } from './upstream.js';

const THEME = {
  name: 'Recipe backup',
  description: 'Keeping recipes and settings of the coffee machine across updates and new phones',
  examples: [
    { language: 'en', text: 'My favourite recipes are gone after the update.' },
    { language: 'en', text: 'Please add a backup for my recipes.' },
    { language: 'de', text: 'Nach dem Update sind meine Lieblingsrezepte weg.' },
    { language: 'de', text: 'Bitte eine Sicherung für die Rezepte einbauen.' },
    { language: 'zh', text: '更新以后收藏的配方都没了。' },
    { language: 'zh', text: '希望可以备份咖啡配方。' },
  ],
};
const saying = (id: string, customerId: string, text: string, time = '2026-11-20T09:12:00Z'): CustomerEvent => ({
  id,
  source: '/helpdesk',
  type: 'ticket.message',
  time,
  data: { customerId, text, contributor: { role: 'employee', name: 'Jana Brückner-Lauterbach' } },
});
const WISH = 'Könnten Sie bitte eine Sicherung für unsere Rezepte einbauen?';
const said = saying('T-Almut', 'C-Vogelsang-17', `Hier Praxis Vogelsang in Meerbusch. ${WISH}`);
const GERMAN = { ...said, data: { ...said.data, account: 'Praxis am Wald' } };
const CHINESE = saying('T-2', 'C-Vogelsang-17', '我是沃格尔桑诊所的。希望能备份咖啡配方。');
const OTHERS = [
  saying('T-3', 'C-18', 'Please add a backup for my recipes.'),
  saying('T-4', 'C-19', 'I set up a new phone yesterday. Please add a backup for my recipes.'),
];
const IDENTIFIED = {
  ...GERMAN,
  id: 'I-1',
  type: 'customer.identified',
  data: { customerId: 'C-Vogelsang-17', name: 'Dr. Almut Vogelsang' },
};
/** What only this customer said, wrote or is called. */
const THEIRS = [
  ...['Vogelsang', 'Meerbusch', 'Dr. Almut', '沃格尔桑', '希望能备份', 'Könnten Sie bitte eine Sicherung'],
  ...['T-Almut', 'Praxis am Wald'],
];
/** As the index for searching has it. */
const INDEXED = 'vogelsang';

interface Certificate {
  state: 'pending' | 'complete';
  services: {
    service: string;
    appliedAt: string | null;
    rows: Record<string, number>;
    rewrittenAt: Record<string, string | null>;
  }[];
}
interface FeedRow {
  itemId: string;
  text: string | null;
  erased: boolean;
}

await describeOnEachRoad('A person who is to be forgotten', road => {
  let ckm: Installation;
  let itemIds: string[];
  let opportunityId: string;
  let erasureId: string;
  let certificate: string;

  const take = async (event: CustomerEvent | typeof IDENTIFIED): Promise<string> => {
    const { status, body } = await ckm.post<{ data: { itemId: string } }>('/v1/events', structuredRequest(event));
    expect(status).toBe(202);
    return body.data.itemId;
  };
  const feed = (): Promise<FeedRow[]> => ckm.data('/v1/feed?customer=external:C-Vogelsang-17');
  const erase = (token = ckm.token) =>
    fetch(`${ckm.url}/v1/subjects/external:C-Vogelsang-17/erasure`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
  /** Everything that a page or a program can be told about them. */
  const told = async (): Promise<string> => {
    const about = itemIds.flatMap(id => [
      `items/${id}`,
      `items/${id}/customer`,
      `items/${id}/journey`,
      `interpretations/${id}`,
    ]);
    const paths = [
      ...about,
      'feed?limit=100',
      'search?q=Sicherung',
      `search?q=${encodeURIComponent('咖啡配方')}`,
      'opportunities',
      `opportunities/${opportunityId}`,
      'themes',
      'ops/status',
    ];
    return JSON.stringify(await Promise.all(paths.map(path => ckm.data(`/v1/${path}`))));
  };
  const wordsIn = (text: string): string[] => THEIRS.filter(word => text.includes(word));

  beforeAll(async () => {
    ckm = await startInstallation({ env: road.env });
    await ckm.post('/v1/themes', { type: 'application/json', body: JSON.stringify(THEME) });
    await eventually(async () => expect(await ckm.data('/v1/themes')).toHaveLength(1));
    await take(IDENTIFIED);
    itemIds = [await take(GERMAN), await take(CHINESE)];
    for (const other of OTHERS) await take(other);
    [{ opportunityId }] = await eventually(async () => {
      const opened = await ckm.data<[{ opportunityId: string; reach: number; evidence: number }]>('/v1/opportunities');
      expect(opened).toMatchObject([{ reach: 3, evidence: 4 }]);
      return opened;
    });
    await eventually(async () => expect(await feed()).toHaveLength(2));
  });

  afterAll(async () => {
    await ckm?.stop();
    if (ckm) forget(ckm.home);
  });

  it('is seen before, in the answers and in the tables behind them', async () => {
    await eventually(async () => expect(wordsIn(await told())).toEqual(THEIRS));
    const views = ['sharing.item_feed_v4_1', 'innovation.evidence_v3_1', 'enrichment.item_words_v4_1'];
    expect(await tablesWith(ckm, THEIRS)).toEqual(expect.arrayContaining(views));
    expect(await relationsWith(ckm, THEIRS)).toEqual(expect.arrayContaining(views));
    expect(await relationsWith(ckm, [INDEXED])).toContain('sharing.item_feed_v4_1_document_idx');
  });

  it('is forgotten by a steward only', async () => {
    expect((await erase(tokenOf(ckm.home, { tenant: 'demo', role: 'contributor' }))).status).toBe(403);
    const answer = await erase();
    expect(answer.status).toBe(202);
    ({ erasureId, certificate } = ((await answer.json()) as { data: { erasureId: string; certificate: string } }).data);
    expect(answer.headers.get('location')).toBe(certificate);
    expect(readFileSync(join(ckm.home, 'erasures.ndjson'), 'utf8')).toContain(erasureId);
  });

  it('gets a certificate that every service has signed', async () => {
    expect(await ckm.data(certificate)).toMatchObject({ erasureId, state: 'pending' });
    const { services } = await eventually(async () => {
      const found = await ckm.data<Certificate>(certificate);
      expect(found.state).toBe('complete');
      return found;
    });
    expect(services.map(({ service, rows }) => [service, rows])).toEqual([
      ['capture', {}],
      ['enrichment', { item_words: 2 }],
      ['sharing', { customer_identity: 1, item_feed: 2 }],
      ['innovation', { evidence: 2, opportunity_history: 2, read_item: 2 }],
    ]);
    expect(services.map(({ rewrittenAt }) => rewrittenAt)).toEqual([
      {},
      { item_words: null },
      { customer_identity: null, item_feed: null },
      { evidence: null, opportunity_history: null, read_item: null },
    ]);
    expect(await ckm.data(`/v1/subjects/external:C-Vogelsang-17/erasures/${erasureId}`)).toMatchObject({ erasureId });
    expect(await ckm.get(certificate.replace(erasureId, itemIds[0]!))).toMatchObject({
      status: 404,
      body: { code: 'erasure-not-found' },
    });
  });

  it('leaves no word in any answer, table or log, and still counts', async () => {
    expect(wordsIn(await told())).toEqual([]);
    expect(await tablesWith(ckm, THEIRS)).toEqual([]);
    expect(filesWith(ckm, THEIRS)).toEqual([]);
    expect(await feed()).toMatchObject([
      { text: null, erased: true },
      { text: null, erased: true },
    ]);
    expect(await ckm.data(`/v1/opportunities/${opportunityId}`)).toMatchObject({ reach: 3 });
  });

  it('stays forgotten when everything is started again and the same is sent again, or comes late', async () => {
    await ckm.stop();
    ckm = await startInstallation({ home: ckm.home, env: { ...road.env, CKM_REWRITE_AFTER: '0' } });
    expect([await take(GERMAN), await take(CHINESE)]).toEqual(itemIds);
    const late = await take(saying('T-5', 'C-Vogelsang-17', 'Vogelsang noch einmal, es eilt!', '2026-11-21T08:00:00Z'));
    expect((await ckm.get(`/v1/items/${late}`)).status).toBe(404);
    expect(wordsIn(await told())).toEqual([]);
    expect(await tablesWith(ckm, THEIRS)).toEqual([]);
    expect(await ckm.data(certificate)).toMatchObject({ state: 'complete' });
  });

  it('leaves no word in the files of views either, once these are built anew by themselves', async () => {
    await eventually(async () => {
      const { services } = await ckm.data<Certificate>(certificate);
      const at = services.flatMap(({ rewrittenAt }) => Object.values(rewrittenAt));
      expect(at).toEqual(Array(6).fill(expect.any(String)));
    });
    expect(await relationsWith(ckm, [...THEIRS, INDEXED])).toEqual([]);
  });

  it('stays forgotten when the views are built again', async () => {
    const views = ['sharing.customer_identity', 'innovation.evidence', 'innovation.read_item'];
    const names = ['enrichment.item_words', 'sharing.item_feed', ...views];
    for (const name of names)
      expect(
        await ckm.post(`/v1/ops/projections/${name}/rebuild`, { type: 'application/json', body: '{}' }),
      ).toMatchObject({ status: 202 });
    await eventually(async () =>
      expect(
        (await ckm.data<{ name: string; build: number; state: string }[]>('/v1/ops/projections')).map(
          ({ name, build, state }) => [name, build, state],
        ),
      ).toEqual(expect.arrayContaining(names.map(name => [name, 3, 'live']))),
    );
    expect(wordsIn(await told())).toEqual([]);
    expect(await tablesWith(ckm, THEIRS)).toEqual([]);
    expect(await feed()).toMatchObject([{ erased: true }, { erased: true }]);
  });

  it('is forgotten once: asked again, it is the same erasure', async () => {
    const again = (await (await erase()).json()) as { data: { erasureId: string } };
    expect(again.data.erasureId).toBe(erasureId);
  });

  it('is seen again with what comes later, and with nothing of before', async () => {
    const back = await take(saying('T-6', 'C-Vogelsang-17', '我又来了，机器漏水。', new Date().toISOString()));
    await eventually(async () =>
      expect((await feed()).filter(row => row.itemId === back)).toMatchObject([{ text: '我又来了，机器漏水。' }]),
    );
    expect((await feed()).filter(({ erased }) => erased)).toHaveLength(2);
    expect(wordsIn(await told())).toEqual([]);
  });
});
