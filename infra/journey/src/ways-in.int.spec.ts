import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { eventually } from '@ckm/backing-services';
import { type Answer, forget, type Installation, type Post, processesOf, startInstallation } from './installation.js';
import { ODD_TEXTS } from './odd-texts.js';
import { headsAtRest, statusOf } from './operations.js';
import { tokenOf } from './tokens.js';

interface Problem {
  code: string;
  status: number;
  pointers?: { pointer: string }[];
}
interface Made {
  itemId: string;
}
interface Report {
  importId: string;
  state: string;
  lines: number;
  report: { line: number; code: string; pointer?: string }[];
}

const SAID = {
  en: 'Your new scanner is great, but it “eats” every third page — could somebody look at it?',
  de: 'Seit dem Umzug zieht der Drucker die Blätter schief ein. Schöne Grüße, Frau Weiß',
  zh: '打印出来的字越来越淡，换了墨盒也没用。“售后”什么时候来？',
};
const json = (body: unknown, headers: Record<string, string> = {}): Post => ({
  type: 'application/json',
  body: JSON.stringify(body),
  headers,
});
const csv = (body: string, headers: Record<string, string> = {}): Post => ({ type: 'text/csv', body, headers });
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

describe('The ways in', () => {
  let ckm: Installation;

  const write = async (body: object, headers?: Record<string, string>): Promise<string> => {
    const { status, body: answer } = await ckm.post<{ data: Made }>('/v1/items', json(body, headers));
    expect(status).toBe(202);
    return answer.data.itemId;
  };
  const item = (id: string): Promise<Record<string, unknown>> => ckm.data(`/v1/items/${id}`);
  const textsOf = async (customer: string): Promise<string[]> =>
    (await ckm.data<{ text: string }[]>(`/v1/feed?customer=external:${customer}`)).map(({ text }) => text);
  const head = async (): Promise<number> => (await statusOf(ckm, 'capture')).head;
  const begin = async (query: string, post: Post): Promise<string> => {
    const { status, body } = await ckm.post<{ data: { importId: string } }>(`/v1/imports?${query}`, post);
    expect(status).toBe(202);
    return body.data.importId;
  };
  const finished = (importId: string): Promise<Report> =>
    eventually(async () => {
      const report = await ckm.data<Report>(`/v1/imports/${importId}`);
      expect(report).toMatchObject({ state: 'finished' });
      return report;
    });

  beforeAll(async () => {
    ckm = await startInstallation();
  });

  afterAll(async () => {
    await ckm?.stop();
    if (ckm) forget(ckm.home);
  });

  describe('a person', () => {
    it.each(Object.entries(SAID))(
      'writes down what was said, and it stands so in the item and the feed: %s',
      async (language, text) => {
        const said = {
          customerId: `w-${language}`,
          text,
          occasion: 'VISIT',
          contributor: { role: 'employee', name: 'Jörg Weiß' },
        };
        const itemId = await write({ ...said, occurredAt: '2026-11-20T10:12:00+01:00' });
        expect(await item(itemId)).toMatchObject({
          text,
          source: 'ckm:items',
          sourceType: 'item.written',
          customerExternalId: `w-${language}`,
          occurredAt: '2026-11-20T10:12:00+01:00',
          withdrawn: false,
        });
        await eventually(async () => expect(await textsOf(`w-${language}`)).toEqual([text]));
      },
    );

    it('is heard once under an Idempotency-Key, and not with other words', async () => {
      const said = { customerId: 'w-1', text: SAID.de };
      const first = await write(said, { 'idempotency-key': 'visit-4711' });
      const before = await head();
      expect(await write(said, { 'idempotency-key': 'visit-4711' })).toBe(first);
      const other = json({ ...said, text: SAID.en }, { 'idempotency-key': 'visit-4711' });
      expect(await ckm.post('/v1/items', other)).toMatchObject({
        status: 422,
        body: { code: 'idempotency-key-reused' },
      });
      expect(await head()).toBe(before);
      expect(await write(said)).not.toBe(first);
    });

    it.each<[string, object, string, string]>([
      ['no customer', { text: 'Hm.' }, 'body-invalid', '/customerId'],
      ['no words', { customerId: 'w-2', text: '' }, 'body-invalid', '/text'],
      ['half a character', { customerId: 'w-2', text: 'a\ud83d' }, 'text-not-storable', '/text'],
      [
        'a day that is none',
        { customerId: 'w-2', text: 'Hm.', occurredAt: '2026-02-30T09:00:00Z' },
        'body-invalid',
        '/occurredAt',
      ],
    ])('is told what is wrong with %s', async (_, body, code, pointer) =>
      expect(await ckm.post<Problem>('/v1/items', json(body))).toMatchObject({
        status: 400,
        body: { code, pointers: [{ pointer }] },
      }),
    );

    it('withdraws an item: it says so, once, and its words are shown nowhere', async () => {
      const itemId = await write({ customerId: 'w-3', text: SAID.zh });
      await eventually(async () => expect(await textsOf('w-3')).toEqual([SAID.zh]));
      const read = (): Promise<{ signals: { text: string | null }[] }> => ckm.data(`/v1/interpretations/${itemId}`);
      await eventually(async () => expect((await read()).signals).not.toEqual([]));
      const withdraw = (reason?: string): Promise<Answer<{ data: Made } & Problem>> =>
        ckm.post(`/v1/items/${itemId}/withdrawal`, json({ reason }));
      expect(await withdraw('写错客户了。')).toMatchObject({ status: 202, body: { data: { itemId } } });
      const before = await head();
      expect(await withdraw()).toMatchObject({ status: 202, body: { data: { itemId } } });
      expect(await head()).toBe(before);
      const withdrawn = {
        withdrawn: true,
        withdrawnAt: expect.any(String) as string,
        withdrawalReason: '写错客户了。',
      };
      expect(await item(itemId)).toMatchObject({ ...withdrawn, version: 2, text: null });
      await eventually(async () => expect(await textsOf('w-3')).toEqual([]));
      await eventually(async () => expect(await read()).toMatchObject({ withdrawn: true }));
      expect(new Set((await read()).signals.map(signal => signal.text))).toEqual(new Set([null]));
      const nobody = '/v1/items/a3b1c9d2-4e5f-4678-9abc-def012345678/withdrawal';
      expect(await ckm.post(nobody, json({}))).toMatchObject({ status: 404, body: { code: 'item-not-found' } });
    });
  });

  describe('a batch', () => {
    const batch = (items: unknown, headers?: Record<string, string>) =>
      ckm.post<{ data: (Made & Problem)[] }>('/v1/items:batch', json({ items }, headers));

    it('has one result for each item, in their order', async () => {
      const { status, body } = await batch([
        { customerId: 'b-1', text: SAID.en },
        { customerId: 'b-1' },
        { customerId: 'b-2', text: SAID.zh },
      ]);
      expect(status).toBe(207);
      expect(body.data).toMatchObject([
        { itemId: expect.any(String) as string },
        { status: 400, code: 'body-invalid', pointers: [{ pointer: '/text' }] },
        { itemId: expect.any(String) as string },
      ]);
      expect(await item(body.data[2]!.itemId)).toMatchObject({ text: SAID.zh });
    });

    it('of nothing but good items is answered with 202, again with the same items', async () => {
      const items = ODD_TEXTS.map(([what, text]) => ({ customerId: what, text }));
      const first = await batch(items, { 'idempotency-key': 'odd' });
      expect(first.status).toBe(202);
      expect(await batch(items, { 'idempotency-key': 'odd' })).toEqual(first);
      const kept = await Promise.all(first.body.data.map(({ itemId }) => item(itemId)));
      expect(kept.map(({ text }) => text)).toEqual(ODD_TEXTS.map(([, text]) => text));
    });

    it.each([[[]], [Array.from({ length: 101 }, () => ({}))], ['none']])('holds 1 to 100 (%#)', async items =>
      expect(await batch(items)).toMatchObject({ status: 400, body: { code: 'batch-too-long' } }),
    );
  });

  describe('a file', () => {
    const rows = Object.entries(SAID).map(([language, text]) => `f-${language};f-${language};${cell(text)}`);
    const file = `\ufeffid;customerId;text\r\n${rows.join('\r\n')}\r\nf-bad;;x\r\n`;

    it('is tried first: the report, and nothing else', async () => {
      const before = await head();
      const { status, body } = await ckm.post<{ data: Report }>('/v1/imports?source=crm&dryRun=true', csv(file));
      expect([status, body.data.importId]).toEqual([200, null]);
      expect(body.data).toMatchObject({ state: 'finished', lines: 4, accepted: 3, refused: 1 });
      expect(body.data.report).toMatchObject([{ line: 5, code: 'event-invalid', pointer: '/customerId' }]);
      expect(await head()).toBe(before);
      expect(await ckm.data('/v1/imports')).toEqual([]);
    });

    it('of rows becomes items in the very words, once', async () => {
      const report = await finished(await begin('source=crm&type=survey.answered', csv(file)));
      expect(report).toMatchObject({ lines: 4, accepted: 3, duplicates: 0, quarantined: 1 });
      for (const [language, text] of Object.entries(SAID))
        await eventually(async () => expect(await textsOf(`f-${language}`)).toEqual([text]));
      expect(await statusOf(ckm, 'capture')).toMatchObject({ quarantined: 1 });
      const before = await head();
      const again = await finished(await begin('source=crm&type=survey.answered', csv(file)));
      expect(again).toMatchObject({ lines: 4, accepted: 0, duplicates: 3, quarantined: 1 });
      expect(await head()).toBe(before);
      expect(await statusOf(ckm, 'capture')).toMatchObject({ quarantined: 1 });
    });

    it('of CloudEvents and rows becomes items', async () => {
      const event = {
        specversion: '1.0',
        id: 'n-1',
        source: '/crm',
        type: 'call.noted',
        data: { customerId: 'n-1', text: SAID.de },
      };
      const lines = [
        event,
        { id: 'n-2', customerId: 'n-2', text: SAID.zh, time: '2026-11-01T08:00:00Z' },
        { id: 'n-3' },
      ];
      const body = lines.map(line => JSON.stringify(line)).join('\n');
      const report = await finished(await begin('source=notes', { type: 'application/x-ndjson', body }));
      expect(report).toMatchObject({ lines: 3, accepted: 2, quarantined: 1 });
      await eventually(async () =>
        expect([await textsOf('n-1'), await textsOf('n-2')]).toEqual([[SAID.de], [SAID.zh]]),
      );
    });

    it('larger than other bodies comes through, and goes on when capture is killed', async () => {
      const count = 3_000;
      const padding = '很'.repeat(580);
      const many = Array.from({ length: count }, (_, i) => `big-${i};big-${i % 50};${SAID.zh}${padding}\n`).join('');
      const post = csv(`id;customerId;text\n${many}`);
      expect(Buffer.byteLength(post.body)).toBeGreaterThan(5 * 1024 * 1024);
      const before = await head();
      const importId = await begin('source=big', post);
      await eventually(async () =>
        expect((await ckm.data<Report>(`/v1/imports/${importId}`)).lines).toBeGreaterThan(0),
      );
      for (const pid of processesOf(ckm.home, 'services/capture/')) process.kill(pid, 'SIGKILL');
      const report = await finished(importId);
      expect(report).toMatchObject({ lines: count, accepted: count, duplicates: 0, quarantined: 0, report: [] });
      expect(await head()).toBe(before + count);
      expect(await ckm.data('/v1/imports?limit=1')).toMatchObject([{ importId, source: 'big', lines: count }]);
      await eventually(() => headsAtRest(ckm), 120_000);
    }, 240_000);

    it('is refused before it is sent when it is larger than 2 GB', async () => {
      const headers = {
        authorization: `Bearer ${ckm.token}`,
        'content-type': 'text/csv',
        'content-length': 2 * 1024 ** 3 + 1,
      };
      const sending = request(`${ckm.url}/v1/imports?source=x`, { method: 'POST', headers });
      sending.on('error', () => undefined).flushHeaders();
      const [answer] = (await once(sending, 'response')) as [IncomingMessage];
      expect(answer.statusCode).toBe(413);
      sending.destroy();
    });

    it.each<[string, number, string, string]>([
      ['reader', 403, 'role-missing', 'source=x'],
      ['steward', 400, 'query-invalid', 'source='],
    ])('of 20 MB hears why it is refused (%s)', async (role, status, code, query) => {
      const authorization = `Bearer ${tokenOf(ckm.home, { tenant: 'demo', role })}`;
      const answer = await ckm.post<Problem>(`/v1/imports?${query}`, csv('x'.repeat(20_000_000), { authorization }));
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    });
  });

  it.each([
    ['/v1/imports?source=x', json({})],
    ['/v1/items', csv('customerId,text')],
    ['/v1/events', { type: 'application/x-ndjson', body: '{}' }],
  ])('%s refuses a media type that it does not read', async (path, post) =>
    expect(await ckm.post(path, post)).toMatchObject({ status: 415, body: { code: 'media-type-unknown' } }),
  );

  it('they are described', async () => {
    const { body } = await ckm.get<{ paths: Record<string, object> }>('/v1/openapi.json', null);
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining([
        '/v1/items',
        '/v1/items:batch',
        '/v1/items/{id}/withdrawal',
        '/v1/imports',
        '/v1/imports/{id}',
      ]),
    );
  });
});
