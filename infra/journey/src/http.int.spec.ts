import { eventually } from '@ckm/backing-services';
import { batchRequest, binaryRequest, type CustomerEvent, structuredRequest } from './customer-events.js';
import { forget, type Installation, type Post, startInstallation } from './installation.js';
import { ODD_TEXTS } from './odd-texts.js';
import { headsAtRest, statusOf } from './operations.js';

interface Problem {
  code: string;
  status: number;
  pointers?: { pointer: string; rule: string }[];
  traceId: string;
}
interface Taken {
  itemId: string;
}
interface Row {
  itemId: string;
  text: string;
  signals: { text: string; span: { start: number; end: number } }[];
}

const saying = (id: string, customerId: string, text: string): CustomerEvent => ({
  id,
  source: '/störung/客服?a=1&b=%20',
  type: 'survey.answered',
  time: '2026-11-20T09:12:00Z',
  data: { customerId, text },
});
/** Those of the odd texts in which something is surely found. */
const COMPLAINTS = ['German', 'English', 'Chinese'];

const json = (body: unknown): Post => ({ type: 'application/json', body: JSON.stringify(body) });
/** With escapes as they stand in the source. */
const raw = (post: Post, from: string, to: string): Post => ({ ...post, body: String(post.body).replace(from, to) });

