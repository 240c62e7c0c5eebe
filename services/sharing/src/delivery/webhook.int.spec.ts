import { eventually } from '@ckm/backing-services';
import type { SubscriptionTerms } from '@ckm/contracts';
import { Webhook } from 'standardwebhooks';
import { receiver, serveBeforeAll, sharing, tenant } from '../fixture/one-process.js';
import { slowHeaders } from '../fixture/slow-headers.js';
import { attemptsOf, deliveriesOf, expireLeases, forget, only } from '../fixture/delivery-rows.js';
import type { Saying } from '../fixture/other-services.js';
import { type Receiver, status } from '../fixture/receiver.js';
import { sharedWith, subscribe, tell } from '../fixture/subscribing.js';
import { shareWhatMatches } from '../share/share-what-matches.worker.js';
import { subscriptionOf } from '../subscription/subscription-of.js';
import { insertTest, requeueMessage } from './deliveries.js';
import { sendWhatIsDue } from './send-what-is-due.worker.js';
import { sentOf } from './sent-of.js';
import { formatSecret } from './webhook-call.js';
import { secretOf } from './webhook-channel.js';

const HOUR = 3_600_000;
const KRAUSE = 'b3f6a1d8-2e4c-5d7b-9a60-8c1f5e2d7b49';
const saying: Saying = {
  customerId: KRAUSE,
  text: 'Der Kopierer im zweiten Stock frisst jedes Blatt, bitte schicken Sie jemanden.',
  sentiment: { label: 'negative', score: -0.6 },
  signals: [
    {
      type: 'REQUEST',
      kind: 'WANT',
      expression: 'EXPRESSED',
      span: { start: 49, end: 77 },
      text: 'bitte schicken Sie jemanden.',
      sentiment: { label: 'neutral', score: 0 },
      confidence: 0.8,
      rule: 'de.please',
      rationale: null,
    },
  ],
  themes: [{ themeId: '7a1d4c3b-08f2-5e96-b1a7-5d2e9f60c841', theme: 'Paper', confidence: 0.9 }],
};

let later = 0;

/** Every clock of sharing goes ahead. */
const pass = (ms: number) => void (later += ms);

serveBeforeAll({
  workers: [shareWhatMatches, service => sendWhatIsDue(service, { timeoutMs: 1_000 })],
  now: () => new Date(Date.now() + later),
});
beforeEach(() => receiver.answers(status(200)));

/** A path for each test: what an earlier one still sends is not counted. */
const urlOf = () => `${receiver.url}/${tenant}`;
const calls = () => receiver.calls.filter(({ path }) => path === `/ckm/${tenant}`);
const open = (terms: Partial<SubscriptionTerms> = {}) =>
  subscribe(sharing.service, tenant, { channel: { kind: 'webhook', url: urlOf() }, ...terms });
const said = (externalId = 'one') => sharing.others.say(tenant, externalId, saying);
const deliveries = (subscription: string) => deliveriesOf(sharing.service, subscription);
const called = (times: number) => eventually(() => expect(calls()).toHaveLength(times));
const settled = (subscription: string, state: string) =>
  eventually(async () => expect(await deliveries(subscription)).toEqual([expect.objectContaining({ state })]));
const attempts = (subscription: string) => attemptsOf(sharing.service, subscription);

