import { join } from 'node:path';
import { dumpSchema, eventually, restoreSchema, startPostgres } from '@ckm/backing-services';
import { Client } from 'pg';
import { type CustomerEvent, structuredRequest } from './customer-events.js';
import { ckmIn, forget, type Installation, startInstallation } from './installation.js';
import { headsAtRest, statusOf } from './operations.js';
import { describeOnEachRoad } from './upstream.js';

const saying = (id: string, text: string): CustomerEvent => ({
  id,
  source: '/counter',
  type: 'ticket.message',
  time: '2026-11-20T09:12:00Z',
  data: { customerId: 'C-17', text },
});
const KEPT = saying('kept', 'The new tray jams.');
const LOST = saying('lost', 'Der Drucker zieht kein Papier ein.');
const LATER = [
  saying('later-1', '复印件左边总有一条黑线。'),
  saying('later-2', 'Der Toner ist schon wieder leer.'),
  saying('later-3', 'The lid is hard to open.'),
];

await describeOnEachRoad(
  'A database that is taken over, while everything runs, by one that lacks the last events',
  road => {
    let ckm: Installation;
    let taken: CustomerEvent[];

    const take = async (event: CustomerEvent): Promise<number> =>
      (await ckm.post('/v1/events', structuredRequest(event))).status;
    const texts = async () => (await ckm.data<{ text: string }[]>('/v1/feed?limit=100')).map(({ text }) => text).sort();
    const textsOf = (events: CustomerEvent[]) => events.map(({ data }) => data.text).sort();

    beforeAll(async () => {
      ckm = await startInstallation({ env: road.env });
      const { url } = await startPostgres({ dataDirectory: join(ckm.home, 'postgres') });
      expect(await take(KEPT)).toBe(202);
      await eventually(() => headsAtRest(ckm));
      const dump = await dumpSchema(url, 'capture');
      expect(await take(LOST)).toBe(202);
      await eventually(async () => expect(await texts()).toEqual(textsOf([KEPT, LOST])));
      await eventually(() => headsAtRest(ckm));
      await eventually(() => restoreSchema(url, dump));
      const admin = new Client({ connectionString: url });
      await admin.connect();
      await admin.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'ckm-capture%'",
      );
      await admin.end();
      taken = [];
      for (const event of LATER) if ((await take(event)) === 202) taken.push(event);
    });

    afterAll(async () => {
      await ckm?.stop();
      if (ckm) forget(ckm.home);
    });

    it('halts the service of that log, which says why', async () => {
      await eventually(async () =>
        expect((await statusOf(ckm, 'capture')).alarms).toEqual([
          expect.stringMatching(/^log-restored ckm\.capture\.[a-z-]+\.v1\/\d$/),
        ]),
      );
      expect(await ckm.post('/v1/events', structuredRequest(LATER[0]!))).toMatchObject({
        status: 503,
        body: { code: 'log-restored' },
      });
      expect(await texts()).toEqual(textsOf([KEPT, LOST]));
    });

    it('loses nothing that it said it had taken, once its operator says that it is to go on', async () => {
      expect(await ckmIn(ckm, 'restored', 'capture')).toMatchObject({ code: 0 });
      await eventually(async () => expect(await texts()).toEqual(textsOf([KEPT, ...taken])));
      expect(await take(LOST)).toBe(202);
      await eventually(async () => expect(await texts()).toEqual(textsOf([KEPT, LOST, ...taken])));
      await eventually(() => headsAtRest(ckm));
      expect((await ckmIn(ckm, 'verify')).said).not.toContain('✗');
    });
  },
);
