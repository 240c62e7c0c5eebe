import { eventually } from '@ckm/backing-services';
import type { PageQuery, Principal } from '@ckm/http';
import { deliveriesOf, only } from '../fixture/delivery-rows.js';
import { receiver, serveBeforeAll, sharing } from '../fixture/one-process.js';
import { subscribe, tell } from '../fixture/subscribing.js';
import { shareWhatMatches } from '../share/share-what-matches.worker.js';
import { ChangeSubscriptions } from '../subscription/change-subscription.command.js';
import { EndSubscriptions } from '../subscription/end-subscription.command.js';
import { PauseSubscriptions } from '../subscription/pause-subscription.command.js';
import { ResumeSubscriptions } from '../subscription/resume-subscription.command.js';
import { SubscriptionRoutes } from '../subscription/subscription.route.js';
import { DeliveryRoutes } from './delivery.route.js';
import { ResendDeliveries } from './resend-delivery.command.js';
import { sendWhatIsDue } from './send-what-is-due.worker.js';
import { TestSubscriptions } from './test-subscription.command.js';

const ann: Principal = { subject: 'ann', tenantId: 'acme', role: 'contributor', correlationId: 'c', keyed: null };
const NOBODYS = '5f0e2c84-7d5b-4a41-8c1f-2b9a6d3e4f10';

let subscriptionId: string;

serveBeforeAll({ workers: [shareWhatMatches, sendWhatIsDue] });
beforeEach(async () => {
  receiver.calls.length = 0;
  subscriptionId = await subscribe(sharing.service, 'acme', { channel: { kind: 'webhook', url: receiver.url } });
});

const test = (principal = ann, id = subscriptionId) => new TestSubscriptions(sharing.service).test(id, principal);
const resend = (deliveryId: string) => new ResendDeliveries(sharing.service).resend(subscriptionId, deliveryId, ann);
const end = () => tell(sharing.service, 'acme', { type: 'EndSubscription', subscriptionId });
const called = (ids: string[]) =>
  eventually(() => expect(receiver.calls.map(({ headers }) => headers['webhook-id'])).toEqual(ids));
const asked = async () => (await sharing.service.events.readStream('acme', subscriptionId)).slice(1);

it('a delivery is sent again under its id, and the log says who asked for that', async () => {
  await sharing.others.say('acme', 'one', { customerId: NOBODYS, text: 'The tray light blinks although it is full.' });
  await eventually(async () =>
    expect(await deliveriesOf(sharing.service, subscriptionId)).toMatchObject([{ state: 'delivered' }]),
  );
  const { deliveryId } = only(await deliveriesOf(sharing.service, subscriptionId));
  expect(await resend(deliveryId)).toEqual({ data: { deliveryId } });
  await called([deliveryId, deliveryId]);
  expect(await asked()).toMatchObject([
    { type: 'DeliveryResent', data: { subscriptionId, deliveryId }, meta: { actor: 'ann' } },
  ]);
});

it('a test that is requested twice under one Idempotency-Key is one test, and the log says who asked for it', async () => {
  const keyed = { ...ann, keyed: { id: 'a key', digest: 'of a body' } };
  const { data } = await test(keyed);
  expect(await test(keyed)).toEqual({ data });
  await called([data.deliveryId]);
  expect(await asked()).toMatchObject([
    { type: 'SubscriptionTested', data: { subscriptionId, ...data }, meta: { actor: 'ann' } },
  ]);
});

it('a test stands among the deliveries where it was asked for, also page by page', async () => {
  const list = (query: PageQuery) => new DeliveryRoutes(sharing.service).deliveries(subscriptionId, query, ann);
  const shared = async (externalId: string, before: number) => {
    const itemId = await sharing.others.say('acme', externalId, { customerId: NOBODYS, text: 'The lid creaks.' });
    await eventually(async () => expect((await list({})).data).toHaveLength(before + 1));
    return itemId;
  };
  const first = await shared('first', 0);
  const { deliveryId } = (await test()).data;
  const last = await shared('last', 2);
  const newestFirst = [{ itemId: last }, { deliveryId, itemId: null }, { itemId: first }];
  expect((await list({})).data).toMatchObject(newestFirst);
  const newest = await list({ limit: 1 });
  const others = await list({ cursor: newest.page.next! });
  expect([...newest.data, ...others.data]).toMatchObject(newestFirst);
});

it('the list shows the last attempts of a delivery, and how many there were', async () => {
  const { deliveryId } = (await test()).data;
  const list = () => new DeliveryRoutes(sharing.service).deliveries(subscriptionId, {}, ann);
  await eventually(async () => expect((await list()).data).toMatchObject([{ attemptCount: 1, attempts: [{}] }]));
  await sharing.service.transaction(client =>
    client.query(
      `INSERT INTO delivery_attempt (tenant_id, message_id, at, error, took_ms)
       SELECT 'acme', $1, now(), nth, 5 FROM generate_series(1, 25) nth`,
      [deliveryId],
    ),
  );
  const last = Array.from({ length: 20 }, (_, nth) => ({ error: String(nth + 6) }));
  expect((await list()).data).toMatchObject([{ attemptCount: 26, attempts: last }]);
});

it('a test of a paused subscription leaves the reason of the pause', async () => {
  await tell(sharing.service, 'acme', { type: 'PauseSubscription', subscriptionId, reason: 'Betriebsferien' });
  await test();
  const { data } = await new SubscriptionRoutes(sharing.service).get(subscriptionId, ann);
  expect(data).toMatchObject({ state: 'paused', reason: 'Betriebsferien' });
});

it('the id of a delivery is not accepted as that of a subscription', async () => {
  await sharing.others.say('acme', 'no-subscription', { customerId: NOBODYS, text: 'The hinge squeaks.' });
  const { deliveryId: id } = await eventually(async () => only(await deliveriesOf(sharing.service, subscriptionId)));
  const asked: [string, () => Promise<unknown>][] = [
    ['pause', () => new PauseSubscriptions(sharing.service).pause(id, ann)],
    ['resume', () => new ResumeSubscriptions(sharing.service).resume(id, ann)],
    ['end', () => new EndSubscriptions(sharing.service).end(id, ann)],
    ['change', () => new ChangeSubscriptions(sharing.service).change(id, { name: 'another' }, ann)],
    ['test', () => test(ann, id)],
  ];
  const answers = await Promise.all(
    asked.map(([name, ask]) =>
      ask().then(
        () => name,
        (error: unknown) => `${name}: ${(error as { slug?: string }).slug}`,
      ),
    ),
  );
  expect(answers).toEqual(asked.map(([name]) => `${name}: subscription-not-found`));
});

it.each<[string, () => Promise<unknown>]>([
  ['delivery-not-found', () => resend(NOBODYS)],
  ['subscription-not-found', () => test(ann, NOBODYS)],
  ['subscription-ended', () => end().then(() => test())],
  ['channel-differs', () => subscribe(sharing.service, 'acme').then(feed => test(ann, feed))],
])('%s: nothing is sent', async (slug, ask) => {
  await expect(ask()).rejects.toMatchObject({ slug });
  expect((await asked()).filter(({ type }) => type !== 'SubscriptionEnded')).toEqual([]);
});
