import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from '@ckm/backing-services';
import { forget, type Installation, startInstallation } from './installation.js';

const README = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The commands of the manual: every block but the one that names `npm start`. */
const blocks = [...README.matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
  .map(([, block = '']) => block)
  .filter(block => !block.startsWith('npm '));

describe('The commands of the README', () => {
  let ckm: Installation;
  let folder: string;

  beforeAll(async () => {
    ckm = await startInstallation();
    folder = mkdtempSync(join(tmpdir(), 'ckm-readme-'));
  });

  afterAll(async () => {
    await ckm?.stop();
    if (ckm) forget(ckm.home);
    rmSync(folder, { recursive: true, force: true });
  });

  it('are there for sending, subscribing, analysing and operating', () =>
    expect(blocks.map(block => /curl|npx ckm/.test(block))).toEqual([true, true, true, true]));

  it('run as they are printed, one after the other', () => {
    // Only places differ: the port, the home, and where the file lies.
    const script = blocks
      .join('')
      .replaceAll('http://127.0.0.1:3000', ckm.url)
      .replaceAll('.ckm/', `${ckm.home}/`)
      .replaceAll('customers.csv', join(folder, 'customers.csv'))
      .replaceAll('texts.ndjson', join(folder, 'texts.ndjson'))
      .replaceAll('mentions.ndjson', join(folder, 'mentions.ndjson'))
      .replaceAll('curl -sS', 'curl -sSf');
    const { status, stdout, stderr } = spawnSync('bash', ['-eu', '-c', script], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: folder, CKM_HOME: ckm.home },
    });
    expect([status, stderr]).toEqual([0, expect.any(String)]);
    expect(stdout).toContain('"itemId"');
    expect(stdout).toContain('{"id":2,"cluster":1,"name":"lid of the kettle"}');
    expect(stdout).toContain('{"id":2,"duplicateOf":1}');
    expect(stdout).toContain('{"theme":"lids",');
    expect(stdout).toContain('/erasures/');
  });

  it('search for something that they sent', async () => {
    const [, words = ''] = /'q=([^']+)'/.exec(README) ?? [];
    const search = `/v1/search?language=de&q=${encodeURIComponent(words)}`;
    await eventually(async () =>
      expect(await ckm.data(search)).toMatchObject([{ text: expect.stringContaining('Drucker') as string }]),
    );
  });
});
