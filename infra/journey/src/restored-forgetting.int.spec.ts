import { join } from 'node:path';
import { dumpSchema, eventually, restoreSchema, startPostgres, type SchemaDump } from '@ckm/backing-services';
import { type CustomerEvent, structuredRequest } from './customer-events.js';
import { filesWith, tablesWith } from './database-scan.js';
import { ckmIn, forget, type Installation, startInstallation } from './installation.js';
import { headsAtRest } from './operations.js';

const saying = (id: string, customerId: string, text: string): CustomerEvent => ({
  id,
  source: '/helpdesk',
  type: 'ticket.message',
  time: '2026-11-20T09:12:00Z',
  data: { customerId, text },
});
const WISH = saying(
  'T-1',
  'C-Vogelsang-17',
  'Hier Praxis Vogelsang in Meerbusch: bitte eine Sicherung für Rezepte einbauen.',
);
const OTHER = saying('T-2', 'C-18', 'The new tray jams.');
const LATER = saying('T-3', 'C-19', '复印件左边总有一条黑线。');
const THEIRS = ['Vogelsang', 'Meerbusch', 'Sicherung für Rezepte'];

describe.each([
  ['one service whose view held the words', ['sharing']],
  ['the logs, and the vault with the key', ['capture', 'enrichment', 'sharing', 'innovation', 'vault']],
])('A person who was forgotten after the dump of %s', (_, schemas) => {
  let ckm: Installation;
  let dumps: SchemaDump[];
  let certificate: string;

  const take = async (event: CustomerEvent): Promise<void> =>
    expect((await ckm.post('/v1/events', structuredRequest(event))).status).toBe(202);
  const postgres = () => startPostgres({ dataDirectory: join(ckm.home, 'postgres') });
  const complete = () =>
    eventually(async () => expect(await ckm.data(certificate)).toMatchObject({ state: 'complete' }));

  beforeAll(async () => {
    ckm = await startInstallation();
    await take(WISH);
    await take(OTHER);
    await eventually(async () => expect(await ckm.data('/v1/feed')).toHaveLength(2));
    await eventually(() => headsAtRest(ckm));
    const { url } = await postgres();
    dumps = await Promise.all(schemas.map(schema => dumpSchema(url, schema)));
    const answer = await ckm.post<{ data: { certificate: string } }>('/v1/subjects/external:C-Vogelsang-17/erasure', {
      type: 'application/json',
      body: '{}',
    });
    ({ certificate } = answer.body.data);
    await complete();
    await take(LATER);
    await eventually(() => headsAtRest(ckm));
    await ckm.stop();
    const server = await postgres();
    for (const dump of dumps) await restoreSchema(server.url, dump);
    expect(await tablesWith(ckm, THEIRS)).toContain('sharing.item_feed_v4_1');
    await server.stop();
    ckm = await startInstallation({ home: ckm.home });
  });

  afterAll(async () => {
    await ckm?.stop();
    if (ckm) forget(ckm.home);
  });

  it('is forgotten before anything is answered', async () => {
    expect(await tablesWith(ckm, THEIRS)).toEqual([]);
  });

  it('stays forgotten when the log goes on, and the certificate stays true', async () => {
    const services = schemas.filter(schema => schema !== 'vault' && schema !== 'innovation');
    const { code, said } = await ckmIn(ckm, 'restored', ...services);
    expect([said, code]).toEqual([expect.stringContaining('begins epoch'), 0]);
    await complete();
    await take(LATER);
    await eventually(() => headsAtRest(ckm));
    expect(await tablesWith(ckm, THEIRS)).toEqual([]);
    expect(filesWith(ckm, THEIRS)).toEqual([]);
    const feed = await ckm.data<{ text: string | null; erased: boolean }[]>('/v1/feed');
    expect(feed.map(({ text, erased }) => text ?? erased).sort()).toEqual([OTHER.data.text, true, LATER.data.text]);
    expect((await ckmIn(ckm, 'verify')).said).not.toContain('✗');
  });
});
