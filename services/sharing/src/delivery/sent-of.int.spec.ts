import { jest } from '@jest/globals';
import { eventually } from '@ckm/backing-services';
import type { SubscriptionTerms } from '@ckm/contracts';
import type { Transport } from '@ckm/messaging';
import { attemptsOf, deliveriesOf, expireLeases, forget } from '../fixture/delivery-rows.js';
import { receiver, serveBeforeAll, sharing, tenant } from '../fixture/one-process.js';
import { type Receiver, status } from '../fixture/receiver.js';
import { subscribe, tell } from '../fixture/subscribing.js';
import { shareWhatMatches } from '../share/share-what-matches.worker.js';
import { sendWhatIsDue } from './send-what-is-due.worker.js';
import { sentOf } from './sent-of.js';

const LIU = 'c4a7b2e9-3f5d-5e8c-8b71-9d206f3e8c5a';
/** As the sender notes it, of a transaction that has not ended: whoever notes the same waits for that. */
const NOTE = `INSERT INTO sent (delivery_id, tenant_id, place, at, words)
  SELECT delivery_id, tenant_id, $2, now(), false FROM delivery WHERE subscription_id = $1`;
const BEHIND_THE_NOTE = `SELECT FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid`;
/** It carries what it is given, but nobody learns that. */
const forgetful = {
  ensureTopics: () => Promise.resolve(),
  publish: () => Promise.reject(new Error('the answer is lost')),
} as unknown as Transport;

let later = 0;

serveBeforeAll({
  workers: [shareWhatMatches],
  now: () => new Date(Date.now() + later),
  webhookAllow: ['127.0.0.1:9'],
  transport: forgetful,
});

const sending = () => sharing.run(sendWhatIsDue(sharing.service, { timeoutMs: 500 }));
const urlOf = () => `${receiver.url}/${tenant}`;
const calls = () => receiver.calls.filter(({ path }) => path.startsWith(`/ckm/${tenant}`));
const open = (url = urlOf()) => subscribe(sharing.service, tenant, { channel: { kind: 'webhook', url }, words: true });
const said = (externalId = 'one') =>
  sharing.others.say(tenant, externalId, { customerId: LIU, text: '打印机又卡纸了，请尽快派人来看看。' });
const tried = (subscription: string, times = 1) =>
  eventually(async () => expect(await attemptsOf(sharing.service, subscription)).toHaveLength(times));
