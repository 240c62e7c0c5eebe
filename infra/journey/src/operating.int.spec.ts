import { eventually } from '@ckm/backing-services';
import { binaryRecord, type CustomerEvent, structuredRequest } from './customer-events.js';
import { forget, type Installation, startInstallation } from './installation.js';
import { headsAtRest, recordsRead } from './operations.js';
import { tokenOf } from './tokens.js';
import { type Upstream, upstreamOverPostgres } from './upstream.js';

interface Quarantined {
  id: string;
  service: string;
  tenantId: string;
  topic: string;
  code: string;
  detail: string;
}

interface Projection {
  name: string;
  build: number;
  state: 'live' | 'building';
}

const TEXTS = [
  'Der Einzug nimmt immer zwei Blätter auf einmal.',
  'The new drum still leaves a grey stripe.',
  '扫描出来的页面总是歪的。',
];

const saying = (nth: number): CustomerEvent => ({
  id: `o-${nth}`,
  source: '/repairs',
  type: 'visit.noted',
  time: '2026-11-20T09:12:00Z',
  data: { customerId: `o-${nth % 7}`, text: TEXTS[nth % 3]! },
});

describe('An operator', () => {
  let ckm: Installation;
  let upstream: Upstream;

  const take = async (nth: number): Promise<void> =>
    expect((await ckm.post('/v1/events', structuredRequest(saying(nth)))).status).toBe(202);
  const command = <T>(path: string) => ckm.post<{ data: T }>(path, { type: 'application/json', body: '{}' });
  const quarantine = () => ckm.data<Quarantined[]>('/v1/ops/quarantine');
  const feedViews = async () =>
    (await ckm.data<Projection[]>('/v1/ops/projections')).filter(({ name }) => name === 'sharing.item_feed');
  /** Every row of the feed, page by page. */
  const feed = async (): Promise<{ itemId: string }[]> => {
    const rows: { itemId: string }[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const path: string = `/v1/feed?limit=100${cursor && `&cursor=${cursor}`}`;
      const { body } = await ckm.get<{ data: { itemId: string }[]; page: { next: string | null } }>(path);
      rows.push(...body.data);
      cursor = body.page.next;
    }
    return rows;
  };

  beforeAll(async () => {
    ckm = await startInstallation();
    upstream = await upstreamOverPostgres(ckm);
  });

  afterAll(async () => {
    await upstream?.close();
    await ckm?.stop();
    if (ckm) forget(ckm.home);
  });

  it('sees what could not be read, with its bytes, and has it read again', async () => {
    const differs = { ...saying(1), data: { ...saying(1).data, text: 'Etwas ganz anderes.' } };
    await take(1);
    await upstream.send({ ...binaryRecord(saying(2)), value: '{"customerId": ' }, binaryRecord(differs));
    await eventually(async () => expect(await recordsRead(ckm)).toBe(2));
    const found = await quarantine();
    expect(found.map(({ code }) => code).sort()).toEqual(['body-not-json', 'item-differs']);
    for (const { id, code, ...rest } of found) {
      expect(rest).toMatchObject({ service: 'capture', tenantId: 'demo', topic: 'ckm.customer-events.v1' });
      const one = await ckm.data<{ record: { value: string } }>(`/v1/ops/quarantine/${id}`);
      const value = Buffer.from(one.record.value, 'base64').toString();
      expect(value).toContain(code === 'item-differs' ? 'Etwas ganz anderes.' : '{"customerId": ');
      const { status, body } = await command<Quarantined>(`/v1/ops/quarantine/${id}/redrive`);
      expect([status, body.data]).toMatchObject([202, { id, outcome: 'quarantined', code }]);
    }
    expect(await quarantine()).toEqual(found);
  });

  it('sees one page after the other', async () => {
    const first = await ckm.get<{ data: Quarantined[]; page: { next: string } }>('/v1/ops/quarantine?limit=1');
    const rest = await ckm.get<{ data: Quarantined[]; page: object }>(
      `/v1/ops/quarantine?limit=1&cursor=${first.body.page.next}`,
    );
    expect(rest.body.page).toEqual({ next: null });
    expect([...first.body.data, ...rest.body.data]).toEqual(await quarantine());
    expect(await ckm.get('/v1/ops/quarantine?cursor=x')).toMatchObject({
      status: 400,
      body: { code: 'cursor-invalid' },
    });
  });

  it('sees nothing of another tenant, and redrives nothing of it', async () => {
    const globex = tokenOf(ckm.home, { tenant: 'globex', role: 'admin' });
    const [{ id } = { id: '' }] = await quarantine();
    expect((await ckm.get<object>('/v1/ops/quarantine', globex)).body).toMatchObject({ data: [], silent: [] });
    expect(await ckm.get(`/v1/ops/quarantine/${id}`, globex)).toMatchObject({
      status: 404,
      body: { code: 'quarantined-not-found' },
    });
    const reader = tokenOf(ckm.home, { tenant: 'demo', role: 'reader' });
    expect(await ckm.get('/v1/ops/quarantine', reader)).toMatchObject({ status: 403 });
  });

  it.each([
    ['/v1/ops/quarantine/capture.17/redrive', 'quarantined-not-found'],
    ['/v1/ops/parked/sharing.17/redrive', 'parked-not-found'],
    ['/v1/ops/parked/17/redrive', 'parked-not-found'],
    ['/v1/ops/projections/sharing.weather/rebuild', 'projection-not-found'],
    ['/v1/ops/projections/capture.item_feed/rebuild', 'projection-not-found'],
  ])('is told that there is nothing at %s', async (path, code) =>
    expect(await command(path)).toMatchObject({ status: 404, body: { code } }),
  );

  it('has a view built again while events come and people read: the same feed, and everything that came', async () => {
    for (let nth = 10; nth < 60; nth += 1) await take(nth);
    await eventually(() => headsAtRest(ckm));
    const before = await feed();
    expect(before).toHaveLength(51);
    const [{ build } = { build: 0 }] = await feedViews();

    let taken = 60;
    let enough = false;
    const arriving = (async () => {
      for (; !enough; taken += 1) await take(taken);
    })();
    try {
      const rebuild = '/v1/ops/projections/sharing.item_feed/rebuild';
      expect(await command(rebuild)).toMatchObject({
        status: 202,
        body: { data: { name: 'sharing.item_feed', build: build + 1 } },
      });
      await eventually(async () => {
        expect((await feed()).length).toBeGreaterThanOrEqual(before.length);
        expect(await feedViews()).toMatchObject([{ build: build + 1, state: 'live' }]);
      });
    } finally {
      enough = true;
      await arriving;
    }
    await eventually(() => headsAtRest(ckm));
    const after = await feed();
    const known = new Set(before.map(({ itemId }) => itemId));
    expect(after.filter(({ itemId }) => known.has(itemId))).toEqual(before);
    expect(after).toHaveLength(before.length + taken - 60);
  });
});
