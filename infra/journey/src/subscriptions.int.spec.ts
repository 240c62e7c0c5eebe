import { eventually } from '@ckm/backing-services';
import { Webhook } from 'standardwebhooks';
import { binaryRecord, type CustomerEvent, structuredRecord } from './customer-events.js';
import { type Answer, forget, type Installation, startInstallation } from './installation.js';
import { readTeamTopic, type TeamRecord } from './team-topic.js';
import { tokenOf } from './tokens.js';
import { describeOnEachRoad, type Upstream } from './upstream.js';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.js';

const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const ENGLISH: CustomerEvent = {
  id: 'ticket-1',
  source: '/helpdesk',
  type: 'ticket.message',
  data: { customerId: 'c-3001', text: 'The finisher does not work any more since your update. Please send somebody.' },
};
const GERMAN: CustomerEvent = {
  id: 'call-2',
  source: '/phone',
  type: 'call.noted',
  data: { customerId: 'c-3002', text: 'Der Finisher geht seit dem Update nicht mehr. Bitte schicken Sie jemanden.' },
};
const CHINESE: CustomerEvent = {
  id: 'review-3',
  source: '/shop',
  type: 'review.posted',
  data: { customerId: 'c-3003', text: '更新以后装订机坏了，希望能尽快派人来修。' },
};

interface Opened {
  subscriptionId: string;
  secret?: string;
}
interface Delivery {
  deliveryId: string;
  itemId: string;
  state: string;
  attempts: { status: number | null; error: string | null }[];
}
type Problem = { code: string; pointers?: { pointer: string; detail: string }[] };

