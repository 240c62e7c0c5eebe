import { eventually } from '@ckm/backing-services';
import { type Page, type PageQuery, type Principal, toCursor } from '@ckm/http';
import { serveBeforeAll, sharing } from '../fixture/one-process.js';
import { subscribe } from '../fixture/subscribing.js';
import { shareWhatMatches } from '../share/share-what-matches.worker.js';
import { SubscriptionRoutes } from './subscription.route.js';
import { DeliveryRoutes } from '../delivery/delivery.route.js';

const ID = '5f0e2c84-7d5b-4a41-8c1f-2b9a6d3e4f10';
const AT = '2026-11-20T09:12:00Z';
const ann: Principal = { subject: 'ann', tenantId: 'acme', role: 'reader', correlationId: 'c', keyed: null };

let lists: Record<string, (query: PageQuery) => Promise<Page<object>>>;

serveBeforeAll({ workers: [shareWhatMatches] });
beforeAll(async () => {
  const [deliveries, subscriptions] = [new DeliveryRoutes(sharing.service), new SubscriptionRoutes(sharing.service)];
  const [one] = [await subscribe(sharing.service, 'acme'), await subscribe(sharing.service, 'acme')];
  lists = {
    items: query => deliveries.items(one, query, ann),
    deliveries: query => deliveries.deliveries(one, query, ann),
    subscriptions: query => subscriptions.list(query, ann),
  };
  const customerId = 'b3f6a1d8-2e4c-5d7b-9a60-8c1f5e2d7b49';
  for (const [externalId, text] of [
    ['one', 'Seit Montag zieht das obere Fach zwei Blätter auf einmal ein.'],
    ['two', '双面打印总是卡在第二页。'],
  ] as const)
    await sharing.others.say('acme', externalId, { customerId, text });
  await eventually(async () => {
    for (const list of Object.values(lists)) expect((await list({})).data).toHaveLength(2);
  });
});

it('the path of a webhook, which may be a secret, is shown to whoever may open one, and not to readers', async () => {
  const url = 'https://hooks.example.com/T0/B0/secret?x=1';
  const id = await subscribe(sharing.service, 'globex', { channel: { kind: 'webhook', url } });
  const routes = new SubscriptionRoutes(sharing.service);
  const seenBy = async (role: Principal['role']) => {
    const who = { ...ann, tenantId: 'globex', role };
    const [listed] = (
      await eventually(async () => {
        const page = await routes.list({}, who);
        expect(page.data).toHaveLength(1);
        return page;
      })
    ).data;
    return [listed!.channel.url, (await routes.get(id, who)).data.channel.url];
  };
  expect(await seenBy('reader')).toEqual(['https://hooks.example.com', 'https://hooks.example.com']);
  expect(await seenBy('contributor')).toEqual([url, url]);
});

describe.each(['items', 'deliveries', 'subscriptions'])('the list of %s', name => {
  const list = (query: PageQuery) => lists[name]!(query);

  it('goes on where the page before ended', async () => {
    const first = await list({ limit: 1 });
    const second = await list({ limit: 1, cursor: first.page.next! });
    expect([...first.data, ...second.data]).toEqual((await list({})).data);
    expect(second.page.next).toBeNull();
  });

  const forged =
    name === 'subscriptions'
      ? [
          ['yesterday', ID],
          ['2026-02-31T00:00:00Z', ID],
          [AT, 'one'],
        ]
      : [
          ['yesterday', '7', ID],
          ['2026-02-31T00:00:00Z', '7', ID],
          [AT, '9'.repeat(19), ID],
          [AT, '7', 'one'],
          ['7', ID],
        ];
  it.each(forged.map(place => [place]))('does not take a forged cursor: %j', async place => {
    await expect(list({ cursor: toCursor(place) })).rejects.toMatchObject({ code: 'cursor-invalid' });
  });
});
