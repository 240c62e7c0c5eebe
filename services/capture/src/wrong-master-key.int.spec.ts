import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture } from './capture.module.js';
import { makeSite, type Site } from './fixture/site.js';

let site: Site;
const folder = mkdtempSync(join(tmpdir(), 'ckm-key-'));

beforeAll(async () => {
  site = await makeSite();
});
afterAll(async () => {
  await site?.close();
  rmSync(folder, { recursive: true });
});

it('a service does not start with a master key that does not open the keys of its vault', async () => {
  const said = JSON.stringify({ customerId: 'K-1', text: 'Der Einzug quietscht.' });
  const first = await site.serve();
  const sending = { method: 'POST', headers: { 'content-type': 'application/json' }, body: said };
  expect((await first.ask('/v1/items', sending)).status).toBe(202);
  await first.stop();
  const other = join(folder, 'other.key');
  writeFileSync(other, Buffer.alloc(32, 8).toString('base64'));
  await expect(site.serve(capture, { CKM_MASTER_KEY_FILE: other })).rejects.toThrow(
    'CKM_MASTER_KEY_FILE does not open the keys of this vault',
  );
});
