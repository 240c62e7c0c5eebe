import { createHmac } from 'node:crypto';
import { eventually } from '@ckm/backing-services';
import { ckm, countOf, serveBeforeAll, site } from '../fixture/one-site.js';
import type { ImportReport } from './report.js';

interface Problem {
  code: string;
  detail: string;
}
type Made = { data: { importId: string } };

serveBeforeAll();

const HEAD = 'id;customerId;text;rating\n';
const TEXTS = [
  'Der Einzug quietscht – „wie eine Säge“.',
  'It jams; every "second" page.',
  '复印件总是有一条黑线。\n换了硒鼓也没有用。',
];
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
/** Rows z-1 … z-n. */
const rowsOf = (count: number, prefix = 'z'): string =>
  Array.from({ length: count }, (_, i) => `${prefix}-${i + 1};K-${i % 40};${quoted(TEXTS[i % 3]!)};${i % 5}\n`).join(
    '',
  );

const send = <T = Made>(body: string, { query = 'source=crm', type = 'text/csv', headers = {} } = {}) =>
  ckm.ask<T>(`/v1/imports?${query}`, { method: 'POST', body, headers: { 'content-type': type, ...headers } });
const progress = async (importId: string, tenant = 'acme'): Promise<ImportReport> =>
  (await ckm.ask<{ data: ImportReport }>(`/v1/imports/${importId}`, { role: 'reader', tenant })).body.data;
const finished = (importId: string): Promise<ImportReport> =>
  eventually(async () => {
    const report = await progress(importId);
    expect(report).toMatchObject({ state: 'finished' });
    return report;
  });
/** All of it, to its end. */
const run = async (body: string, options?: Parameters<typeof send>[1]): Promise<ImportReport> => {
  const { status, body: answer } = await send(body, options);
  expect(status).toBe(202);
  return finished(answer.data.importId);
};

