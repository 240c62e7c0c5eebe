import { eventually } from '@ckm/backing-services';
import { ckm, serveBeforeAll, site } from '../fixture/one-site.js';
import { publishUpstream } from '../fixture/upstream.js';

const about = (id: string) => ({
  ...{ specversion: '1.0', id, source: '/crm', type: 'call.noted', tenantid: 'acme' },
  data: { customerId: 'K-7', text: 'Der Deckel klemmt.' },
});
const send = (events: object[]) =>
  ckm.ask<{ data: { itemId?: string }[] }>('/v1/events', {
    method: 'POST',
    body: JSON.stringify(events),
    headers: { 'content-type': 'application/cloudevents-batch+json' },
  });
const taken = { itemId: expect.any(String) as string };
/** As newer code has written it, or as this code has. */
const write = (type: string, itemId: string) =>
  site.sql('UPDATE capture.events SET type = $1 WHERE stream_id = $2', [type, itemId]);

let itemId: string;

serveBeforeAll();
beforeAll(async () => {
  itemId = (await send([about('newer')])).body.data[0]!.itemId!;
});
beforeEach(() => write('KnowledgeItemPainted', itemId));

describe('an event of an item in whose stream newer code has written', () => {
  it('is refused alone in a batch: the others are taken, and it can be sent again', async () => {
    const batch = [about('one'), about('newer'), about('two')];
    const { status, body } = await send(batch);
    expect({ status, data: body.data }).toMatchObject({
      status: 207,
      data: [taken, { code: 'history-unknown', status: 503 }, taken],
    });
    expect(await site.sql('SELECT sum(refused)::int AS refused FROM capture.intake_tally')).toEqual([{ refused: 0 }]);
    await write('KnowledgeItemCaptured', itemId);
    expect(await send(batch)).toMatchObject({ status: 202, body: { data: [taken, { itemId }, taken] } });
  });

  it('is quarantined, as a record and as a line of a file', async () => {
    const quarantined = (count: number) =>
      eventually(async () => {
        const found = await site.sql<{ code: string }>('SELECT code FROM capture.quarantine');
        expect(found).toHaveLength(count);
        return found.map(({ code }) => code);
      });
    await publishUpstream(site, JSON.stringify(about('newer')));
    expect(await quarantined(1)).toEqual(['history-unknown']);
    await ckm.ask('/v1/imports?source=/crm&type=call.noted', {
      method: 'POST',
      body: 'id;customerId;text\nnewer;K-7;Der Deckel klemmt.\n',
      headers: { 'content-type': 'text/csv' },
    });
    expect(await quarantined(2)).toEqual(['history-unknown', 'history-unknown']);
  });
});
