import { eventually } from '@ckm/backing-services';
import { UPSTREAM_TOPIC } from '@ckm/contracts';
import { itemIdOf } from '@ckm/privacy';
import { makeSite, type Serving, type Site } from '../fixture/site.js';
import { publishUpstream } from '../fixture/upstream.js';

let site: Site;
let ckm: Serving;

beforeAll(async () => {
  site = await makeSite();
  ckm = await site.serve();
});
afterAll(async () => {
  await ckm?.stop();
  await site?.close();
});

const publish = (value: string | Buffer, headers?: Record<string, string>) => publishUpstream(site, value, headers);
interface Quarantined {
  id: string;
  topic: string;
  code: string;
}
const quarantined = async (topic: string, tenant = 'acme'): Promise<Quarantined[]> =>
  (await ckm.ask<{ data: Quarantined[] }>('/v1/ops/quarantine', { tenant })).body.data.filter(
    one => one.topic === topic,
  );

describe('the parser of a line of a file', () => {
  const csv = { delimiter: ';', columns: ['id', 'customerId', 'text'] };
  const format = { source: 'crm', type: 'call.noted', csv, tenantId: 'globex' };

  it('is not chosen by a header from outside, however odd it is', async () => {
    await publish('z-1;K-7;Der Deckel klemmt.', { ckm_line_format: JSON.stringify(format) });
    await publish('z-2;K-7;Der Deckel klemmt.', { ckm_line_format: 'null' });
    await eventually(async () => expect(await quarantined(UPSTREAM_TOPIC)).toHaveLength(2));
    expect((await quarantined(UPSTREAM_TOPIC)).map(({ code }) => code)).toEqual(['body-not-json', 'body-not-json']);
    expect(await site.sql('SELECT cause FROM capture.parked')).toEqual([]);
  });

  it('reads the lines of a file again when they are redriven', async () => {
    const { body } = await ckm.ask<{ data: { importId: string } }>('/v1/imports?source=crm&type=call.noted', {
      method: 'POST',
      body: 'id;customerId;text\nz-3;K-7\n',
      headers: { 'content-type': 'text/csv' },
    });
    const line = await eventually(async () => {
      const [found] = await quarantined(`import:${body.data.importId}`);
      expect(found).toMatchObject({ code: 'csv-column-count' });
      return found!;
    });
    const again = await ckm.ask<{ data: object }>(`/v1/ops/quarantine/${line.id}/redrive`, { method: 'POST' });
    expect(again.body.data).toMatchObject({ outcome: 'quarantined', code: 'csv-column-count' });
  });
});

it('what lapsed in quarantine is deleted, and still counts', async () => {
  const sums = async () => (await ckm.ask<{ data: { sums: object } }>('/v1/ops/status')).body.data.sums;
  await publish('{');
  const before = await eventually(async () => {
    expect(await quarantined(UPSTREAM_TOPIC)).toHaveLength(3);
    return sums();
  });
  await site.sql(`UPDATE capture.quarantine SET received_at = received_at - interval '30 days'`);
  await ckm.stop();
  ckm = await site.serve();
  await eventually(async () =>
    expect(await site.sql('SELECT DISTINCT length(sealed) AS kept FROM capture.quarantine')).toEqual([{ kept: 0 }]),
  );
  expect([before, await sums()]).toEqual([await sums(), before]);
  const [{ id } = { id: '' }] = await quarantined(UPSTREAM_TOPIC);
  const redriven = await ckm.ask(`/v1/ops/quarantine/${id}/redrive`, { method: 'POST' });
  expect(redriven).toMatchObject({ status: 410, body: { code: 'quarantined-lapsed' } });
  const { body } = await ckm.ask<{ data: { promises: { broken: [] }[] } }>('/v1/ops/verify');
  expect(body.data.promises.flatMap(({ broken }) => broken)).toEqual([]);
});

describe('a topic that was truncated', () => {
  const take = (id: string) =>
    publish(JSON.stringify({ specversion: '1.0', id, source: '/shop', type: 'call.noted', data: SAID }));
  const SAID = { customerId: 'K-8', text: 'Der Griff ist zu kurz.' };
  const taken = async () => {
    const rows = await site.sql<{ id: string }>(
      `SELECT data ->> 'itemId' AS id FROM capture.events WHERE data ->> 'source' = '/shop' AND type = 'KnowledgeItemCaptured'`,
    );
    return rows.map(({ id }) => id).sort();
  };
  const items = (...ids: string[]) => ids.map(id => itemIdOf('acme', '/shop', id)).sort();
  const alarms = async () => (await ckm.ask<{ data: { alarms: string[] } }>('/v1/ops/status')).body.data.alarms;

  it('and has grown past the old position is read from its first record; what is known is dropped', async () => {
    for (const id of ['c-1', 'c-2', 'c-3']) await take(id);
    await eventually(async () => expect(await taken()).toEqual(items('c-1', 'c-2', 'c-3')));
    await site.sql(
      `DELETE FROM transport.message WHERE topic = $1 AND "offset" > (SELECT max("offset") - 2 FROM transport.message WHERE topic = $1)`,
      [UPSTREAM_TOPIC],
    );
    await eventually(async () => expect(await alarms()).toEqual([`topic-truncated ${UPSTREAM_TOPIC}/0`]));
    for (const id of ['c-4', 'c-5', 'c-6']) await take(id);
    await eventually(async () => expect(await taken()).toEqual(items('c-1', 'c-2', 'c-3', 'c-4', 'c-5', 'c-6')));
    await eventually(async () => expect(await alarms()).toEqual([]));
  });
});