const sent = () => sharing.service.read([], tenant, client => sentOf(client, { tenantId: tenant, subject: LIU }));
describe('the certificate of an erasure', () => {
  it.each<[string, Parameters<Receiver['answers']>[0]]>([
    ['answers with an error', status(500)],
    ['does not answer in time', () => undefined],
    ['hangs up', response => void response.destroy()],
  ])('names a receiver that takes the message and %s', async (_, answer) => {
    receiver.answers(answer);
    const worker = sending();
    const subscriptionId = await open();
    const itemId = await said();
    await tried(subscriptionId);
    expect(await sent()).toEqual([
      {
        itemId,
        subscriptionId,
        deliveryId: expect.any(String) as string,
        to: urlOf(),
        at: expect.any(Date) as Date,
        words: true,
      },
    ]);
    await worker.stop();
  });

  it('names a receiver before it has the message: the sender may die, or an erasure come, before the answer', async () => {
    let named: string[] = [];
    receiver.answers((response, nth) => {
      void sent().then(found => {
        named = found.map(({ to }) => to);
        status(200)(response, nth);
      });
    });
    const worker = sending();
    const subscriptionId = await open();
    await said();
    await tried(subscriptionId);
    expect(named).toEqual([urlOf()]);
    await worker.stop();
  });

  it.each<[string, () => SubscriptionTerms['channel'], () => string]>([
    ['webhook', () => ({ kind: 'webhook', url: urlOf() }), () => urlOf()],
    ['topic', () => ({ kind: 'topic', team: 'west' }), () => 'ckm.team.west.v1'],
  ])(
    'holds where an erasure comes just before a message to a %s: the message is not sent',
    async (_, channel, place) => {
      receiver.answers(status(200));
      const published = jest.spyOn(forgetful, 'publish');
      const subscriptionId = await subscribe(sharing.service, tenant, { channel: channel(), words: true });
      const itemId = await said();
      await eventually(async () => expect(await deliveriesOf(sharing.service, subscriptionId)).toHaveLength(1));
      const worker = await sharing.service.transaction(async client => {
        await client.query(NOTE, [subscriptionId, place()]);
        const begun = sending();
        await eventually(async () => expect((await client.query(BEHIND_THE_NOTE)).rowCount).toBe(1));
        await forget(sharing.service, itemId);
        expect(await sent()).toEqual([]);
        await client.query('DELETE FROM sent WHERE place = $1', [place()]);
        return begun;
      });
      await eventually(async () => {
        later += 10_000;
        await expireLeases(sharing.service);
        expect(await deliveriesOf(sharing.service, subscriptionId)).toMatchObject([{ state: 'ended' }]);
      });
      const topics = published.mock.calls.map(([topic]) => topic);
      expect([await sent(), calls(), topics]).toEqual([[], [], []]);
      await worker.stop();
    },
  );

  it('does not name a receiver that was not reached', async () => {
    const worker = sending();
    const subscriptionId = await open('http://127.0.0.1:9/ckm');
    await said();
    await tried(subscriptionId);
    expect(await sent()).toEqual([]);
    await worker.stop();
  });

  it('names every address that a message was sent to, with the words or without', async () => {
    receiver.answers((response, nth) => status(response.req.url?.endsWith('new') ? 200 : 500)(response, nth));
    const worker = sending();
    const subscriptionId = await open();
    await said();
    await tried(subscriptionId);
    const url = `${urlOf()}/new`;
    const agree = (change: { words: boolean } | { url: string }) =>
      tell(sharing.service, tenant, { type: 'ChangeSubscription', subscriptionId, change, trusted: true });
    await agree({ words: false });
    await eventually(() => {
      later += 10_000;
      expect(calls().at(-1)?.body).not.toContain('打印机');
    });
    await agree({ url });
    await eventually(async () => {
      later += 60_000;
      expect(await deliveriesOf(sharing.service, subscriptionId)).toMatchObject([{ state: 'delivered' }]);
    });
    expect(await sent()).toMatchObject([
      { to: urlOf(), words: true },
      { to: url, words: false },
    ]);
    await worker.stop();
  });

  it('names a receiver that had not answered yet when the sender was stopped', async () => {
    receiver.answers(() => undefined);
    const worker = sharing.run(sendWhatIsDue(sharing.service));
    const subscriptionId = await open();
    await said();
    await eventually(() => expect(calls()).toHaveLength(1));
    await worker.stop();
    expect(await sent()).toMatchObject([{ to: urlOf(), words: true }]);
    expect(await deliveriesOf(sharing.service, subscriptionId)).toMatchObject([{ state: 'pending', due: true }]);
    expect(await attemptsOf(sharing.service, subscriptionId)).toEqual([]);
  });

  it('names a topic for everything that was published to it, even where publishing failed', async () => {
    const subscriptionId = await subscribe(sharing.service, tenant, { channel: { kind: 'topic', team: 'ost' } });
    const items = [await said('one'), await said('two')];
    await eventually(async () => expect(await deliveriesOf(sharing.service, subscriptionId)).toHaveLength(2));
    const worker = sending();
    await tried(subscriptionId);
    const all = await sent();
    expect(all.map(({ itemId, to, words }) => [itemId, to, words]).sort()).toEqual(
      items.map(itemId => [itemId, 'ckm.team.ost.v1', false]).sort(),
    );
    await worker.stop();
  });
});
