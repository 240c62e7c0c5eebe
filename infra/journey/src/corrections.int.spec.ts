import { eventually } from '@ckm/backing-services';
import { type CustomerEvent, structuredRequest } from './customer-events.js';
import { type Answer, forget, type Installation, startInstallation } from './installation.js';
import { tokenOf } from './tokens.js';

const QUIET = { name: 'Quiet mode', examples: [{ language: 'en', text: 'Please add a quiet mode for the night.' }] };
const TRAY = { name: 'Second tray', examples: [{ language: 'en', text: 'We would need another tray for envelopes.' }] };
const WISH = 'We work at night. Please add a quiet mode for the night.';

const saying = (customerId: string, text: string): CustomerEvent => ({
  ...{ id: `says-${customerId}`, source: '/visits', type: 'visit.noted', time: '2026-11-20T09:12:00Z' },
  data: { customerId, text },
});

interface Theme {
  themeId: string;
  theme: string;
}
interface Row {
  itemId: string;
  language: string;
  sentiment: { label: string };
  signals: { type: string; text: string }[];
  themes: Theme[];
}
interface Opportunity {
  opportunityId: string;
  reach: number;
  evidence: { itemId: string }[];
}

describe('A correction', () => {
  let ckm: Installation;
  const items: Record<string, string> = {};
  const themes: Record<string, string> = {};

  const command = <T>(path: string, body: object, headers = {}): Promise<Answer<T>> =>
    ckm.post(path, { type: 'application/json', body: JSON.stringify(body), headers });
  const take = async (customerId: string, text: string): Promise<void> => {
    const answer = await ckm.post<{ data: { itemId: string } }>(
      '/v1/events',
      structuredRequest(saying(customerId, text)),
    );
    items[customerId] = answer.body.data.itemId;
  };
  const correct = (customerId: string, body: object, headers = {}) =>
    command<{ code: string; pointers: object[]; data: object }>(
      `/v1/interpretations/${items[customerId]}/corrections`,
      body,
      headers,
    );
  const reading = (customerId: string): Promise<Row & { corrected?: string[] }> =>
    ckm.data(`/v1/interpretations/${items[customerId]}`);
  const feed = async (query: string): Promise<string[]> =>
    (await ckm.data<Row[]>(`/v1/feed?${query}`)).map(({ itemId }) => itemId).sort();
  const opportunityOf = async (theme: string): Promise<Opportunity> => {
    const [found] = await ckm.data<Opportunity[]>(`/v1/opportunities?theme=${themes[theme]}`);
    return ckm.data(`/v1/opportunities/${found!.opportunityId}`);
  };
  const ids = (...customers: string[]): string[] => customers.map(customer => items[customer]!).sort();

  beforeAll(async () => {
    ckm = await startInstallation();
    for (const theme of [QUIET, TRAY]) {
      const { body } = await command<{ data: { themeId: string } }>('/v1/themes', theme);
      themes[theme.name] = body.data.themeId;
    }
    await eventually(async () => expect(await ckm.data('/v1/themes')).toHaveLength(2));
    for (const customer of ['k-1', 'k-2', 'k-3', 'k-4']) await take(customer, WISH);
    for (const customer of ['k-5', 'k-6']) await take(customer, `${TRAY.examples[0]!.text} Please!`);
    await eventually(async () => expect((await opportunityOf('Quiet mode')).reach).toBe(4));
    await eventually(async () => expect(await feed(`theme=${themes['Second tray']}`)).toEqual(ids('k-5', 'k-6')));
  });

  afterAll(async () => {
    await ckm?.stop();
    if (ckm) forget(ckm.home);
  });

  it('of a theme moves the item in the feed, and its evidence and reach with it', async () => {
    const query = { name: 'Trays', query: { theme: themes['Second tray'] }, channel: { kind: 'feed' } };
    const { body } = await command<{ data: { subscriptionId: string } }>('/v1/subscriptions', query);
    const shared = `/v1/subscriptions/${body.data.subscriptionId}/items`;
    const headers = { 'idempotency-key': 'correct-1' };
    const said = { themes: [themes['Second tray']] };
    expect(await correct('k-4', said, headers)).toMatchObject({
      status: 202,
      body: { data: { itemId: items['k-4'] } },
    });
    expect(await reading('k-4')).toMatchObject({
      themes: [{ themeId: themes['Second tray'], theme: 'Second tray', confidence: 1 }],
      corrected: ['themes'],
    });
    await eventually(async () => {
      expect(await feed(`theme=${themes['Quiet mode']}`)).toEqual(ids('k-1', 'k-2', 'k-3'));
      expect(await feed(`theme=${themes['Second tray']}`)).toEqual(ids('k-4', 'k-5', 'k-6'));
    });
    await eventually(async () => {
      const [quiet, tray] = [await opportunityOf('Quiet mode'), await opportunityOf('Second tray')];
      expect([quiet.reach, tray.reach]).toEqual([3, 3]);
      expect(quiet.evidence.map(({ itemId }) => itemId)).not.toContain(items['k-4']);
      expect(tray.evidence.map(({ itemId }) => itemId)).toContain(items['k-4']);
    });
    await eventually(async () =>
      expect((await ckm.data<Row[]>(shared)).map(({ itemId }) => itemId)).toEqual(ids('k-4')),
    );
    expect(await correct('k-4', said, headers)).toMatchObject({ status: 202 });
    expect(await correct('k-4', { themes: [] }, headers)).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
  });

  it('of a theme is an example at once: the next who says so is understood', async () => {
    const murmur = 'Das Gerät brummt die ganze Nacht wie ein Bienenstock.';
    await take('k-7', murmur);
    await eventually(async () => expect(await reading('k-7')).toMatchObject({ themes: [] }));
    expect((await correct('k-7', { themes: [themes['Quiet mode']] })).status).toBe(202);
    await eventually(async () => {
      const customer = `k-7-${Date.now()}`;
      await take(customer, `Guten Tag! ${murmur}`);
      await eventually(
        async () => expect(await reading(customer)).toMatchObject({ themes: [{ theme: 'Quiet mode' }] }),
        500,
      );
    });
    const examples = (await ckm.data<{ examples: object[] }[]>('/v1/themes')).map(theme => theme.examples.length);
    expect(examples).toEqual([1, 1]);
    // Also those that have not come to the feed yet.
    for (const customer of Object.keys(items).filter(name => name.startsWith('k-7')))
      await command(`/v1/items/${items[customer]}/withdrawal`, {});
    await eventually(async () => {
      expect(await feed('language=de')).toEqual([]);
      expect(await reading('k-7')).toMatchObject({ withdrawn: true });
    });
    await take('k-8', `Hallo! ${murmur}`);
    await eventually(async () => expect(await reading('k-8')).toMatchObject({ themes: [] }));
  });

  it('of sentiment, language and signals is seen at once, and found by it', async () => {
    const before = await reading('k-3');
    const of = { type: 'REQUEST', span: { start: 18, end: WISH.length } };
    expect(before.signals).toMatchObject([of]);
    const is = { type: 'PRAISE', span: { start: 0, end: 17 } };
    const said = { sentiment: 'negative', language: 'zh', signals: [{ of }, { is }] };
    expect((await correct('k-3', said)).status).toBe(202);
    const praise = { type: 'PRAISE', text: 'We work at night.', rule: 'correction', confidence: 1 };
    expect(await reading('k-3')).toMatchObject({
      ...{ language: 'zh', sentiment: { label: 'negative', score: -1 }, signals: [praise] },
      corrected: ['signals', 'sentiment', 'language'],
    });
    for (const query of ['sentiment=negative', 'language=zh', 'signalType=PRAISE'])
      await eventually(async () => expect(await feed(query)).toEqual(ids('k-3')));
    expect((await ckm.data<Row[]>('/v1/search?q=night&sentiment=negative')).map(({ itemId }) => itemId)).toEqual(
      ids('k-3'),
    );
    await eventually(async () => expect(await opportunityOf('Quiet mode')).toMatchObject({ reach: 2 }));
  });

  it('is told in the journey of the item, before what follows from it', async () => {
    const steps = await ckm.data<{ type: string; service: string }[]>(`/v1/items/${items['k-3']}/journey`);
    const read = steps.filter(({ service }) => service === 'enrichment').map(({ type }) => type);
    expect(read).toEqual(['ItemInterpreted', 'InterpretationCorrected', 'ItemInterpreted']);
  });

  it.each<[string, object, number, string]>([
    ['that says nothing', {}, 400, 'body-invalid'],
    ['to a theme that nobody described', { themes: ['00000000-0000-4000-8000-000000000000'] }, 422, 'theme-unknown'],
    ['of a language that is none', { language: 'fr' }, 400, 'body-invalid'],
    [
      'of a signal that was not read',
      { signals: [{ of: { type: 'CHURN_RISK', span: { start: 0, end: 4 } } }] },
      404,
      'signal-not-found',
    ],
    [
      'behind the end of the words',
      { signals: [{ is: { type: 'PROBLEM', span: { start: 50, end: 58 } } }] },
      422,
      'span-outside',
    ],
  ])('%s is refused: %j', async (_, said, status, code) => {
    const answer = await correct('k-1', said);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('is for contributors, and for those of the tenant', async () => {
    const as = async (role: string, tenant = 'demo'): Promise<number> => {
      const headers = { authorization: `Bearer ${tokenOf(ckm.home, { tenant, role })}` };
      return (await correct('k-1', { sentiment: 'neutral' }, headers)).status;
    };
    expect(await as('reader')).toBe(403);
    expect(await as('admin', 'globex')).toBe(404);
    expect(await as('contributor')).toBe(202);
  });

  it('of what was withdrawn or forgotten is not possible', async () => {
    await command(`/v1/items/${items['k-5']}/withdrawal`, {});
    await eventually(async () =>
      expect(await correct('k-5', { themes: [] })).toMatchObject({ status: 409, body: { code: 'item-withdrawn' } }),
    );
    await command('/v1/subjects/external:k-3/erasure', {});
    await eventually(async () =>
      expect(await correct('k-3', { themes: [] })).toMatchObject({ status: 409, body: { code: 'item-forgotten' } }),
    );
    expect(await reading('k-3')).toMatchObject({ erased: true, signals: [{ type: 'PRAISE', text: null }] });
  });

  it('stands when the views are built again', async () => {
    for (const name of ['sharing.item_feed', 'innovation.read_item', 'innovation.evidence'])
      await command(`/v1/ops/projections/${name}/rebuild`, {});
    await eventually(async () => {
      const views = await ckm.data<{ build: number; state: string }[]>('/v1/ops/projections');
      expect(views.filter(({ build, state }) => build === 2 && state === 'live')).toHaveLength(3);
    });
    expect(await feed(`theme=${themes['Second tray']}`)).toEqual(ids('k-4', 'k-6'));
    expect(await opportunityOf('Second tray')).toMatchObject({ reach: 2 });
  });
});