describe('a record in quarantine', () => {
  const event = {
    ...{ specversion: '1.0', id: 'r-1', source: '/crm', type: 'call.noted', tenantid: 'globex' },
    data: { customerId: 'K-9', text: 'Der Deckel klemmt.' },
  };
  const redrive = ({ id }: Quarantined) =>
    ckm.ask<{ data: object }>(`/v1/ops/quarantine/${id}/redrive`, { method: 'POST', tenant: 'globex' });
  const last = (code: string) =>
    eventually(async () => {
      const found = (await quarantined(UPSTREAM_TOPIC, 'globex')).at(-1);
      expect(found).toMatchObject({ code });
      return found!;
    });

  it('is also one that failed by an error of ours; once its person is forgotten it is never taken', async () => {
    await site.sql('REVOKE INSERT ON capture.events FROM ckm_capture_writer');
    await publish(JSON.stringify(event));
    const kept = await last('internal-error');
    expect(await site.sql('SELECT cause FROM capture.parked')).toEqual([]);
    expect((await redrive(kept)).body.data).toMatchObject({ outcome: 'quarantined', code: 'internal-error' });
    await ckm.ask('/v1/subjects/external:K-9/erasure', { method: 'POST', tenant: 'globex' });
    await site.sql('GRANT INSERT ON capture.events TO ckm_capture_writer');
    expect((await redrive(kept)).body.data).toMatchObject({ outcome: 'forgotten' });
    expect(await quarantined(UPSTREAM_TOPIC, 'globex')).toEqual([]);
    const status = await ckm.ask<{ data: { sums: { intake: object } } }>('/v1/ops/status');
    expect(status.body.data.sums.intake).toMatchObject({ unanswered: 0, forgotten: 1, balanced: true });
  });
});

describe('a record that cannot be read', () => {
  const attributes = { id: 'x-1', source: '/crm', type: 'call.noted', specversion: '1.0' };
  const binary = (more: Record<string, string>) =>
    Object.fromEntries(Object.entries({ ...attributes, ...more }).map(([name, text]) => [`ce_${name}`, text]));
  const json = (more: object) => JSON.stringify({ ...attributes, tenantid: 'globex', ...more });
  const data = { customerId: 'K-9', text: 'Zu spät geliefert.' };
  const deep = '['.repeat(70) + ']'.repeat(70);

  it.each<[string, string | Buffer, Record<string, string>]>([
    ['in binary mode, with a time that is none', JSON.stringify(data), binary({ tenantid: 'globex', time: 'noon' })],
    ['in binary mode, cut off', '{"customerId":"K-9","te', binary({ tenantid: 'globex' })],
    ['in binary mode, but for its version', '{"customerId":"K-9","te', { ce_tenantid: 'globex' }],
    ['in structured mode, without an id', json({ id: undefined, data }), {}],
    ['in structured mode, not in UTF-8', Buffer.from(json({ data }), 'latin1'), {}],
    ['in structured mode, too deep', json({ data: JSON.parse(deep) as object }), {}],
  ])('is kept for the tenant that it names: %s', async (_, value, headers) => {
    const before = await quarantined(UPSTREAM_TOPIC, 'globex');
    await publish(value, headers);
    await eventually(async () => expect(await quarantined(UPSTREAM_TOPIC, 'globex')).toHaveLength(before.length + 1));
  });

  it.each<[string, string | Buffer, Record<string, string>]>([
    ['no tenant', json({ tenantid: undefined }), {}],
    ['a tenant among its data', JSON.stringify({ tenantid: 'globex' }), binary({ time: 'noon' })],
    ['what is no name', json({ tenantid: ['globex'] }), {}],
    ['what is too long for one', json({ tenantid: 'x'.repeat(64) }), {}],
    ['one that nobody can be called', json({ tenantid: 'Globex', data }), {}],
    ['such a one beside data that cannot be read', '{"customerId":"K-9","te', binary({ tenantid: 'Globex' })],
    ['one that came damaged', Buffer.from(json({ tenantid: 'büro' }), 'latin1'), {}],
  ])('is kept for the tenant of the installation where it names %s', async (_, value, headers) => {
    const before = await quarantined(UPSTREAM_TOPIC);
    await publish(value, headers);
    await eventually(async () => expect(await quarantined(UPSTREAM_TOPIC)).toHaveLength(before.length + 1));
  });
});