describe('a webhook', () => {
  it('is told of an item, signed so that the library of Standard Webhooks verifies it', async () => {
    const subscriptionId = await open();
    const itemId = await said();
    await called(1);
    const [{ headers, body }] = calls() as [(typeof receiver.calls)[0]];
    const secret = await secretOf(sharing.service, { tenantId: tenant, subscriptionId });
    const verified = new Webhook(formatSecret(secret)).verify(body, headers);
    await settled(subscriptionId, 'delivered');
    const { deliveryId } = only(await deliveries(subscriptionId));
    expect(headers['webhook-id']).toBe(deliveryId);
    expect(verified).toMatchObject({
      deliveryId,
      subscriptionId,
      itemId,
      link: `https://ckm.example/#item=${itemId}`,
      language: 'de',
      sentiment: { label: 'negative' },
      signals: [{ type: 'REQUEST', span: { start: 49, end: 77 } }],
      themes: [{ theme: 'Paper' }],
    });
    expect(body).not.toMatch(/Kopierer|schicken/);
    expect(() => new Webhook(formatSecret(Buffer.alloc(32))).verify(body, headers)).toThrow();
  });

  it("gets the customer's words where that was agreed, and the erasure's certificate says so", async () => {
    await open({ words: true });
    const itemId = await said();
    await called(1);
    expect(JSON.parse(calls()[0]!.body)).toMatchObject({
      text: saying.text,
      signals: [{ text: 'bitte schicken Sie jemanden.' }],
    });
    const sentTo = (tenantId: string) =>
      sharing.service.read([], tenantId, client => sentOf(client, { tenantId, subject: KRAUSE }));
    const sent = await eventually(async () => only(await sentTo(tenant)));
    expect(sent).toMatchObject({ itemId, to: urlOf(), words: true });
    expect(await sentTo('another')).toEqual([]);
  });

  it('waits for an item that is interpreted before it is captured', async () => {
    const subscription = await open();
    await sharing.others.interpret(tenant, 'late', saying);
    await eventually(async () => expect(only(await deliveries(subscription)).state).toBe('pending'));
    await sharing.others.capture(tenant, 'late', saying);
    await eventually(() => {
      pass(1_000);
      expect(calls()).toHaveLength(1);
    });
    await eventually(async () => expect(await attempts(subscription)).toHaveLength(1));
  });

  it('is not told of an item any more once its person is forgotten', async () => {
    receiver.answers(status(500));
    const subscription = await open({ words: true });
    const itemId = await said();
    await eventually(async () => expect(await attempts(subscription)).toHaveLength(1));
    await forget(sharing.service, itemId);
    pass(10_000);
    await settled(subscription, 'ended');
    expect(calls()).toHaveLength(1);
  });

  it('is not told of an item any more once that is withdrawn', async () => {
    receiver.answers(status(500));
    const subscription = await open();
    await said('taken-back');
    await eventually(async () => expect(await attempts(subscription)).toHaveLength(1));
    await sharing.others.withdraw(tenant, 'taken-back', KRAUSE);
    await eventually(async () => {
      pass(10_000);
      expect(only(await deliveries(subscription)).state).toBe('ended');
    });
  });

  it('is tried again after an error, under the same id', async () => {
    receiver.answers((response, nth) => status(nth === 0 ? 500 : 204)(response, nth));
    const subscription = await open();
    await said();
    await eventually(async () => expect(await attempts(subscription)).toHaveLength(1));
    pass(10_000);
    await settled(subscription, 'delivered');
    expect(await attempts(subscription)).toMatchObject([
      { status: 500, error: 'answered 500' },
      { status: 204, error: null },
    ]);
    expect(new Set(calls().map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('that fails for three days is parked, and sent when somebody asks for it', async () => {
    receiver.answers(status(500));
    const subscription = await open();
    await said();
    for (let hours = 0; hours < 80; hours += 7) {
      await eventually(async () => expect(only(await deliveries(subscription)).due).toBe(false));
      pass(7 * HOUR);
    }
    await settled(subscription, 'parked');
    expect(calls().length).toBeGreaterThan(9);
    receiver.answers(status(200));
    const { deliveryId } = only(await deliveries(subscription));
    const which = { tenantId: tenant, subscriptionId: subscription, deliveryId };
    await sharing.service.transaction(client => requeueMessage(client, which, sharing.service.now()));
    await settled(subscription, 'delivered');
    expect(new Set(calls().map(({ headers }) => headers['webhook-id']))).toEqual(new Set([deliveryId]));
  });

  it('that answers 410 is not called again before somebody resumes the subscription', async () => {
    receiver.answers(status(410));
    const subscription = await open();
    await said('one');
    await eventually(async () =>
      expect(await subscriptionOf(sharing.service, tenant, subscription)).toMatchObject({ status: 'paused' }),
    );
    const { history } = await subscriptionOf(sharing.service, tenant, subscription);
    expect(history.at(-1)?.data).toMatchObject({ reason: 'The webhook answered 410 Gone.' });
    await said('two');
    const witness = await open({ name: 'another' });
    const three = await said('three');
    pass(HOUR);
    await eventually(async () => expect(await sharedWith(sharing.service, witness)).toContain(three));
    expect(await attempts(subscription)).toMatchObject([{ status: 410 }]);
    receiver.answers(status(200));
    await tell(sharing.service, tenant, { type: 'ResumeSubscription', subscriptionId: subscription });
    await eventually(async () => {
      pass(60_000);
      await expireLeases(sharing.service);
      const states = (await deliveries(subscription)).map(({ state }) => state);
      expect(states).toEqual(['delivered', 'delivered', 'delivered']);
    });
  });

  it('that answers 429 is not called for as long as it asks', async () => {
    receiver.answers((response, nth) => status(nth === 0 ? 429 : 200, { 'retry-after': '600' })(response, nth));
    const subscription = await open();
    await said();
    await eventually(async () => expect(await attempts(subscription)).toHaveLength(1));
    const { nextAt } = only(await deliveries(subscription));
    const { at } = only(await attempts(subscription));
    expect(nextAt!.getTime() - at.getTime()).toBeGreaterThanOrEqual(600_000);
    pass(700_000);
    await settled(subscription, 'delivered');
  });

  it.each<[string, Parameters<Receiver['answers']>[0], object]>([
    ['hangs', () => undefined, { status: null, error: 'no answer within 1000 ms' }],
    ['drips its headers', slowHeaders, { status: null, error: 'no answer within 1000 ms' }],
    [
      'redirects inside',
      status(302, { location: 'http://169.254.169.254/latest' }),
      { status: 302, error: 'answered 302; redirects are not followed' },
    ],
    [
      'would speak another protocol',
      ({ socket }) => void socket?.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'),
      { status: null, error: 'closed without an answer' },
    ],
    ['hangs up', response => void response.destroy(), { status: null, error: 'ECONNRESET: socket hang up' }],
  ])('that %s has failed', async (_, answer, attempt) => {
    receiver.answers(answer);
    const subscription = await open();
    await said();
    await eventually(async () => expect(await attempts(subscription)).toMatchObject([attempt]));
    expect(only(await deliveries(subscription)).state).toBe('pending');
    await tell(sharing.service, tenant, { type: 'EndSubscription', subscriptionId: subscription });
    await settled(subscription, 'ended');
  });

  it('that answers 10 MB has taken the message; its answer is not read to the end', async () => {
    let written = 0;
    receiver.answers(response => {
      response.writeHead(200);
      const more = (): void => {
        if (written > 10_000_000 || response.destroyed) return void response.end();
        written += 64_000;
        response.write(Buffer.alloc(64_000), more);
      };
      more();
    });
    const subscription = await open();
    await said();
    await settled(subscription, 'delivered');
    expect(written).toBeLessThan(10_000_000);
  });
});

it('a digest says in one message what was shared in an hour, and is sent again as it was', async () => {
  receiver.answers((response, nth) => status(nth === 0 ? 500 : 200)(response, nth));
  const subscription = await open({ cadence: 'HOURLY' });
  const items = [await said('one'), await said('two'), await said('three')];
  await eventually(async () => {
    const pastTheHour = (await deliveries(subscription)).map(({ nextAt }) => nextAt!.getTime() % HOUR);
    expect(pastTheHour).toEqual([0, 0, 0]);
  });
  expect(calls()).toEqual([]);
  pass(HOUR);
  await called(1);
  await eventually(async () => expect(await attempts(subscription)).toHaveLength(1));
  await said('four');
  pass(60_000);
  await called(2);
  const [first, again] = calls().map(({ body }) => body);
  expect(again).toBe(first);
  const digest = JSON.parse(first!) as { deliveryId: string; items: { itemId: string }[] };
  expect(digest.items.map(({ itemId }) => itemId).sort()).toEqual(items.sort());
  expect(calls()[0]!.headers['webhook-id']).toBe(digest.deliveryId);
});

it('a test shows whether the channel works, even while the subscription is paused', async () => {
  const subscriptionId = await open();
  await tell(sharing.service, tenant, { type: 'PauseSubscription', subscriptionId, reason: null });
  const deliveryId = '5f0e2c84-7d5b-4a41-8c1f-2b9a6d3e4f10';
  const test = { deliveryId, tenantId: tenant, subscriptionId, traceparent: null };
  await sharing.service.transaction(client => insertTest(client, test, sharing.service.now()));
  await called(1);
  expect(JSON.parse(calls()[0]!.body)).toEqual({ deliveryId, subscriptionId, test: true });
  await settled(subscriptionId, 'delivered');
});
