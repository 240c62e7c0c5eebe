import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { lockHome } from './home-lock.js';
import { openKeys } from './secrets.js';
import { readSettings } from './settings.js';
import { up } from './up.js';

describe('a home on which ckm runs', () => {
  const home = mkdtempSync(join(tmpdir(), 'ckm-up-'));
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1_000)', 'ckm'], { stdio: 'ignore' });

  afterAll(() => {
    other.kill();
    rmSync(home, { recursive: true });
  });

  it('is reported with a link for the tenant that it runs for, whichever tenant is asked for', async () => {
    const settings = (tenant: string) => readSettings({ CKM_HOME: home, CKM_TENANT: tenant });
    await openKeys(settings('acme'));
    lockHome(settings('acme'));
    const running = join(home, 'running.json');
    writeFileSync(running, readFileSync(running, 'utf8').replace(String(process.pid), String(other.pid)));
    const said: string[] = [];
    const starter = {
      say: (line: string) => void said.push(line),
      isInteractive: true,
      shutdown: new AbortController(),
    };
    expect(await up(settings('globex'), starter)).toBeNull();
    const [address, token = ''] = said.join('\n').split('/#token=');
    expect(address).toBe('ckm runs already at http://127.0.0.1:3000');
    expect(decodeJwt(token)).toMatchObject({ tenant: 'acme', role: 'admin' });
  });
});
