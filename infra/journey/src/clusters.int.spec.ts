import { eventually } from '@ckm/backing-services';
import { type CustomerEvent, structuredRequest } from './customer-events.js';
import { type Answer, forget, type Installation, startInstallation } from './installation.js';
import { tokenOf } from './tokens.js';

/** One thing, as customers say it, by the language of what they say. */
const SAID: Record<string, string[]> = {
  en: [
    'The lift is stuck again, the second time this week.',
    'Lift stuck between the floors again, we waited an hour.',
    'The lift is stuck on the second floor again.',
  ],
  de: [
    'Der Aufzug steckt schon wieder fest.',
    'Aufzug steckt fest, wir mussten die Treppe nehmen.',
    'Schon wieder steckt der Aufzug fest!',
  ],
  zh: ['电梯又卡住了，等了一个小时。', '电梯卡住了，只能走楼梯。', '今天电梯又卡住了。'],
};
const NEXT = {
  en: 'This morning the lift is stuck again.',
  de: 'Heute steckt der Aufzug wieder fest.',
  zh: '电梯又卡住了！',
};

const saying = (customerId: string, text: string): CustomerEvent => ({
  ...{ id: `says-${customerId}`, source: '/visits', type: 'visit.noted', time: '2026-11-20T09:12:00Z' },
  data: { customerId, text },
});

interface Cluster {
  clusterId: string;
  name: string;
  language: string;
  items: number;
  customers: number;
  examples: { itemId: string; text: string }[];
}

describe('What customers talk about before anybody made a theme of it', () => {
  let ckm: Installation;
  let themeId: string;

  const take = async (customerId: string, text: string): Promise<string> => {
    const taken = await ckm.post<{ data: { itemId: string } }>(
      '/v1/events',
      structuredRequest(saying(customerId, text)),
    );
    return taken.body.data.itemId;
  };
  const makeTheme = (clusterId: string): Promise<Answer<{ data: { themeId: string; items: number } }>> =>
    ckm.post(`/v1/clusters/${clusterId}/theme`, { type: 'application/json', body: '{"name":"Stuck lift"}' });
  const clusters = (): Promise<Cluster[]> => ckm.data('/v1/clusters');
  const feed = async (): Promise<string[]> =>
    (await ckm.data<{ text: string }[]>(`/v1/feed?theme=${themeId}`)).map(({ text }) => text).sort();

  beforeAll(async () => {
    ckm = await startInstallation();
    // In turns, as they come.
    for (const nth of [0, 1, 2])
      for (const [language, texts] of Object.entries(SAID)) await take(`${language}-${nth}`, texts[nth]!);
  });
  afterAll(async () => {
    await ckm?.stop();
    if (ckm) forget(ckm.home);
  });

  it('stands together in each language, named by their words', async () => {
    await eventually(async () => {
      const found = (await clusters()).sort((one, other) => (one.language < other.language ? -1 : 1));
      expect(found.map(({ language, items, customers }) => ({ language, items, customers }))).toEqual(
        ['de', 'en', 'zh'].map(language => ({ language, items: 3, customers: 3 })),
      );
      expect(found.map(({ name }) => name)).toEqual([
        expect.stringMatching(/aufzug|fest/i),
        expect.stringMatching(/lift|stuck/i),
        expect.stringMatching(/电梯|卡住/),
      ]);
      for (const { language, examples } of found)
        expect(examples.map(({ text }) => text).sort()).toEqual([...SAID[language]!].sort());
    });
    expect(await ckm.data('/v1/clusters', tokenOf(ckm.home, { tenant: 'globex', role: 'admin' }))).toEqual([]);
  });

  it('becomes a theme in one call for each, whose items the feed shows under it', async () => {
    for (const { clusterId } of await clusters()) {
      const { status, body } = await makeTheme(clusterId);
      expect([status, body.data.items]).toEqual([202, 3]);
      themeId = body.data.themeId;
    }
    await eventually(async () => {
      expect(await feed()).toEqual(Object.values(SAID).flat().sort());
      expect(await clusters()).toEqual([]);
    });
    expect(await ckm.data('/v1/themes')).toMatchObject([{ themeId, name: 'Stuck lift' }]);
  });

  it('is known by itself when the next customer says it', async () => {
    for (const [language, text] of Object.entries(NEXT)) await take(`${language}-next`, text);
    await eventually(async () =>
      expect(await feed()).toEqual([...Object.values(SAID).flat(), ...Object.values(NEXT)].sort()),
    );
  });
});
