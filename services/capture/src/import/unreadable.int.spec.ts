import { eventually } from '@ckm/backing-services';
import { ckm, serveBeforeAll, site } from '../fixture/one-site.js';
import type { ImportReport } from './report.js';

const SENT = 'id;customerId;text\nu-1;K-1;Der Einzug quietscht.\nu-2;K-2\n';

serveBeforeAll();

const send = async (headers = {}): Promise<string> => {
  const init = { method: 'POST', body: SENT, headers: { 'content-type': 'text/csv', ...headers } };
  return (await ckm.ask<{ data: { importId: string } }>('/v1/imports?source=crm', init)).body.data.importId;
};
const reported = (importId: string, expected: Partial<ImportReport>): Promise<void> =>
  eventually(async () => {
    const { body } = await ckm.ask<{ data: ImportReport }>(`/v1/imports/${importId}`);
    expect(body.data).toMatchObject(expected);
  });

/** One that was received whole, waits for longer than any other, and has these pieces left: where each begins, and its bytes. */
async function leave(importId: string, pieces: [at: number, sealed: string][]): Promise<void> {
  const name = ['globex', importId];
  for (const [at, sealed] of pieces)
    await site.sql('INSERT INTO capture.import_chunk VALUES ($1, $2, $3, 10, $4)', [...name, at, Buffer.from(sealed)]);
  await site.sql(
    `INSERT INTO capture.import (tenant_id, import_id, actor, source, state, started_at, moved_at, line_format, bytes)
     VALUES ($1, $2, 'ben', 'lost', 'running', now(), now() - interval '1 day', '{"source":"lost","type":"call.noted","csv":null}', 30)`,
    name,
  );
}

describe('an import that cannot be read any more', () => {
  it.each<[what: string, pieces: [number, string][], failure: string]>([
    ['its key is gone', [[0, 'sealed:1:0a52b1d6-3333-4333-8333-000000000003:words']], 'import-unreadable'],
    ['nothing of it is there', [], 'import-unreadable'],
    [
      'its beginning is not there',
      [
        [10, 'none of ours'],
        [20, ''],
      ],
      'import-unreadable',
    ],
    [
      'its bytes are others',
      [
        [0, 'these are none of ours'],
        [10, ''],
        [20, ''],
      ],
      'internal-error',
    ],
  ])('has failed, and those of others go on: %s', async (_, pieces, failure) => {
    const lost = crypto.randomUUID();
    await leave(lost, pieces);
    await reported(await send(), { state: 'finished', lines: 2 });
    const report = await ckm.ask<{ data: ImportReport }>(`/v1/imports/${lost}`, { tenant: 'globex' });
    expect(report.body.data).toMatchObject({ state: 'failed', failure, lines: 0 });
    expect(await site.sql('SELECT first_byte FROM capture.import_chunk')).toEqual([]);
  });

  it('may be sent again under its Idempotency-Key, and is counted anew', async () => {
    const monday = { 'idempotency-key': 'monday' };
    const importId = await send(monday);
    const whole = { state: 'finished', lines: 2, accepted: 0, duplicates: 1, quarantined: 1, failure: null } as const;
    await reported(importId, whole);
    await site.sql(`UPDATE capture.import SET state = 'running', bytes = bytes + 1 WHERE import_id = $1`, [importId]);
    await reported(importId, { state: 'failed', failure: 'import-unreadable', lines: 2 });
    expect(await send(monday)).toBe(importId);
    await reported(importId, whole);
  });
});
