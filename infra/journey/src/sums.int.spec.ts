import { eventually } from '@ckm/backing-services';
import { batchRequest, binaryRecord, type CustomerEvent, structuredRequest } from './customer-events.js';
import { type Administrator, administratorOf } from './database.js';
import { forget, type Installation, startInstallation } from './installation.js';
import { recordsRead, statusOf, type Sums } from './operations.js';
import { type Upstream, upstreamOverPostgres } from './upstream.js';

const saying = (id: string, text: string): CustomerEvent => ({
  id,
  source: '/shop',
  type: 'review.posted',
  data: { customerId: `s-${id}`, text },
});

describe('The two sums', () => {
  let ckm: Installation;
  let upstream: Upstream;
  let administrator: Administrator;

  const intake = async (): Promise<Sums['intake']> => (await statusOf(ckm, 'capture')).sums.intake;
  const views = async (): Promise<Sums['views']> => (await statusOf(ckm, 'sharing')).sums.views;
  const send = async (...events: CustomerEvent[]): Promise<void> => {
    const read = await recordsRead(ckm);
    await upstream.send(...events.map(event => binaryRecord(event)));
    await eventually(async () => expect(await recordsRead(ckm)).toBe(read + events.length));
  };
  /** The feed shows whatever was captured. */
  const shown = (count: number): Promise<void> =>
    eventually(async () => {
      expect(await views()).toMatchObject([
        { view: 'sharing.item_feed', captured: count, shown: count, inFlight: 0, balanced: true },
      ]);
    });

  beforeAll(async () => {
    ckm = await startInstallation();
    upstream = await upstreamOverPostgres(ckm);
    administrator = await administratorOf(ckm);
  });

  afterAll(async () => {
    await upstream?.close();
    await administrator?.close();
    await ckm?.stop();
    if (ckm) forget(ckm.home);
  });

  it('are nothing at first', async () => {
    expect(await intake()).toEqual({
      ...{ received: 0, unanswered: 0, captured: 0, duplicates: 0, refused: 0, quarantined: 0, forgotten: 0 },
      balanced: true,
    });
    expect(await views()).toMatchObject([{ captured: 0, shown: 0, inFlight: 0, balanced: true }]);
  });

  it('count what came by HTTP: new, known, contradicting and unreadable, alone and in batches', async () => {
    const good = saying('a', 'Der neue Drucker ist flüsterleise.');
    await ckm.post('/v1/events', structuredRequest(good));
    await ckm.post('/v1/events', structuredRequest(good));
    await ckm.post('/v1/events', structuredRequest(saying('a', 'Der neue Drucker ist laut.')));
    await ckm.post('/v1/events', batchRequest([saying('b', '纸盒总是卡住。'), good, saying('c', '')]));
    const identified = {
      ...saying('d', ''),
      type: 'customer.identified',
      data: { customerId: 's-d', name: 'Ms Okafor' },
    };
    await ckm.post('/v1/events', structuredRequest(identified));
    expect(await intake()).toMatchObject({ received: 7, captured: 3, duplicates: 2, refused: 2, balanced: true });
    await shown(2);
  });

  it('count no request that is refused before an event is read from it: its sender was told so', async () => {
    const before = await intake();
    const event = structuredRequest(saying('x', 'Nobody reads this.'));
    const large = JSON.stringify('x'.repeat(6 * 1024 * 1024));
    for (const [request, status] of [
      [{ ...event, body: '{"id": ' }, 400],
      [{ ...event, type: 'text/plain' }, 415],
      [{ ...event, body: large }, 413],
      [batchRequest([]), 400],
    ] as const)
      expect(await ckm.post('/v1/events', request)).toMatchObject({ status });
    expect(await intake()).toEqual(before);
  });

  it('count fifty requests at once, one by one', async () => {
    const many = Array.from({ length: 50 }, (_, nth) => saying(`m-${nth % 40}`, 'The scanner skips pages.'));
    await Promise.all(many.map(event => ckm.post('/v1/events', structuredRequest(event))));
    expect(await intake()).toMatchObject({ received: 57, captured: 43, duplicates: 12, unanswered: 0, balanced: true });
    await shown(42);
  });

  it('count what came by the topic, and what lies in quarantine', async () => {
    await send(
      saying('e', 'Toner reicht nie.'),
      saying('e', 'Toner reicht nie.'),
      saying('e', 'Doch.'),
      saying('f', ''),
    );
    expect(await intake()).toMatchObject({
      received: 61,
      captured: 44,
      duplicates: 13,
      quarantined: 2,
      balanced: true,
    });
    await shown(43);
  });

  it('count an event whose answer was never sent as received and unanswered, until its sender asks again', async () => {
    await ckm.post('/v1/events', structuredRequest(saying('g', 'Nobody called me back.')));
    // As if the process had died between the commit and the answer.
    await administrator.sql(`DELETE FROM capture.intake_tally WHERE at = (SELECT max(at) FROM capture.intake_tally)`);
    expect(await intake()).toMatchObject({ received: 62, unanswered: 1, captured: 45, balanced: true });
    await ckm.post('/v1/events', structuredRequest(saying('g', 'Nobody called me back.')));
    expect(await intake()).toMatchObject({ received: 63, unanswered: 1, duplicates: 14, balanced: true });
    await shown(44);
  });

  it('say so when a view lost a row', async () => {
    const [{ feed }] = (await administrator.sql(
      `SELECT 'sharing.' || table_name AS feed FROM sharing.projection WHERE name = 'item_feed'`,
    )) as [{ feed: string }];
    const [{ row }] = (await administrator.sql(
      `DELETE FROM ${feed} AS f WHERE item_id = (SELECT item_id FROM ${feed} LIMIT 1) RETURNING to_json(f)::text AS row`,
    )) as [{ row: string }];
    expect(await views()).toMatchObject([{ captured: 44, shown: 43, inFlight: 1, balanced: false }]);
    await administrator.sql(`INSERT INTO ${feed} SELECT * FROM json_populate_record(NULL::${feed}, $1)`, [row]);
    await shown(44);
  });

  it('tell what was withdrawn from what is shown', async () => {
    const [{ itemId }] = await ckm.data<[{ itemId: string }]>('/v1/feed?limit=1');
    await ckm.post(`/v1/items/${itemId}/withdrawal`, { type: 'application/json', body: '{}' });
    await eventually(async () =>
      expect(await views()).toMatchObject([{ captured: 44, shown: 43, withdrawn: 1, inFlight: 0, balanced: true }]),
    );
    expect(await intake()).toMatchObject({ received: 63, captured: 45, balanced: true });
  });

  it('count what was written down and what came in a file', async () => {
    const written = { customerId: 's-a', text: 'Sie fragte nach einem leiseren Gerät.' };
    await ckm.post('/v1/items', { type: 'application/json', body: JSON.stringify(written) });
    const lines = [{ id: 'l-1', customerId: 's-b', text: '扫描仪很好用。' }, { id: 'l-2', customerId: 's-b' }, 'no'];
    const body = lines.map(line => JSON.stringify(line)).join('\n');
    for (const [duplicates, quarantined] of [
      [14, 4],
      [17, 4],
    ]) {
      await ckm.post('/v1/imports?source=crm', { type: 'application/x-ndjson', body });
      await eventually(async () => expect(await intake()).toMatchObject({ duplicates, quarantined, balanced: true }));
    }
  });

  it('say so when the log lost what was answered for', async () => {
    await administrator.sql(
      'DELETE FROM capture.events WHERE position > (SELECT max(position) FROM capture.events) - 2',
    );
    expect(await intake()).toMatchObject({ captured: 45, balanced: false });
  });
});
