import { eventually } from '@ckm/backing-services';
import { UPSTREAM_TOPIC } from '@ckm/contracts';
import { makeSite, type Serving, type Site } from './fixture/site.js';

let site: Site;
let ckm: Serving;

beforeAll(async () => {
  site = await makeSite();
  ckm = await site.serve();
});
afterEach(() => ckm.stop());
afterAll(() => site?.close());

const alarms = async () => (await ckm.ask<{ data: { alarms: string[] } }>('/v1/ops/status')).body.data.alarms;
const isMadeWith = (partitions: number) =>
  site.sql('UPDATE transport.topic SET partitions = $1 WHERE name = $2', [partitions, UPSTREAM_TOPIC]);
const unsent = () => site.sql('SELECT FROM capture.events WHERE position > (SELECT min(position) FROM capture.lane)');

it('a topic with another number of partitions is an alarm that says so, until it has the right one', async () => {
  await ckm.stop();
  await isMadeWith(1);
  ckm = await site.serve();
  await eventually(async () =>
    expect(await alarms()).toEqual([`road-closed: topic ${UPSTREAM_TOPIC} has 1 partitions, 6 are declared`]),
  );
  const body = JSON.stringify({ customerId: 'C-1', text: 'The tray jams.' });
  const headers = { 'content-type': 'application/json' };
  expect(await ckm.ask('/v1/items', { method: 'POST', body, headers })).toMatchObject({ status: 202 });
  expect(await unsent()).not.toEqual([]);
  await isMadeWith(6);
  await eventually(async () => expect(await alarms()).toEqual([]));
  await eventually(async () => expect(await unsent()).toEqual([]));
});

it('a broker that was never reached is an alarm that says why', async () => {
  ckm = await site.serve(undefined, { TRANSPORT: 'kafka', KAFKA_BROKERS: '127.0.0.1:1' });
  await site.sql('DELETE FROM capture.checkpoint');
  await eventually(async () =>
    expect(await alarms()).toEqual([expect.stringMatching(/^road-closed: .*ECONNREFUSED 127\.0\.0\.1:1/)]),
  );
});
