import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@ckm/backing-services';
import { ckm, countOf, serveBeforeAll, site } from '../fixture/one-site.js';
import type { ImportReport } from './report.js';

serveBeforeAll();

const ROWS = `id;customerId;text\n${Array.from({ length: 20_000 }, (_, i) => `u-${i};K-${i};Der Einzug quietscht.\n`).join('')}`;

/** An upload that goes on until it is ended. */
const begin = (query: string, headers = {}) => {
  const authorization = `Bearer ${site.token()}`;
  const sending = request(`${ckm.url}/v1/imports?${query}`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'text/csv', ...headers },
  });
  return sending.on('error', () => undefined);
};

/** One whose receiver is gone. */
const leave = (importId: string): Promise<unknown> =>
  site.sql(
    `INSERT INTO capture.import (tenant_id, import_id, actor, source, state, started_at, moved_at)
     VALUES ('acme', $1, 'ann', 'gone', 'receiving', now(), now() - interval '5 minutes')`,
    [importId],
  );
/** Within less than the ten seconds after which a lock of `site.sql` is gone. */
const givenUp = (importId: string): Promise<void> =>
  eventually(
    async () =>
      expect(await ckm.ask(`/v1/imports/${importId}`)).toMatchObject({
        body: { data: { state: 'failed', failure: 'import-interrupted' } },
      }),
    8_000,
  );

describe('an upload that breaks off', () => {
  it('has failed, and nothing of it was taken', async () => {
    const before = await countOf('events');
    const sending = begin('source=broken');
    sending.write(ROWS);
    await eventually(async () => expect(await countOf('import_chunk')).toBeGreaterThan(0));
    sending.destroy();
    await eventually(async () => {
      const { body } = await ckm.ask<{ data: ImportReport[] }>('/v1/imports?limit=1');
      expect(body.data).toMatchObject([{ source: 'broken', state: 'failed', failure: 'import-interrupted', lines: 0 }]);
    });
    await pause(500);
    expect([await countOf('import_chunk'), await countOf('events')]).toEqual([0, before]);
  });

  it('is failed by another process when its own has died', async () => {
    await leave('a3b1c9d2-4e5f-4678-9abc-def012345678');
    await givenUp('a3b1c9d2-4e5f-4678-9abc-def012345678');
  });

  it('is answered as still being received when it is sent again meanwhile, not as another file', async () => {
    const sent = () => begin('source=crm', { 'idempotency-key': 'wednesday' });
    const first = sent();
    first.write(ROWS);
    await eventually(async () => expect(await countOf('import_chunk')).toBeGreaterThan(0));
    const again = sent();
    const answered = once(again, 'response') as Promise<[{ statusCode: number }]>;
    // More than any buffer on the way holds: it is being read.
    await new Promise(resolve => again.write(Buffer.alloc(32 * 1024 ** 2, '\n'), resolve));
    first.destroy();
    await eventually(async () => expect(await countOf('import_chunk')).toBe(0));
    again.end();
    expect((await answered)[0].statusCode).toBe(409);
  });

  it('is failed even while another import is being read', async () => {
    const init = { method: 'POST', body: ROWS, headers: { 'content-type': 'text/csv' } };
    const { body } = await ckm.ask<{ data: { importId: string } }>('/v1/imports?source=whole', init);
    await leave('b3b1c9d2-4e5f-4678-9abc-def012345678');
    await site.sql('BEGIN');
    const read = `SELECT FROM capture.import WHERE import_id = $1 AND state = 'running' FOR UPDATE`;
    expect(await site.sql(read, [body.data.importId])).toHaveLength(1);
    await givenUp('b3b1c9d2-4e5f-4678-9abc-def012345678').finally(() => site.sql('ROLLBACK'));
  });
});
