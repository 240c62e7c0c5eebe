import { eventually } from '@ckm/backing-services';
import { binaryRecord, type CustomerEvent, structuredRequest } from './customer-events.js';
import { type Answer, forget, type Installation, startInstallation } from './installation.js';
import { headsAtRest } from './operations.js';
import { tokenOf } from './tokens.js';
import { type Upstream, upstreamOverPostgres } from './upstream.js';

const WISH = 'Please add a quiet mode for the night.';
const saying = (customerId: string, text: string): CustomerEvent => ({
  ...{ id: `t-${customerId}`, source: '/calls', type: 'call.noted', time: '2026-11-20T09:12:00Z' },
  data: { customerId, text },
});

describe('A tenant', () => {
  let ckm: Installation;
  let upstream: Upstream;
  let globex: string;
  const ids = {
    item: '',
    evidence: '',
    opportunity: '',
    theme: '',
    subscription: '',
    delivery: '',
    import: '',
    cluster: '',
  };
  let erasure = '';
  let quarantined = '';

  const command = async <T>(path: string, body: object, token = ckm.token): Promise<Answer<T>> => {
    const answer = await fetch(ckm.url + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'specversion' in body ? 'application/cloudevents+json' : 'application/json',
      },
      body: JSON.stringify(body),
    });
    return { status: answer.status, type: '', body: (await answer.json()) as T };
  };
  const taken = async <T>(path: string, body: object): Promise<T> => {
    const { status, body: answer } = await command<{ data: T }>(path, body);
    if (status !== 202) throw new Error(`${path} answers ${status}: ${JSON.stringify(answer)}`);
    return answer.data;
  };

  beforeAll(async () => {
    ckm = await startInstallation();
    upstream = await upstreamOverPostgres(ckm);
    globex = tokenOf(ckm.home, { tenant: 'globex', role: 'admin' });
    const theme = { name: 'Quiet mode', examples: [{ language: 'en', text: WISH }] };
    ids.theme = (await taken<{ themeId: string }>('/v1/themes', theme)).themeId;
    await eventually(async () => expect(await ckm.data('/v1/themes')).toHaveLength(1));
    for (const customer of ['t-1', 't-2', 't-3']) {
      const answer = await ckm.post<{ data: { itemId: string } }>(
        '/v1/events',
        structuredRequest(saying(customer, WISH)),
      );
      ids.item = answer.body.data.itemId;
    }
    await upstream.send({ ...binaryRecord(saying('t-9', WISH)), value: '{"customerId": ' });
    const file = ['发票金额不对，请重新开一张。', '发票的金额不对，请重新开。', '安静模式什么时候有？']
      .map((text, nth) => `${JSON.stringify({ id: `${nth}`, customerId: 't-8', text })}\n`)
      .join('');
    const imported = await ckm.post<{ data: { importId: string } }>('/v1/imports?source=shop', {
      type: 'application/x-ndjson',
      body: file,
    });
    ids.import = imported.body.data.importId;
    const channel = { kind: 'feed' };
    const since = '2026-01-01T00:00:00Z';
    const opened = await taken<{ subscriptionId: string }>('/v1/subscriptions', {
      name: 'All',
      query: {},
      channel,
      since,
    });
    ids.subscription = opened.subscriptionId;
    const opportunity = await eventually(async () => {
      const [found] = await ckm.data<{ opportunityId: string }[]>('/v1/opportunities');
      return await ckm.data<{ opportunityId: string; evidence: { evidenceId: string }[] }>(
        `/v1/opportunities/${found!.opportunityId}`,
      );
    });
    ids.opportunity = opportunity.opportunityId;
    ids.evidence = opportunity.evidence[0]!.evidenceId;
    ids.delivery = await eventually(
      async () =>
        (await ckm.data<{ deliveryId: string }[]>(`/v1/subscriptions/${ids.subscription}/deliveries`))[0]!.deliveryId,
    );
    ids.cluster = await eventually(async () => (await ckm.data<{ clusterId: string }[]>('/v1/clusters'))[0]!.clusterId);
    const { certificate } = await taken<{ certificate: string }>('/v1/subjects/external:t-3/erasure', {});
    erasure = certificate;
    await eventually(async () => expect(await ckm.data(erasure)).toMatchObject({ state: 'complete' }));
    await eventually(() => headsAtRest(ckm));
    quarantined = await eventually(async () => (await ckm.data<{ id: string }[]>('/v1/ops/quarantine'))[0]!.id);
  });

  afterAll(async () => {
    await upstream?.close();
    await ckm?.stop();
    if (ckm) forget(ckm.home);
  });

  /** Where its things are read: each names something of it in the path. */
  const places = (): string[] => [
    `/v1/items/${ids.item}`,
    `/v1/imports/${ids.import}`,
    `/v1/interpretations/${ids.item}`,
    `/v1/items/${ids.item}/duplicates`,
    `/v1/items/${ids.item}/journey`,
    `/v1/opportunities/${ids.opportunity}`,
    `/v1/subscriptions/${ids.subscription}`,
    `/v1/subscriptions/${ids.subscription}/items`,
    `/v1/subscriptions/${ids.subscription}/deliveries`,
    `/v1/ops/quarantine/${quarantined}`,
    erasure,
  ];
  /** What lists them, asked for all and for one of them by its id. */
  const lists = (): string[] => [
    ...[
      '/v1/themes',
      '/v1/clusters',
      '/v1/imports',
      '/v1/feed',
      '/v1/opportunities',
      '/v1/subscriptions',
      '/v1/ops/quarantine',
    ],
    ...[`/v1/feed?theme=${ids.theme}`, '/v1/feed?customer=external:t-1', `/v1/opportunities?theme=${ids.theme}`],
    ...['/v1/search?q=quiet', `/v1/search?q=quiet&theme=${ids.theme}`],
  ];
  /** What would change them. */
  const commands = (): [path: string, body: object][] => [
    [`/v1/items/${ids.item}/withdrawal`, {}],
    [`/v1/interpretations/${ids.item}/corrections`, { sentiment: 'positive' }],
    [`/v1/themes/${ids.theme}/describe`, { examples: [] }],
    [`/v1/themes/${ids.theme}/rename`, { name: 'Ours' }],
    [`/v1/themes/${ids.theme}/unmerge`, {}],
    [`/v1/themes/${ids.theme}/split`, { name: 'Ours', items: [], examples: [{ language: 'en', text: WISH }] }],
    [`/v1/clusters/${ids.cluster}/theme`, { name: 'Ours' }],
    [`/v1/opportunities/${ids.opportunity}/stage`, { stage: 'under-review' }],
    [`/v1/opportunities/${ids.opportunity}/support`, { customerId: 'external:t-1', importance: 3 }],
    [`/v1/opportunities/${ids.opportunity}/evidence`, { itemId: ids.item }],
    [`/v1/opportunities/${ids.opportunity}/evidence/${ids.evidence}/removal`, {}],
    ...['pause', 'resume', 'end', 'change', 'test'].map((verb): [string, object] => [
      `/v1/subscriptions/${ids.subscription}/${verb}`,
      verb === 'change' ? { name: 'Ours' } : {},
    ]),
    [`/v1/subscriptions/${ids.subscription}/deliveries/${ids.delivery}/resend`, {}],
    [`/v1/ops/quarantine/${quarantined}/redrive`, {}],
  ];
  const everything = (): Promise<unknown[]> =>
    Promise.all([...places(), ...lists()].map(async path => (await ckm.get(path)).body));

  it('reads what it wrote', async () => {
    for (const path of places()) expect([path, (await ckm.get(path)).status]).toEqual([path, 200]);
    for (const path of lists()) expect([path, await ckm.data<unknown[]>(path)]).not.toEqual([path, []]);
  });

  it('finds nothing of another tenant, by no path', async () => {
    for (const path of places()) {
      const { status, body } = await ckm.get<{ code: string }>(path, globex);
      expect([path, status, body.code]).toEqual([path, 404, expect.stringMatching(/-not-found$/)]);
    }
  });

  it('finds nothing of another tenant in a list, by a filter, or from where another tenant had read to', async () => {
    for (const path of lists()) {
      expect([path, await ckm.data(path, globex)]).toEqual([path, []]);
      const { body } = await ckm.get<{ page?: { next: string | null } }>(
        `${path}${path.includes('?') ? '&' : '?'}limit=1`,
      );
      if (body.page?.next)
        expect(await ckm.data(`${path.split('?')[0]}?${query(path)}cursor=${body.page.next}`, globex)).toEqual([]);
    }
  });

  it('changes nothing of another tenant', async () => {
    const before = await everything();
    for (const [path, body] of commands()) {
      const { status, body: answer } = await command<{ code: string }>(path, body, globex);
      expect([path, status, answer.code]).toEqual([path, 404, expect.stringMatching(/-not-found$/)]);
    }
    expect(await everything()).toEqual(before);
  });

  it('is told what was put aside of its own, and how much there is of all only who runs the installation', async () => {
    const told = async (token: string): Promise<object> =>
      (await ckm.data<{ service: string }[]>('/v1/ops/status', token)).find(one => one.service === 'capture')!;
    const own = { service: 'capture', answers: true, parked: 0 };
    expect(await told(globex)).toEqual({ ...own, quarantined: 0 });
    expect(await told(tokenOf(ckm.home, { tenant: 'demo', role: 'reader' }))).toEqual({ ...own, quarantined: 1 });
    for (const role of ['steward', 'admin'])
      expect(await told(tokenOf(ckm.home, { tenant: 'demo', role }))).toMatchObject({
        quarantined: 1,
        head: expect.any(Number) as number,
        sums: { intake: { balanced: true } },
      });
  });

  it('is told of views and promises, and how much they hold of all only who runs the installation', async () => {
    const keysOf = (rows: object[]): string[] => [...new Set(rows.flatMap(row => Object.keys(row)))].sort();
    const told = async (token?: string): Promise<{ views: string[]; promises: string[] }> => {
      const verified = await ckm.data<{ promises: object[] }[]>('/v1/ops/verify?views=false', token);
      return {
        views: keysOf(await ckm.data<object[]>('/v1/ops/projections', token)),
        promises: keysOf(verified.flatMap(({ promises }) => promises)),
      };
    };
    expect(await told(globex)).toEqual({
      views: ['build', 'name', 'service', 'state', 'version'],
      promises: ['broken', 'holds', 'name'],
    });
    expect(await told()).toEqual({
      views: ['build', 'name', 'read', 'service', 'since', 'state', 'total', 'version'],
      promises: ['broken', 'checked', 'holds', 'name'],
    });
  });

  it('has no view built that holds the items of others', async () => {
    const { status, body } = await command<{ code: string }>(
      '/v1/ops/projections/sharing.item_feed/rebuild',
      {},
      globex,
    );
    expect([status, body.code]).toEqual([403, 'role-missing']);
  });

  it('links no words of another tenant to an opportunity of its own', async () => {
    const proposed = await command<{ data: { opportunityId: string } }>(
      '/v1/opportunities',
      { title: 'Ours', kind: 'IMPROVEMENT' },
      globex,
    );
    const { status, body } = await command<{ code: string }>(
      `/v1/opportunities/${proposed.body.data.opportunityId}/evidence`,
      { itemId: ids.item },
      globex,
    );
    expect([status, body.code]).toEqual([404, 'item-not-found']);
  });

  it('merges no theme of another tenant, and puts no item under one', async () => {
    const ours = await command<{ data: { themeId: string } }>('/v1/themes', { name: 'Ours', examples: [] }, globex);
    const { themeId } = ours.body.data;
    for (const [path, body] of [
      [`/v1/themes/${themeId}/merge`, { into: ids.theme }],
      [`/v1/themes/${ids.theme}/merge`, { into: themeId }],
    ] as const)
      expect((await command<{ code: string }>(path, body, globex)).body.code).toMatch(/^theme-(unknown|not-found)$/);
    const [item] = await ckm.data<{ itemId: string }[]>('/v1/feed?customer=external:t-1');
    const correction = await command<{ code: string }>(`/v1/interpretations/${item!.itemId}/corrections`, {
      themes: [themeId],
    });
    expect([correction.status, correction.body.code]).toEqual([422, 'theme-unknown']);
  });

  it('is not named by an event that another tenant sends', async () => {
    const event = { ...saying('t-5', WISH), specversion: '1.0', tenantid: 'demo' };
    const { status, body } = await command<{ code: string }>('/v1/events', event, globex);
    expect([status, body.code]).toEqual([403, 'tenant-mismatch']);
  });

  it('has customers, events and keys of its own, by whatever names others call theirs', async () => {
    const event = { ...saying('t-1', 'Ours is far too loud.'), specversion: '1.0' };
    const { status, body } = await command<{ data: { itemId: string } }>('/v1/events', event, globex);
    expect(status).toBe(202);
    expect(body.data.itemId).not.toBe(ids.item);
    const customer = async (token?: string): Promise<string[]> =>
      (await ckm.data<{ text: string }[]>('/v1/feed?customer=external:t-1', token)).map(({ text }) => text);
    await eventually(async () => expect(await customer(globex)).toEqual(['Ours is far too loud.']));
    expect(await customer()).toEqual([WISH]);
    const forgotten = await command<{ data: object }>('/v1/subjects/external:t-1/erasure', {}, globex);
    expect(forgotten.status).toBe(202);
    await eventually(async () => expect(await customer(globex)).not.toContain('Ours is far too loud.'));
    expect(await customer()).toEqual([WISH]);
  });
});

const query = (path: string): string => {
  const [, asked = ''] = path.split('?');
  return asked && `${asked}&`;
};