await describeOnEachRoad('Who should know,', road => {
  let ckm: Installation;
  let receiver: WebhookReceiver;
  let upstream: Upstream;
  let items: string[];

  const post = <T>(path: string, body?: object, token?: string): Promise<Answer<T>> =>
    ckm.post<T>(path, {
      type: 'application/json',
      body: JSON.stringify(body ?? {}),
      ...(token ? { headers: { authorization: `Bearer ${token}` } } : {}),
    });
  const open = async (subscription: object): Promise<Opened> => {
    const { status, body } = await post<{ data: Opened }>('/v1/subscriptions', { query: {}, ...subscription });
    expect([status, body]).toEqual([202, { data: expect.anything() as unknown }]);
    return body.data;
  };
  const delivered = ({ subscriptionId }: Opened, count: number): Promise<Delivery[]> =>
    eventually(async () => {
      const deliveries = await ckm.data<Delivery[]>(`/v1/subscriptions/${subscriptionId}/deliveries`);
      expect(deliveries.map(({ state }) => state)).toEqual(Array.from({ length: count }, () => 'delivered'));
      return deliveries;
    });
  const itemOf = (customer: string): Promise<string> =>
    eventually(async () => {
      const [row] = await ckm.data<{ itemId: string; language: string | null }[]>(
        `/v1/feed?customer=external:${customer}`,
      );
      expect(row?.language).toBeTruthy();
      return row!.itemId;
    });

  beforeAll(async () => {
    receiver = await startWebhookReceiver();
    ckm = await startInstallation({ env: { ...road.env, CKM_WEBHOOK_ALLOW: receiver.target } });
    upstream = await road.upstreamOf(ckm);
    await upstream.send(structuredRecord(ENGLISH));
    await itemOf('c-3001');
  });

  afterAll(async () => {
    await upstream?.close();
    await ckm?.stop();
    await receiver?.close();
    if (ckm) forget(ckm.home);
  });

  it('hears of it: on the topic of a team, in a signed webhook call, in a feed, and of the past where that was asked for', async () => {
    const topic = await open({
      name: 'Finisher',
      channel: { kind: 'topic', team: 'finisher' },
      since: '2020-01-01T00:00:00Z',
    });
    const webhook = await open({
      name: 'German only',
      query: { language: 'de' },
      channel: { kind: 'webhook', url: receiver.url },
      include: ['words'],
    });
    const feed = await open({ name: 'From now on', channel: { kind: 'feed' } });
    expect(webhook.secret).toMatch(/^whsec_/);
    expect([topic.secret, feed.secret]).toEqual([undefined, undefined]);

    await upstream.send(binaryRecord(GERMAN, { traceparent: TRACEPARENT }), structuredRecord(CHINESE));
    items = await Promise.all(['c-3001', 'c-3002', 'c-3003'].map(itemOf));

    const records = await readTeamTopic(road, ckm, { name: 'ckm.team.finisher.v1', count: 3 });
    expect(records.map(({ key }) => key).sort()).toEqual([...items].sort());
    const german = records.find(({ key }) => key === items[1]) as TeamRecord;
    expect(german.headers).toMatchObject({ ce_specversion: '1.0', ce_type: 'ckm.SharedItem.v1', ce_subject: items[1] });
    expect(german.headers.ce_traceparent).toContain('4bf92f3577b34da6a3ce929d0e0e4736');
    expect(german.value).toMatchObject({
      itemId: items[1],
      deliveryId: german.headers.ce_id,
      link: `${ckm.url}/#item=${items[1]}`,
      language: 'de',
    });
    expect(JSON.stringify(records)).not.toMatch(/Finisher|finisher does|装订机/);

    const [call, ...others] = await eventually(() => {
      expect(receiver.received).toHaveLength(1);
      return receiver.received;
    });
    expect(others).toEqual([]);
    const verified = new Webhook(String(webhook.secret)).verify(call!.body, call!.headers);
    expect(verified).toMatchObject({
      itemId: items[1],
      text: GERMAN.data.text,
      deliveryId: call!.headers['webhook-id'],
    });

    expect((await delivered(topic, 3)).map(({ itemId }) => itemId).sort()).toEqual([...items].sort());
    expect(await delivered(webhook, 1)).toMatchObject([{ itemId: items[1], attempts: [{ status: 204, error: null }] }]);
    await delivered(feed, 2);
    const shown = await ckm.data<{ itemId: string; text: string }[]>(`/v1/subscriptions/${feed.subscriptionId}/items`);
    expect(shown.map(({ text }) => text).sort()).toEqual([GERMAN.data.text, CHINESE.data.text].sort());
  });

  it('is part of the journey of the item', async () => {
    const steps = await eventually(async () => {
      const found = await ckm.data<{ type: string; traceId: string }[]>(`/v1/items/${items[1]}/journey`);
      expect(found.filter(({ type }) => type === 'KnowledgeShared')).toHaveLength(3);
      return found;
    });
    expect(new Set(steps.map(({ traceId }) => traceId)).size).toBe(1);
  });

  it('can rest, change its mind, try the channel, and end', async () => {
    const calls = receiver.received.length;
    const hook = await open({
      name: 'A hook',
      query: { language: 'zh' },
      channel: { kind: 'webhook', url: receiver.url },
    });
    const path = `/v1/subscriptions/${hook.subscriptionId}`;
    const { subscriptionId } = hook;
    const paused = await post(`/v1/subscriptions/${subscriptionId.toUpperCase()}/pause`);
    expect(paused).toMatchObject({ status: 202, body: { data: { subscriptionId } } });
    expect(await ckm.data(path)).toMatchObject({ state: 'paused', name: 'A hook', cadence: 'IMMEDIATE' });
    const test = await post<{ data: { deliveryId: string } }>(`${path}/test`);
    expect(test.status).toBe(202);
    await eventually(() => expect(receiver.received).toHaveLength(calls + 1));
    expect(
      new Webhook(String(hook.secret)).verify(receiver.received.at(-1)!.body, receiver.received.at(-1)!.headers),
    ).toEqual({
      deliveryId: test.body.data.deliveryId,
      subscriptionId: hook.subscriptionId,
      test: true,
    });
    await delivered(hook, 1);
    expect((await post(`${path}/deliveries/${test.body.data.deliveryId}/resend`)).status).toBe(202);
    await eventually(() => expect(receiver.received).toHaveLength(calls + 2));
    expect((await post(`${path}/change`, { name: 'Another name', cadence: 'DAILY' })).status).toBe(202);
    expect((await post(`${path}/resume`)).status).toBe(202);
    expect(await ckm.data(path)).toMatchObject({ state: 'active', name: 'Another name', cadence: 'DAILY' });
    expect((await post(`${path}/end`)).status).toBe(202);
    expect((await post<Problem>(`${path}/resume`)).body).toMatchObject({ code: 'subscription-ended' });
    await eventually(async () => {
      const listed = await ckm.data<{ subscriptionId: string; state: string }[]>('/v1/subscriptions');
      expect(listed.find(one => one.subscriptionId === hook.subscriptionId)).toMatchObject({ state: 'ended' });
    });
  });

  it('asks again under the same key, and is told the same', async () => {
    const request = { name: 'Once', query: {}, channel: { kind: 'webhook', url: receiver.url } };
    const ask = (body: object) =>
      ckm.post<{ data: Opened }>('/v1/subscriptions', {
        type: 'application/json',
        body: JSON.stringify(body),
        headers: { 'idempotency-key': 'open-once' },
      });
    const [first, again] = [await ask(request), await ask(request)];
    expect(again).toEqual(first);
    expect((await ask({ ...request, name: 'Twice' })).body).toMatchObject({ code: 'idempotency-key-reused' });
  });

  it.each<[string, object, string]>([
    ['an internal address', { kind: 'webhook', url: 'http://169.254.169.254/' }, '/channel/url'],
    ['a decimal one', { kind: 'webhook', url: 'http://2130706433/' }, '/channel/url'],
    ['a file', { kind: 'webhook', url: 'file:///etc/passwd' }, '/channel/url'],
    ['credentials', { kind: 'webhook', url: 'https://a:b@hooks.example/' }, '/channel/url'],
    ['no URL', { kind: 'webhook' }, '/channel/url'],
    ['no slug', { kind: 'topic', team: 'Team Süd' }, '/channel/team'],
    ['no such channel', { kind: 'pigeon' }, '/channel/kind'],
  ])('is told what is wrong with %s', async (_, channel, pointer) => {
    const { status, body } = await post<Problem>('/v1/subscriptions', { name: 'x', query: {}, channel });
    expect([status, body.code]).toEqual([400, 'body-invalid']);
    expect(body.pointers?.map(one => one.pointer)).toEqual([pointer]);
  });

  it('may not have what belongs to others', async () => {
    const contributor = tokenOf(ckm.home, { tenant: 'demo', role: 'contributor' });
    const stranger = tokenOf(ckm.home, { tenant: 'another', role: 'admin' });
    const topic = { name: 'x', query: {}, channel: { kind: 'topic', team: 'finisher' } };
    const words = { ...topic, include: ['words'] };
    const digest = { ...topic, cadence: 'DAILY' };
    expect((await post<Problem>('/v1/subscriptions', words, contributor)).body.code).toBe('words-not-allowed');
    expect((await post<Problem>('/v1/subscriptions', topic, stranger)).body.code).toBe('slug-taken');
    expect((await post<Problem>('/v1/subscriptions', digest)).body.code).toBe('cadence-not-possible');
    const [mine] = await ckm.data<Opened[]>('/v1/subscriptions');
    for (const path of ['', '/items', '/deliveries']) {
      const { status, body } = await ckm.get<Problem>(`/v1/subscriptions/${mine!.subscriptionId}${path}`, stranger);
      expect([status, body.code]).toEqual([404, 'subscription-not-found']);
    }
    expect(await ckm.data('/v1/subscriptions', stranger)).toEqual([]);
  });
});
