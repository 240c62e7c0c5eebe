import { eventually } from '@ckm/backing-services';
import {
  batchRequest,
  binaryRecord,
  binaryRequest,
  type CustomerEvent,
  structuredRecord,
  structuredRequest,
} from './customer-events.js';
import { type Answer, forget, type Installation, type Post, startInstallation } from './installation.js';
import { ODD_TEXTS } from './odd-texts.js';
import { readTeamTopic } from './team-topic.js';
import { type Upstream, upstreamOverPostgres } from './upstream.js';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.js';

/** A word of each, to find it by. */
const QUESTIONS = ['quietscht', 'naïve', '机器', 'happy', 'Việt', 'לא', 'ideographic', 'order', 'DROP'];

interface Shown {
  itemId: string;
  text: string;
}
interface Page {
  data: Shown[];
  page: { next: string | null };
}

const eventOf = (way: string, text: string): CustomerEvent => ({
  id: `${way} ${ODD_TEXTS.findIndex(([, one]) => one === text)}`,
  source: '/every-character',
  type: 'customer.feedback',
  data: { customerId: way, text },
});
const json = (body: unknown): Post => ({ type: 'application/json', body: JSON.stringify(body) });
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const rowOf = ({ id, data }: CustomerEvent): object => ({ id, ...data });

/** Every way in by one request, given all events of it. */
const REQUESTS: Record<string, (events: CustomerEvent[]) => [path: string, post: Post][]> = {
  binary: events => events.map(event => ['/v1/events', binaryRequest(event)]),
  structured: events => events.map(event => ['/v1/events', structuredRequest(event)]),
  batch: events => [['/v1/events', batchRequest(events)]],
  item: events => events.map(({ data }) => ['/v1/items', json(data)]),
  items: events => [['/v1/items:batch', json({ items: events.map(({ data }) => data) })]],
  'lines of rows': events => [lines(events.map(rowOf))],
  'lines of events': events => [lines(events.map(event => ({ specversion: '1.0', ...event })))],
  'quoted cells': events => [csv(events.map(({ id, data }) => [id, data.customerId, quoted(data.text)].join(';')))],
  'bare cells': events => [
    csv(
      events.map(({ id, data }) => [data.text, id, data.customerId].join(';')),
      'text;id;customerId',
    ),
  ],
};
const lines = (documents: object[]): [string, Post] => [
  '/v1/imports?source=lines',
  { type: 'application/x-ndjson', body: documents.map(one => JSON.stringify(one)).join('\n') },
];
const csv = (rows: string[], header = 'id;customerId;text'): [string, Post] => [
  `/v1/imports?source=${header[0]}`,
  { type: 'text/csv', body: [header, ...rows].join('\r\n') },
];

const canBeBare = (text: string): boolean => !/[";\r\n]/.test(text);

describe('Every character that a customer wrote', () => {
  let ckm: Installation;
  let upstream: Upstream;
  let receiver: WebhookReceiver;
  let feedOf: string;
  const sent: string[] = [];

  /** The texts are those that were sent, to the last code unit, and as many. */
  const expectAll = (texts: string[]): void => expect(texts.toSorted()).toEqual(sent.toSorted());
  const textsOf = (rows: Shown[]): string[] => rows.map(({ text }) => text);
  const all = async (path: string): Promise<Shown[]> => {
    const rows: Shown[] = [];
    for (let next: string | null = ''; next !== null;) {
      const { body }: Answer<Page> = await ckm.get(`${path}limit=100${next && `&cursor=${next}`}`);
      rows.push(...body.data);
      next = body.page.next;
    }
    return rows;
  };
  const subscribe = async (name: string, channel: object): Promise<string> => {
    const asked = json({ name, query: {}, channel, include: ['words'] });
    const { status, body } = await ckm.post<{ data: { subscriptionId: string } }>('/v1/subscriptions', asked);
    expect(status).toBe(202);
    return body.data.subscriptionId;
  };

  beforeAll(async () => {
    receiver = await startWebhookReceiver();
    ckm = await startInstallation({ env: { CKM_WEBHOOK_ALLOW: receiver.target } });
    upstream = await upstreamOverPostgres(ckm);
    await subscribe('team', { kind: 'topic', team: 'everything' });
    await subscribe('webhook', { kind: 'webhook', url: receiver.url });
    feedOf = await subscribe('feed', { kind: 'feed' });
  });

  afterAll(async () => {
    await upstream?.close();
    await ckm?.stop();
    await receiver?.close();
    if (ckm) forget(ckm.home);
  });

  it.each(Object.entries(REQUESTS))('comes in: %s', async (way, requests) => {
    const texts = ODD_TEXTS.map(([, text]) => text).filter(text => way !== 'bare cells' || canBeBare(text));
    for (const [path, post] of requests(texts.map(text => eventOf(way, text))))
      expect(await ckm.post(path, post)).toMatchObject({ status: 202 });
    sent.push(...texts);
  });

  it('comes in: records of a topic', async () => {
    const texts = ODD_TEXTS.map(([, text]) => text);
    await upstream.send(...texts.map(text => binaryRecord(eventOf('binary record', text))));
    await upstream.send(...texts.map(text => structuredRecord(eventOf('structured record', text))));
    sent.push(...texts, ...texts);
  });

  it('comes out: in the feed, and in each item', async () => {
    const rows = await eventually(async () => {
      const found = await all('/v1/feed?');
      expect(found).toHaveLength(sent.length);
      return found;
    });
    expectAll(textsOf(rows));
    const items = await Promise.all(rows.map(({ itemId }) => ckm.data<Shown>(`/v1/items/${itemId}`)));
    expect(textsOf(items)).toEqual(textsOf(rows));
  });

  it.each(ODD_TEXTS.map(([what, text], nth) => [what, QUESTIONS[nth]!, text]))(
    'comes out: in what is found (%s: %s)',
    async (_, question, text) => {
      const found = await all(`/v1/search?q=${encodeURIComponent(question)}&`);
      expect(textsOf(found).filter(one => one === text)).toHaveLength(sent.filter(one => one === text).length);
    },
  );

  it('comes out: in the feed of a subscription', () =>
    eventually(async () => expectAll(textsOf(await all(`/v1/subscriptions/${feedOf}/items?`)))));

  it('comes out: in calls of a webhook', () =>
    eventually(() => expectAll(receiver.received.map(({ body }) => (JSON.parse(body) as Shown).text))));

  it('comes out: on the topic of a team', async () => {
    const road = { name: 'PostgreSQL', env: {}, upstreamOf: upstreamOverPostgres } as const;
    const records = await readTeamTopic(road, ckm, { name: 'ckm.team.everything.v1', count: sent.length });
    expectAll(records.map(({ value }) => String(value.text)));
  });
});