describe('Over HTTP', () => {
  let ckm: Installation;

  const take = async (post: Post): Promise<Taken> => {
    const { status, body } = await ckm.post<{ data: Taken }>('/v1/events', post);
    expect(status).toBe(202);
    return body.data;
  };
  const head = async (): Promise<number> => (await statusOf(ckm, 'capture')).head;
  const rowOf = (customer: string): Promise<Row> =>
    eventually(async () => {
      const rows = await ckm.data<Row[]>(`/v1/feed?customer=${encodeURIComponent(`external:${customer}`)}`);
      expect(rows).toHaveLength(1);
      return rows[0]!;
    });

  beforeAll(async () => {
    ckm = await startInstallation();
  });

  afterAll(async () => {
    await ckm?.stop();
    if (ckm) forget(ckm.home);
  });

  it('an event is the same in binary, structured and batch mode', async () => {
    const event = saying('Frage 1 – 100 % „ja“', 'h-1', 'Die Menüs sind übersichtlich 👍');
    const first = await take(binaryRequest(event));
    const before = await head();
    expect(await take(structuredRequest(event))).toEqual(first);
    expect(await take(batchRequest([event, event]))).toEqual([first, first]);
    expect(await take(binaryRequest(event))).toEqual(first);
    expect(await head()).toBe(before);
    const { id: externalId, source, data } = event;
    expect(await ckm.data(`/v1/items/${first.itemId}`)).toMatchObject({ externalId, source, text: data.text });
  });

  it('another body under the same source and id is a conflict, and changes nothing', async () => {
    const event = saying('q-2', 'h-2', 'Too sweet.');
    const { itemId } = await take(structuredRequest(event));
    const before = await head();
    const differs = { ...event, data: { ...event.data, text: 'Not sweet enough.' } };
    const { status, type, body } = await ckm.post<Problem>('/v1/events', binaryRequest(differs));
    expect([status, type, body.code]).toEqual([409, 'application/problem+json', 'item-differs']);
    expect(await ckm.data(`/v1/items/${itemId}`)).toMatchObject({ text: 'Too sweet.' });
    expect(await head()).toBe(before);
  });

  it('each event of a batch has a result of its own, in their order', async () => {
    const [good, better] = [saying('q-3', 'h-3', '味道很好'), saying('q-5', 'h-3', '谢谢')];
    const bad = { ...saying('q-4', 'h-3', ''), type: 'survey.answered' };
    const { status, body } = await ckm.post<{ data: (Taken & Problem)[] }>(
      '/v1/events',
      batchRequest([good, bad, better]),
    );
    expect(status).toBe(207);
    expect(body.data).toMatchObject([
      { itemId: expect.any(String) as string },
      { status: 400, code: 'event-invalid', pointers: [{ pointer: '/data/text' }] },
      { itemId: expect.any(String) as string },
    ]);
    expect(await ckm.data(`/v1/items/${body.data[2]!.itemId}`)).toMatchObject({ text: '谢谢' });
  });

  it.each<[string, Post]>([
    ['U+0000', raw(structuredRequest(saying('q-6', 'h-6', 'X')), '"X"', '"a\\u0000b"')],
    ['half a character', raw(binaryRequest(saying('q-6', 'h-6', 'X')), '"X"', '"a\\ud83d"')],
    ['halves in the wrong order', raw(structuredRequest(saying('q-6', 'h-6', 'X')), '"X"', '"\\ude00\\ud83d"')],
  ])('%s cannot be kept and is refused, with the place', async (_, post) => {
    const before = await head();
    const { status, type, body } = await ckm.post<Problem>('/v1/events', post);
    expect([status, type, body.code]).toEqual([400, 'application/problem+json', 'text-not-storable']);
    expect(body.pointers).toMatchObject([{ pointer: '/data/text', rule: 'storable' }]);
    expect(await head()).toBe(before);
  });

  const plain = binaryRequest(saying('q-7', 'h-7', 'x'));
  it.each<[string, number, string, Post]>([
    ['no JSON', 400, 'body-not-json', { type: 'application/cloudevents+json', body: '{"specversion":' }],
    ['no UTF-8', 400, 'body-not-utf8', { type: 'application/cloudevents+json', body: Buffer.from([0x22, 0xff, 0x22]) }],
    ['another media type', 415, 'media-type-unknown', { type: 'text/plain', body: 'hello' }],
    ['an unknown type', 400, 'event-type-unknown', structuredRequest({ ...saying('q-7', 'h-7', 'x'), type: 'a.b' })],
    ['nothing but white space', 400, 'event-invalid', structuredRequest(saying('q-7', 'h-7', ' \n\u3000'))],
    ['another tenant', 403, 'tenant-mismatch', structuredRequest({ ...saying('q-7', 'h-7', 'x'), tenantid: 'globex' })],
    ['a header that is not encoded', 400, 'event-invalid', { ...plain, headers: { ...plain.headers, 'ce-id': 'Ã¼' } }],
    ['an empty batch', 400, 'batch-too-long', batchRequest([])],
    ['more than 5 MB', 413, 'body-too-large', structuredRequest(saying('q-7', 'h-7', 'x'.repeat(5_300_000)))],
  ])('%s is refused with %i %s', async (_, status, code, post) => {
    const answer = await ckm.post<Problem>('/v1/events', post);
    expect([answer.status, answer.type, answer.body.code]).toEqual([status, 'application/problem+json', code]);
    expect(answer.body.traceId).toMatch(/^[0-9a-f]{32}$/);
  });

  it.each(ODD_TEXTS)('every character of %s comes out of the item, the feed and what was read', async (what, text) => {
    const { itemId } = await take(binaryRequest(saying(what, what, text)));
    expect(await ckm.data(`/v1/items/${itemId}`)).toMatchObject({ text, customerExternalId: what });
    const read = await eventually(() => ckm.data<Row>(`/v1/interpretations/${itemId}`));
    const row = await rowOf(what);
    expect(row).toMatchObject({ itemId, text });
    await eventually(async () => expect((await rowOf(what)).signals).toEqual(read.signals));
    if (COMPLAINTS.includes(what)) expect(read.signals).not.toEqual([]);
    for (const signal of read.signals) expect(signal.text).toBe(text.slice(signal.span.start, signal.span.end));
  });

  it('odd characters come out of themes, opportunities and evidence too', async () => {
    const name = 'Ersatzteile · 备件 🧰 \u202bחלפים\u202c';
    const wish = 'Please add spare parts (Ersatzteile, 备件 🧰, ru\u0308bber, \u2067חלפים\u2069) to the 👩🏽‍🔧 shop.';
    const theme = { name, description: 'Spare parts: “rubber” & 𠮷', examples: [{ language: 'en', text: wish }] };
    expect((await ckm.post('/v1/themes', json(theme))).status).toBe(202);
    await eventually(async () => expect(await ckm.data('/v1/themes')).toMatchObject([theme]));
    for (const customer of ['h-71', 'h-72', 'h-73']) await take(structuredRequest(saying(customer, customer, wish)));
    const { opportunityId } = await eventually(async () => {
      const [found] = await ckm.data<{ opportunityId: string }[]>('/v1/opportunities');
      expect(found).toMatchObject({ title: name, evidence: 3 });
      return found!;
    });
    const words = { words: wish, span: { start: 0, end: wish.length } };
    expect(await ckm.data(`/v1/opportunities/${opportunityId}`)).toMatchObject({ evidence: [words, words, words] });
  });

  it('one event sent by fifty at once is one item', async () => {
    const event = saying('q-8', 'h-8', 'Everybody presses the button twice.');
    const answers = await Promise.all(Array.from({ length: 50 }, () => take(structuredRequest(event))));
    expect(new Set(answers.map(({ itemId }) => itemId)).size).toBe(1);
    expect((await rowOf('h-8')).itemId).toBe(answers[0]?.itemId);
    const heads = await eventually(() => headsAtRest(ckm));
    expect(await ckm.data<unknown[]>(`/v1/items/${answers[0]?.itemId}/journey`)).toHaveLength(3);
    // Every captured item was read once; enrichment's one event more is the theme.
    expect(heads.enrichment).toBe(heads.capture! + 1);
  });
});
