import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dumpSchema, eventually, restoreSchema, startPostgres, type SchemaDump } from '@ckm/backing-services';
import { type CustomerEvent, structuredRequest } from './customer-events.js';
import { ckmIn, forget, type Installation, startInstallation } from './installation.js';
import { headsAtRest, type Status } from './operations.js';
import { describeOnEachRoad } from './upstream.js';

const saying = (id: string, text: string): CustomerEvent => ({
  id,
  source: '/counter',
  type: 'ticket.message',
  time: '2026-11-20T09:12:00Z',
  data: { customerId: `C-${id}`, text },
});
const KEPT = saying('kept', 'The new tray jams.');
const LOST = saying('lost', 'Der Drucker zieht kein Papier ein.');
const LATER = saying('later', '复印件左边总有一条黑线。');

interface Verified {
  service: string;
  promises: { name: string; holds: boolean; broken: { detail: string }[] }[];
}

interface Answer {
  logs: { service: string; head: number; began: boolean }[];
  replaced: { service: string; views: string[] }[];
  orphans: { type: string; service: string }[];
}

await describeOnEachRoad('A log that is restored from an older dump', road => {
  let ckm: Installation;
  let dump: SchemaDump;

  const take = async (event: CustomerEvent): Promise<number> =>
    (await ckm.post('/v1/events', structuredRequest(event))).status;
  const texts = async () => (await ckm.data<{ text: string }[]>('/v1/feed?limit=100')).map(({ text }) => text).sort();
  const statusOfCapture = async (): Promise<Status> =>
    (await ckm.data<Status[]>('/v1/ops/status')).find(({ service }) => service === 'capture')!;
  const whileStopped = async (work: (url: string) => Promise<void>): Promise<void> => {
    await ckm.stop();
    const postgres = await startPostgres({ dataDirectory: join(ckm.home, 'postgres') });
    await work(postgres.url);
    await postgres.stop();
    ckm = await startInstallation({ home: ckm.home, env: road.env });
  };
  /** Where a process answers, as its log says. */
  const addressOf = (part: string): string => {
    const log = readFileSync(join(ckm.home, 'logs', `${part}.log`), 'utf8');
    return [...log.matchAll(/"url":"([^"]+)"/g)].at(-1)![1]!;
  };

  beforeAll(async () => {
    ckm = await startInstallation({ env: { ...road.env, LOG_LEVEL: 'info' } });
    expect(await take(KEPT)).toBe(202);
    await eventually(() => headsAtRest(ckm));
    const { url } = await startPostgres({ dataDirectory: join(ckm.home, 'postgres') });
    dump = await dumpSchema(url, 'capture');
    expect(await take(LOST)).toBe(202);
    await eventually(async () => expect(await texts()).toEqual([KEPT, LOST].map(({ data }) => data.text).sort()));
    await eventually(() => headsAtRest(ckm));
    await whileStopped(url => restoreSchema(url, dump));
  });

  afterAll(async () => {
    await ckm?.stop();
    if (ckm) forget(ckm.home);
  });

  it('halts its service, which says why', async () => {
    // Its start waits for the look at the topics, but not for long.
    await eventually(async () =>
      expect(await statusOfCapture()).toMatchObject({
        answers: true,
        head: 1,
        alarms: [expect.stringMatching(/^log-restored ckm\.capture\.knowledge-item\.v1\/\d$/)],
      }),
    );
    const ready = await fetch(`${addressOf('capture')}/readyz`);
    // Whoever balances traffic must let the operator through.
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
    const verified = await ckm.data<Verified[]>('/v1/ops/verify');
    const broken = verified.flatMap(({ service, promises }) =>
      promises.filter(({ holds }) => !holds).map(({ name }) => `${service}: ${name}`),
    );
    expect(broken).toContain('capture: no partition waits for somebody');
  });

  it('takes nothing, tells nothing and sends nothing meanwhile', async () => {
    for (const answer of [
      await ckm.post('/v1/events', structuredRequest(LATER)),
      await ckm.get('/v1/imports'),
      await ckm.post('/v1/subjects/external:C-kept/erasure', { type: 'application/json', body: '{}' }),
    ])
      expect(answer).toMatchObject({ status: 503, body: { code: 'log-restored' } });
    expect(await statusOfCapture()).toMatchObject({ head: 1 });
    expect(await texts()).toEqual([KEPT, LOST].map(({ data }) => data.text).sort());
  });

  it('goes on under another name when its operator says so, and who reads it reads it again', async () => {
    const { code, said } = await ckmIn(ckm, 'restored', 'capture', '--json');
    expect(code).toBe(0);
    const { logs, replaced, orphans } = JSON.parse(said) as Answer;
    expect(logs).toMatchObject([{ service: 'capture', head: 1, began: true }]);
    expect(replaced).toEqual([
      {
        service: 'enrichment',
        views: ['item_words', 'withdrawn_item', 'waiting_item', 'theme_mention', 'uncategorised_item'],
      },
      { service: 'sharing', views: expect.arrayContaining(['item_feed', 'item_journey']) as string[] },
      { service: 'innovation', views: ['withdrawn_item'] },
    ]);
    expect(orphans.map(({ type, service }) => [type, service]).sort()).toEqual([
      ['ItemInterpreted', 'enrichment'],
      ['KnowledgeAnnounced', 'sharing'],
    ]);
    expect(await texts()).toEqual([KEPT.data.text]);
    expect(await take(LATER)).toBe(202);
    await eventually(async () => expect(await texts()).toEqual([KEPT, LATER].map(({ data }) => data.text).sort()));
    expect((await ckmIn(ckm, 'verify')).said).not.toContain('✗');
  });

  it('takes again what was lost, and makes nothing of it twice', async () => {
    expect([await take(LOST), await take(KEPT)]).toEqual([202, 202]);
    const all = [KEPT, LATER, LOST].map(({ data }) => data.text).sort();
    await eventually(async () => expect(await texts()).toEqual(all));
    expect(await eventually(() => headsAtRest(ckm))).toEqual({ capture: 3, enrichment: 3, sharing: 3, innovation: 0 });
    expect((await ckmIn(ckm, 'verify')).said).not.toContain('✗');
  });

  it('is not given another name twice', async () => {
    const { said } = await ckmIn(ckm, 'restored', 'capture', '--json');
    const { logs, replaced } = JSON.parse(said) as Answer;
    expect([logs[0]!.began, replaced.flatMap(({ views }) => views)]).toEqual([false, []]);
    expect(await ckm.post('/v1/ops/logs/nobody/restored', { type: 'application/json', body: '{}' })).toMatchObject({
      status: 404,
      body: { code: 'log-not-found' },
    });
  });
});