describe('an import', () => {
  it('takes every row once, in its own words, and nothing when it is run again', async () => {
    const file = HEAD + rowsOf(1_200);
    const before = await countOf('events');
    const report = await run(file, { query: 'source=crm&type=survey.answered' });
    const bytes = Buffer.byteLength(file);
    expect(report).toMatchObject({ lines: 1_200, accepted: 1_200, duplicates: 0, quarantined: 0, report: [] });
    expect(report).toMatchObject({ source: 'crm', bytes, bytesRead: bytes, failure: null });
    expect(await countOf('events')).toBe(before + 1_200);
    expect(await countOf('import_chunk')).toBe(0);

    const [{ stream_id }] = (await site.sql(
      `SELECT stream_id FROM capture.events ORDER BY position OFFSET $1 LIMIT 1`,
      [before + 2],
    )) as [{ stream_id: string }];
    const { body } = await ckm.ask<{ data: object }>(`/v1/items/${stream_id}`);
    const told = { text: TEXTS[2], customerExternalId: 'K-2', externalId: 'z-3', rating: 2, withdrawn: false };
    expect(body.data).toMatchObject({ ...told, source: 'crm', sourceType: 'survey.answered' });

    const again = await run(file, { query: 'source=crm&type=survey.answered' });
    expect(again).toMatchObject({ lines: 1_200, accepted: 0, duplicates: 1_200, quarantined: 0 });
    expect(await countOf('events')).toBe(before + 1_200);
  });

  it('quarantines what it cannot take, sealed and with its line number, once; and reports it', async () => {
    const event = {
      specversion: '1.0',
      id: 'b-1',
      source: 'crm',
      type: 'call.noted',
      data: { customerId: 'K', text: 'Zu laut.' },
    };
    const lines = [
      event,
      { ...event, id: 'b-2', data: { customerId: 'K' } },
      { ...event, data: { customerId: 'K', text: 'Leise.' } },
    ];
    const file = [...lines.map(line => JSON.stringify(line)), 'Frau Ernst, kein JSON'].join('\n');
    const options = { type: 'application/x-ndjson', query: 'source=b' };
    const report = await run(file, options);
    expect(report).toMatchObject({ lines: 4, accepted: 1, duplicates: 0, quarantined: 3, refused: 0 });
    expect(report.report).toEqual([
      { line: 2, code: 'event-invalid', detail: '/data/text is missing', pointer: '/data/text' },
      { line: 3, code: 'item-differs', detail: 'An event with this source and id was taken with another body.' },
      { line: 4, code: 'body-not-json', detail: 'The body is not JSON.' },
    ]);
    const rows = await site.sql<{ sealed: Buffer }>(
      `SELECT "offset"::int AS line, code, partition, sealed FROM capture.quarantine WHERE topic = $1 ORDER BY 1`,
      [`import:${report.importId}`],
    );
    expect(rows).toMatchObject([
      { line: 2, code: 'event-invalid', partition: 0 },
      { line: 3, code: 'item-differs' },
      { line: 4, code: 'body-not-json' },
    ]);
    expect(Buffer.concat(rows.map(({ sealed }) => sealed)).toString('latin1')).not.toMatch(/Ernst/);
    const before = await countOf('quarantine');
    expect(await run(file, options)).toMatchObject({ accepted: 0, duplicates: 1, quarantined: 3 });
    expect(await countOf('quarantine')).toBe(before);
  });

  it('quarantines a line again that comes again after its bytes lapsed', async () => {
    const file = `${HEAD}q-1;K\n`;
    const first = await run(file);
    await site.sql(
      `UPDATE capture.quarantine SET sealed = '', lapsed_at = now(), received_at = now() - interval '31 days' WHERE topic = $1`,
      [`import:${first.importId}`],
    );
    const before = await countOf('quarantine');
    const again = await run(file);
    const rows = await site.sql(
      `SELECT code, length(sealed) > 0 AS kept, lapsed_at, received_at > now() - interval '1 day' AS new
       FROM capture.quarantine WHERE topic = $1`,
      [`import:${again.importId}`],
    );
    expect(rows).toEqual([{ code: 'csv-column-count', kept: true, lapsed_at: null, new: true }]);
    expect(await countOf('quarantine')).toBe(before);
    const { body } = await ckm.ask<{ data: { sums: { intake: object } } }>('/v1/ops/status');
    expect(body.data.sums.intake).toMatchObject({ unanswered: 0, balanced: true });
  });

  it('reports a thousand refused lines and counts all of them', async () => {
    const { report, ...counts } = await run(HEAD + 'x;y\n'.repeat(1_300));
    expect(counts).toMatchObject({ lines: 1_300, quarantined: 1_300 });
    expect(report.map(({ line }) => line)).toEqual(Array.from({ length: 1_000 }, (_, i) => i + 2));
  });

  it('goes on after a line that is too long for any batch', async () => {
    const long = `l-1;K;${'x'.repeat(3_000_000)};\n`;
    const report = await run(`${HEAD}${long}${rowsOf(2, 'l2')}`);
    expect(report).toMatchObject({
      lines: 3,
      accepted: 2,
      quarantined: 1,
      report: [{ line: 2, code: 'line-too-long' }],
    });
  });

  it('of nothing but a header is finished', async () => {
    expect(await run(HEAD)).toMatchObject({ lines: 0, accepted: 0, bytesRead: HEAD.length });
    expect(await run('', { type: 'application/x-ndjson' })).toMatchObject({ lines: 0, bytes: 0 });
  });

  it('with an invalid header is refused at once, and is listed as failed', async () => {
    const { status, body } = await send<Problem>('id;id;text\n');
    expect([status, body.code]).toEqual([400, 'csv-column-repeated']);
    const { body: list } = await ckm.ask<{ data: ImportReport[] }>('/v1/imports?limit=1');
    expect(list.data).toMatchObject([{ state: 'failed', failure: 'csv-column-repeated', lines: 0 }]);
  });

  it('with an invalid header is refused with the reason also where the failure cannot be stored', async () => {
    await site.sql(`ALTER TABLE capture.import ADD CONSTRAINT full_disk CHECK (state <> 'failed') NOT VALID`);
    try {
      const { status, body } = await send<Problem>('id;id;text\n');
      expect([status, body.code]).toEqual([400, 'csv-column-repeated']);
    } finally {
      await site.sql('ALTER TABLE capture.import DROP CONSTRAINT full_disk');
    }
  });
});

describe('a dry run', () => {
  it('reports what an import would refuse, and writes nothing', async () => {
    const before = [await countOf('events'), await countOf('quarantine'), await countOf('import')];
    const file = `${HEAD}${rowsOf(700, 'd')}d-0;;Zu laut.;\n`;
    const { status, body } = await send<{ data: ImportReport }>(file, { query: 'source=crm&dryRun=true' });
    expect(status).toBe(200);
    expect(body.data).toMatchObject({
      importId: null,
      state: 'finished',
      lines: 701,
      accepted: 700,
      refused: 1,
      quarantined: 0,
    });
    expect(body.data.report).toEqual([
      // Each third row holds a line break.
      { line: 935, code: 'event-invalid', detail: '/customerId is missing', pointer: '/customerId' },
    ]);
    expect([await countOf('events'), await countOf('quarantine'), await countOf('import')]).toEqual(before);
  });
});

