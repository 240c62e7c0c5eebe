import { eventually } from '@ckm/backing-services';
import { binaryRecord, binaryRequest, type CustomerEvent, structuredRecord } from './customer-events.js';
import { forget, type Installation, startInstallation } from './installation.js';
import { ODD_TEXTS } from './odd-texts.js';
import { recordsRead, statusOf } from './operations.js';
import { tokenOf } from './tokens.js';
import { describeOnEachRoad, type Upstream, type UpstreamRecord } from './upstream.js';

interface Row {
  itemId: string;
  text: string;
  account: string | null;
}

const saying = (id: string, customerId: string, text: string): CustomerEvent => ({
  id,
  source: '/helpdesk',
  type: 'ticket.message',
  time: '2026-11-20T09:12:00Z',
  data: { customerId, text, account: `Konto ${[...text].slice(0, 40).join('')}` },
});

await describeOnEachRoad('Records of upstream systems', road => {
  let ckm: Installation;
  let upstream: Upstream;
  let sent = 0;

  const send = async (...records: UpstreamRecord[]): Promise<void> => {
    await upstream.send(...records);
    sent += records.length;
    await eventually(async () => expect(await recordsRead(ckm)).toBe(sent));
  };
  const feedOf = async (customer: string, token?: string): Promise<Row[]> =>
    ckm.data(`/v1/feed?customer=external:${encodeURIComponent(customer)}`, token);
  const rowOf = (customer: string, token?: string): Promise<Row> =>
    eventually(async () => {
      const rows = await feedOf(customer, token);
      expect(rows).toHaveLength(1);
      return rows[0]!;
    });
  const counts = async (): Promise<{ head: number; quarantined: number; parked: number }> => {
    const { head, quarantined, parked } = await statusOf(ckm, 'capture');
    return { head, quarantined, parked };
  };

  beforeAll(async () => {
    ckm = await startInstallation({ env: road.env });
    upstream = await road.upstreamOf(ckm);
  });

  afterAll(async () => {
    await upstream?.close();
    await ckm?.stop();
    if (ckm) forget(ckm.home);
  });

  it('are the same however often and in whichever mode they are sent', async () => {
    const event = saying('ticket-1', 'c-1', 'Das Display flackert seit heute Morgen.');
    await send(binaryRecord(event));
    const before = await counts();
    await send(binaryRecord(event), structuredRecord(event), binaryRecord(event));
    expect((await ckm.post('/v1/events', binaryRequest(event))).status).toBe(202);
    expect(await counts()).toEqual(before);
    expect((await rowOf('c-1')).text).toBe(event.data.text);
  });

  it('are put aside when they say something else under the same id', async () => {
    const event = saying('ticket-2', 'c-2', 'The grinder is too loud.');
    await send(binaryRecord(event));
    const { itemId } = await rowOf('c-2');
    const before = await counts();
    await send(binaryRecord({ ...event, data: { ...event.data, text: 'The grinder is fine.' } }));
    expect(await counts()).toEqual({ ...before, quarantined: before.quarantined + 1 });
    expect(await ckm.data(`/v1/items/${itemId}`)).toMatchObject({ text: 'The grinder is too loud.' });
  });

  const good = binaryRecord(saying('ticket-3', 'c-3', '你好'));
  const told = JSON.parse(String(good.value)) as { customerId: string };
  it.each<[string, Partial<UpstreamRecord>]>([
    ['is no JSON', { value: '{"customerId": "c-3", "text": ' }],
    ['is empty', { value: '' }],
    ['is not UTF-8', { value: Buffer.from([...Buffer.from('{"customerId":"c-3","text":"'), 0xc3, 0x28, 0x22, 0x7d]) }],
    ['is of an unknown type', { headers: { ...good.headers, ce_type: 'customer.sighed' } }],
    ['has an id that is not UTF-8', { headers: { ...good.headers, ce_id: Buffer.from([0x74, 0xff]) } }],
    ['has no id', { headers: { ...good.headers, ce_id: '' } }],
    ['has no words', { value: JSON.stringify({ customerId: 'c-3' }) }],
    ['has more words than can be kept', { value: JSON.stringify({ ...told, text: 'x'.repeat(20_001) }) }],
    ['holds U+0000', { value: JSON.stringify({ ...told, text: 'zero \0' }) }],
    ['holds half a character', { value: '{"customerId":"c-3","text":"half \\ud83d"}' }],
  ])('wait in quarantine when one %s, and those behind it go on', async (what, wrong) => {
    const customer = `after-${what}`;
    const [before, feed] = [await counts(), await feedOf('c-3')];
    const record = { ...good, ...wrong };
    await send(record, { ...binaryRecord(saying(`after ${what}`, customer, 'Next, please.')), key: record.key });
    expect(await counts()).toEqual({ head: before.head + 1, quarantined: before.quarantined + 1, parked: 0 });
    expect((await rowOf(customer)).text).toBe('Next, please.');
    expect(await feedOf('c-3')).toEqual(feed);
  });

  it('belong to the tenant that they name, and to nobody else', async () => {
    const ours = saying('ticket-4', 'c-4', 'Unsere Worte.');
    const theirs = { ...saying('ticket-4', 'c-4', 'Their words.'), tenantid: 'globex' };
    await send(binaryRecord(theirs), structuredRecord(ours));
    const globex = tokenOf(ckm.home, { tenant: 'globex', role: 'admin' });
    const [our, their] = [await rowOf('c-4'), await rowOf('c-4', globex)];
    await eventually(() => ckm.data(`/v1/interpretations/${their.itemId}`, globex));
    expect([our.text, their.text]).toEqual(['Unsere Worte.', 'Their words.']);
    for (const path of [`items/${their.itemId}`, `interpretations/${their.itemId}`]) {
      expect((await ckm.get(`/v1/${path}`)).status).toBe(404);
      expect((await ckm.get(`/v1/${path}`, globex)).status).toBe(200);
    }
    expect((await ckm.get(`/v1/items/${their.itemId}/journey`)).status).toBe(404);
    expect(await ckm.data('/v1/feed', globex)).toHaveLength(1);
  });

  it.each(ODD_TEXTS)('keep every character of %s', async (what, text) => {
    const event = { ...saying(`${what} · ü 鈴木`, `${what} · ü 鈴木`, text), source: '/störung/客服' };
    await send(what.length % 2 === 0 ? binaryRecord(event) : structuredRecord(event));
    const { account, customerId: customerExternalId } = event.data;
    const row = await rowOf(event.data.customerId);
    expect(row).toMatchObject({ text, account });
    const { id: externalId, source } = event;
    expect(await ckm.data(`/v1/items/${row.itemId}`)).toMatchObject({
      ...{ text, account, customerExternalId, externalId, source },
    });
  });

  if (road.name === 'Kafka')
    it('may come without a key', async () => {
      await send({ ...binaryRecord(saying('ticket-5', 'c-5', 'Nobody needs a key.')), key: null });
      expect((await rowOf('c-5')).text).toBe('Nobody needs a key.');
    });
});
