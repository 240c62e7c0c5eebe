import { randomUUID } from 'node:crypto';
import { eventually } from '@ckm/backing-services';
import type { SubscriptionTerms } from '@ckm/contracts';
import { feed } from '../feed/feed.view.js';
import { deliveriesOf } from '../fixture/delivery-rows.js';
import { receiver, serveBeforeAll, sharing, tenant } from '../fixture/one-process.js';
import type { Saying } from '../fixture/other-services.js';
import { status } from '../fixture/receiver.js';
import { sharedWith, subscribe, tell } from '../fixture/subscribing.js';
import { shareWhatMatches } from '../share/share-what-matches.worker.js';
import { subscriptions } from '../subscription/subscriptions.view.js';
import { insertDeliveries, type NewDelivery } from './deliveries.js';
import { sendWhatIsDue } from './send-what-is-due.worker.js';

const HOUR = 3_600_000;
const KRAUSE = 'b3f6a1d8-2e4c-5d7b-9a60-8c1f5e2d7b49';
const saying: Saying = {
  customerId: KRAUSE,
  text: 'Der Kopierer im zweiten Stock frisst jedes Blatt, bitte schicken Sie jemanden.',
};

serveBeforeAll({ workers: [shareWhatMatches, sendWhatIsDue] });
beforeEach(() => receiver.answers(status(200)));

const urlOf = () => `${receiver.url}/${tenant}`;
const calls = () => receiver.calls.filter(({ path }) => path.startsWith(`/ckm/${tenant}`));
const open = (terms: Partial<SubscriptionTerms>) =>
  subscribe(sharing.service, tenant, { channel: { kind: 'webhook', url: urlOf() }, ...terms });
const said = (externalId: string) => sharing.others.say(tenant, externalId, saying);

it('a change that is made while a message is sent holds for the next message', async () => {
  const subscriptionId = await open({ words: true });
  await tell(sharing.service, tenant, { type: 'PauseSubscription', subscriptionId, reason: null });
  const witness = await subscribe(sharing.service, tenant);
  const items = [await said('one'), await said('two')];
  await eventually(async () => expect((await sharedWith(sharing.service, witness)).sort()).toEqual(items.sort()));
  const url = `${urlOf()}/new`;
  const changed = async () => {
    const change = { words: false, url };
    await tell(sharing.service, tenant, { type: 'ChangeSubscription', subscriptionId, change, trusted: true });
    await eventually(async () => {
      const { rows } = await sharing.service.read([subscriptions], tenant, client =>
        client.query('SELECT url FROM subscription WHERE subscription_id = $1', [subscriptionId]),
      );
      expect(rows).toEqual([{ url }]);
    });
  };
  receiver.answers(response => void changed().then(() => response.end()));
  await tell(sharing.service, tenant, { type: 'ResumeSubscription', subscriptionId });
  await eventually(async () => {
    const states = (await deliveriesOf(sharing.service, subscriptionId)).map(({ state }) => state);
    expect(states).toEqual(['delivered', 'delivered']);
  });
  expect(calls().map(({ path, body }) => [path, body.includes('Kopierer')])).toEqual([
    [`/ckm/${tenant}`, true],
    [`/ckm/${tenant}/new`, false],
  ]);
});

it('a digest holds one hour, even where two hours are due', async () => {
  const subscriptionId = await open({ cadence: 'HOURLY', query: { language: 'zh' } });
  const items = [await said('one'), await said('two')];
  // A digest whose item is not shown yet would wait, and the other overtake it.
  await eventually(async () => {
    const { rowCount } = await sharing.service.read([feed], tenant, client =>
      client.query('SELECT FROM item_feed WHERE tenant_id = $1 AND language IS NOT NULL', [tenant]),
    );
    expect(rowCount).toBe(2);
  });
  const now = sharing.service.now().getTime();
  await sharing.service.transaction(async client => {
    for (const [nth, itemId] of items.entries()) {
      const one: NewDelivery = {
        ...{ deliveryId: randomUUID(), tenantId: tenant, subscriptionId, kind: 'webhook', cadence: 'HOURLY' },
        ...{ seq: String(nth), itemId, customerId: KRAUSE, traceparent: null },
      };
      await insertDeliveries(client, [one], new Date(now - (3 - nth) * HOUR));
    }
  });
  await eventually(() => expect(calls()).toHaveLength(2));
  const digests = calls().map(({ body }) => JSON.parse(body) as { until: string; items: { itemId: string }[] });
  expect(digests.map(digest => digest.items.map(({ itemId }) => itemId))).toEqual(items.map(item => [item]));
  expect(Date.parse(digests[1]!.until) - Date.parse(digests[0]!.until)).toBe(HOUR);
});
