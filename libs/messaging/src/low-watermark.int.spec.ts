import { testPostgres, type TestPostgres } from '@ckm/backing-services';
import { view } from '@ckm/event-sourcing';
import { Installation, type TestService } from './fixture/installation.js';
import { openProjections } from './projection.js';
import { lowWatermark } from './low-watermark.js';
import { OWN_LOG } from './slice.js';

const named = (name: string) => view({ name, version: 1, columns: { theme_id: 'uuid' }, key: ['theme_id'], on: {} });
const [themes, words, others] = [named('theme'), named('theme_words'), named('other')];

let postgres: TestPostgres;
let installation: Installation;
let enrichment: TestService;

beforeAll(async () => {
  postgres = await testPostgres();
  installation = await Installation.make(postgres.url);
  enrichment = await installation.open('enrichment');
  await openProjections(enrichment.owner, 'enrichment', [themes, words, others]);
});
afterAll(async () => {
  await installation.close();
  await postgres.stop();
});

const stands = (slice: string, next: number, topic = OWN_LOG) =>
  installation.sql(
    `INSERT INTO enrichment.checkpoint (slice, topic, partition, transport, next_offset) VALUES ($1, $2, 0, 'log', $3)`,
    [slice, topic, next],
  );
const park = (offset: number, slices: string[], { topic, headers }: { topic: string; headers: object }) =>
  installation.sql(
    `INSERT INTO enrichment.parked (slices, topic, partition, "offset", headers, value, cause) VALUES ($1, $2, 0, $3, $4, '', 'a fault')`,
    [slices, topic, offset, headers],
  );
const parked = (tenantId: string, offset: number, slices: string[], topic = OWN_LOG) =>
  park(offset, slices, { topic, headers: { ce_tenantid: Buffer.from(tenantId).toString('base64') } });
const read = () => enrichment.database.transaction(client => lowWatermark(client, themes, words));

it('the low watermark of views is where the slowest stands, for a tenant before the first message that is parked', async () => {
  expect(await read()).toEqual({ position: 0n, byTenant: {} });
  await stands('theme_v1_1', 90);
  await stands('theme_words_v1_1', 70);
  await stands('theme_words_v1_1', 8, 'ckm.capture.knowledge-item.v1');
  await stands('other_v1_1', 7);
  expect(await read()).toEqual({ position: 70n, byTenant: {} });
  await parked('acme', 40, ['other_v1_1', 'theme_v1_1']);
  await parked('acme', 60, ['theme_words_v1_1']);
  await parked('北京办公', 50, ['theme_words_v1_1']);
  await parked('globex', 6, ['other_v1_1']);
  expect(await read()).toEqual({ position: 70n, byTenant: { acme: 40, 北京办公: 50 } });
});

it('for a tenant it is 0 while a message from a topic is parked; messages that name no tenant are passed over', async () => {
  await parked('globex', 5, ['theme_v1_1'], 'ckm.capture.knowledge-item.v1');
  await parked('globex', 65, ['theme_v1_1']);
  for (const headers of [{}, { ce_tenantid: Buffer.from([0xfc]).toString('base64') }])
    await park(6, ['theme_v1_1'], { topic: 'ckm.capture.knowledge-item.v1', headers });
  expect((await read()).byTenant).toEqual({ acme: 40, 北京办公: 50, globex: 0, '\ufffd': 0 });
});