describe('under an Idempotency-Key', () => {
  const options = { headers: { 'idempotency-key': 'monday' } };

  it('the same file is one import, another is refused', async () => {
    const first = await send(HEAD + rowsOf(3, 'k'), options);
    expect(await send(HEAD + rowsOf(3, 'k'), options)).toEqual(first);
    expect(await send<Problem>(HEAD + rowsOf(4, 'k'), options)).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
    expect(await send<Problem>(HEAD + rowsOf(3, 'k'), { ...options, query: 'source=erp' })).toMatchObject({
      status: 422,
    });
    expect(await finished(first.body.data.importId)).toMatchObject({ lines: 3, accepted: 3 });
  });

  it('the digest of a file is kept under the key of its tenant; one from before that is known, too', async () => {
    const file = HEAD + rowsOf(3, 'w');
    const wednesday = { headers: { 'idempotency-key': 'wednesday' } };
    const first = await send(file, wednesday);
    const digests = 'SELECT digest FROM capture.import WHERE import_id = $1';
    const [kept] = await site.sql<{ digest: string }>(digests, [first.body.data.importId]);
    const bare = createHmac('sha256', 'wednesday')
      .update(JSON.stringify(['text/csv', { source: 'crm' }]) + file)
      .digest('base64url');
    expect(kept!.digest).not.toBe(bare);
    await site.sql('UPDATE capture.import SET digest = $1 WHERE digest = $2', [bare, kept!.digest]);
    expect(await send(file, wednesday)).toEqual(first);
  });

  it('a file that failed may be sent again', async () => {
    const again = { headers: { 'idempotency-key': 'tuesday' } };
    expect(await send('id;text\n', again)).toMatchObject({ status: 400 });
    expect(await run(HEAD + rowsOf(2, 't'), again)).toMatchObject({ state: 'finished', accepted: 2, failure: null });
  });
});

describe('who may', () => {
  it('a tenant sees its own imports only, and their reports', async () => {
    const { importId } = await run(`${HEAD}x\n`, { query: 'source=ours' });
    expect(await ckm.ask(`/v1/imports/${importId}`, { tenant: 'globex' })).toMatchObject({ status: 404 });
    expect((await ckm.ask<{ data: unknown[] }>('/v1/imports', { tenant: 'globex' })).body.data).toEqual([]);
  });

  it('only a steward imports', async () => {
    const init = { method: 'POST', body: HEAD, headers: { 'content-type': 'text/csv' } };
    expect(await ckm.ask('/v1/imports?source=crm', { ...init, role: 'contributor' })).toMatchObject({ status: 403 });
  });

  it.each([
    ['no source', {}, 400, 'query-invalid'],
    ['a type that is none', { query: 'source=crm&type=tweet.sent' }, 400, 'query-invalid'],
    ['JSON', { query: 'source=crm', type: 'application/json' }, 415, 'media-type-unknown'],
  ])('nobody imports with %s', async (_, options, status, code) =>
    expect(await send<Problem>('{}', { query: '', ...options })).toMatchObject({ status, body: { code } }),
  );

  it('nobody imports what is compressed', async () =>
    expect(await send<Problem>(HEAD, { headers: { 'content-encoding': 'gzip' } })).toMatchObject({ status: 415 }));
});

it.each([['yesterday', '0a52b1d6-3333-5333-8333-000000000001'], ['2026-11-20T09:12:00Z', 'one'], ['one']])(
  'imports are not listed from a forged place: %s, %s',
  async (...place) => {
    const cursor = Buffer.from(JSON.stringify(place)).toString('base64url');
    expect(await ckm.ask(`/v1/imports?cursor=${cursor}`)).toMatchObject({
      status: 400,
      body: { code: 'cursor-invalid' },
    });
  },
);

it('imports are listed page by page, newest first', async () => {
  const list = async (query: string) =>
    (await ckm.ask<{ data: ImportReport[]; page: { next: string | null } }>(`/v1/imports${query}`)).body;
  const all = await list('');
  const first = await list('?limit=3');
  const second = await list(`?limit=100&cursor=${first.page.next}`);
  expect([...first.data, ...second.data]).toEqual(all.data);
  expect(second.page.next).toBeNull();
});
