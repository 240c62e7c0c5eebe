import { setTimeout as pause } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { eventually, testPostgres, type TestPostgres } from '@ckm/backing-services';
import { grouped } from '@ckm/event-sourcing';
import type { Worker } from '@ckm/service';
import { LIFT, REFUND } from '../fixture/clustered.js';
import { say, type Saying } from '../fixture/saying.js';
import { overridden } from '../fixture/overridden.js';
import { openEnrichment, type TestEnrichment } from '../fixture/test-enrichment.js';
import { acquireLease, saveGrouping } from './clustering.js';
import { groupUncategorised } from './group-uncategorised.worker.js';

const DAY_MS = 86_400_000;
const THEME = { themeId: '0a52b1d6-1111-5111-8111-000000000001', theme: 'Lift', confidence: 1 };

jest.setTimeout(180_000);

let postgres: TestPostgres;
let enrichment: TestEnrichment;
let working: Worker[] = [];

beforeEach(async () => {
  postgres = await testPostgres();
  enrichment = await openEnrichment(postgres.url, null);
});
afterEach(async () => {
  await Promise.all(working.map(worker => worker.stop()));
  working = [];
  await enrichment?.close();
  await postgres?.stop();
});

const work = (): void => void working.push(groupUncategorised(enrichment.service));
const saying = (name: string, text: string | null, of: Partial<Saying> = {}) => say(enrichment, { name, text, ...of });
const allOf = async (texts: string[], of: Partial<Saying> = {}): Promise<string[]> => {
  const itemIds: string[] = [];
  for (const text of texts) itemIds.push(await saying(text, text, of));
  return itemIds;
};

/** Item → cluster. */
const clusters = (): Promise<Map<string, string>> =>
  enrichment.service.transaction(async client => {
    const sql = 'SELECT item_id, cluster_id FROM cluster_item';
    const { rows } = await client.query<{ item_id: string; cluster_id: string }>(sql);
    return new Map(rows.map(row => [row.item_id, row.cluster_id]));
  });

/** They are grouped, those of each group together. */
const groupedAs = (...groups: string[][]): Promise<void> =>
  eventually(async () => {
    const now = await clusters();
    const found = grouped(groups.flat(), itemId => now.get(itemId));
    expect([...found.values()]).toEqual(groups);
    expect(found.has(undefined)).toBe(false);
  });

describe('items without a theme', () => {
  it('are clustered soon after they were captured, within their tenant and language', async () => {
    work();
    const [refund, lift] = [await allOf(REFUND.slice(0, 2)), await allOf(LIFT.slice(0, 2))];
    await groupedAs(refund, lift);
    const before = await clusters();
    const other = await allOf(LIFT.slice(0, 2), { tenantId: 'globex' });
    const third = await allOf([LIFT[2]!]);
    const german = await saying('german', LIFT[0]!, { language: 'de' });
    await groupedAs(refund, [...lift, ...third], other, [german]);
    const after = await clusters();
    expect([...refund, ...lift].map(itemId => after.get(itemId))).toEqual([...before.values()]);
  });

  it('are in no cluster where they were withdrawn, their customer was forgotten, or they have one', async () => {
    await enrichment.withdraw(await saying('withdrawn', LIFT[0]!));
    await saying('forgotten', null);
    await saying('themed', LIFT[1]!, { themes: [THEME] });
    const lift = await saying('standing', LIFT[2]!);
    work();
    await groupedAs([lift]);
    expect([...(await clusters()).keys()]).toEqual([lift]);
    // Nothing is left to do, so that no worker leases the tenant again and again.
    const now = enrichment.service.now();
    expect(await enrichment.service.transaction(client => acquireLease(client, { now, until: now }))).toBeNull();
  });

  it('are regrouped once after a day, without those that were withdrawn', async () => {
    const [refund, lift] = [await allOf(REFUND), await allOf(LIFT)];
    work();
    await groupedAs(refund, lift);
    const [gone, ...left] = lift;
    await enrichment.withdraw(gone!);
    const anew = async (): Promise<string> =>
      enrichment.service.transaction(async client => {
        const { rows } = await client.query<{ at: string }>('SELECT regrouped_at::text AS at FROM clustering');
        return rows[0]!.at;
      });
    const before = [await clusters(), await anew()] as const;
    enrichment.pass(DAY_MS);
    await eventually(async () => expect(await anew()).not.toBe(before[1]));
    const after = await clusters();
    expect(after.has(gone!)).toBe(false);
    for (const itemId of [...refund, ...left]) expect(after.get(itemId)).toBe(before[0].get(itemId));
    const once = await anew();
    await pause(2_500);
    expect(await anew()).toBe(once);
  });

  it('are in no cluster after 90 days', async () => {
    const lift = await allOf(LIFT.slice(0, 2));
    work();
    await groupedAs(lift);
    enrichment.pass(91 * DAY_MS);
    await eventually(async () => expect((await clusters()).size).toBe(0));
  });
});

describe('a worker that groups', () => {
  it('takes over from one that died once its lease has ended, which then saves nothing any more', async () => {
    const lift = await allOf(LIFT.slice(0, 2));
    const { service } = enrichment;
    const now = service.now();
    const until = new Date(now.getTime() + 60_000);
    const dead = (await service.transaction(client => acquireLease(client, { now, until })))!;
    expect(dead).toEqual({ tenantId: 'demo', until, isRegroupDue: false });
    work();
    work();
    await pause(1_500);
    expect((await clusters()).size).toBe(0);
    enrichment.pass(61_000);
    await groupedAs(lift);
    const assigned = lift.map(itemId => ({ itemId, clusterId: itemId }));
    await service.transaction(client => saveGrouping(client, dead, { assigned, isRegrouped: true, now }));
    await groupedAs(lift);
  });

  it('goes on with other tenants when grouping one of them fails', async () => {
    await allOf(LIFT.slice(0, 2));
    const other = await allOf(LIFT.slice(0, 2), { tenantId: 'globex' });
    const { service } = enrichment;
    const before = `INSERT INTO clustering SELECT tenant_id, now() - ago::interval, now()
      FROM (VALUES ('demo', '2 hours'), ('globex', '1 hour')) AS grouped (tenant_id, ago)`;
    await service.transaction(client => client.query(before));
    const read = ((views, tenantId, work) =>
      tenantId === 'demo'
        ? Promise.reject(new Error('broken'))
        : service.read(views, tenantId, work)) as typeof service.read;
    working.push(groupUncategorised(overridden(service, { read })));
    await groupedAs(other);
  });

  it('releases its lease when it is stopped', async () => {
    await allOf(LIFT.slice(0, 2));
    const worker = groupUncategorised(enrichment.service);
    await pause(50);
    await worker.stop();
    const now = enrichment.service.now();
    expect(await enrichment.service.transaction(client => acquireLease(client, { now, until: now }))).not.toBeNull();
  });
});
