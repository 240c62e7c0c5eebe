import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { consoleLink } from './console-link.js';
import { openAdminToken, openKeys } from './secrets.js';
import { readSettings } from './settings.js';
import { signToken } from './sign-token.js';

const HOUR = 3_600;
const DAY = 24 * HOUR;
const URL = 'http://127.0.0.1:3000';

describe('a home with keys', () => {
  let home: string;
  const settings = (env = {}) => readSettings({ CKM_HOME: home, ...env });
  const file = (name: string): string => join(home, name);
  const lastsSeconds = (token: string): number => (decodeJwt(token).exp ?? 0) - Date.now() / 1_000;

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'ckm-token-'));
    await openKeys(settings());
  });
  afterEach(() => rmSync(home, { recursive: true }));

  it('gets one token of its administrator, for 90 days, however often it is started', async () => {
    const token = await openAdminToken(settings());
    expect(readFileSync(file('admin.token'), 'utf8')).toBe(token);
    expect(statSync(file('admin.token')).mode & 0o777).toBe(0o600);
    expect(decodeJwt(token)).toMatchObject({ tenant: 'demo', role: 'admin' });
    expect(Math.abs(lastsSeconds(token) - 90 * DAY)).toBeLessThan(60);
    // A token that is signed in another second is another one.
    writeFileSync(file('admin.token'), await signed('89d'));
    const kept = readFileSync(file('admin.token'), 'utf8');
    expect(await openAdminToken(settings())).toBe(kept);
    expect(readFileSync(file('admin.token'), 'utf8')).toBe(kept);
  });

  const signed = (expires: string, claims = {}) =>
    signToken(home, { tenantId: 'demo', role: 'admin', subject: 'admin', expires, ...claims });

  it.each([
    ['ends within the month', () => signed('29d')],
    ['may less', () => signed('89d', { role: 'steward' })],
    ['is of another tenant', () => signed('89d', { tenantId: 'another' })],
    ['is none', () => Promise.resolve('')],
  ])('gets another one where the stored one %s', async (_, make) => {
    writeFileSync(file('admin.token'), await make());
    const token = await openAdminToken(settings());
    expect(readFileSync(file('admin.token'), 'utf8')).toBe(token);
    expect(decodeJwt(token)).toMatchObject({ tenant: 'demo', role: 'admin' });
    expect(lastsSeconds(token)).toBeGreaterThan(89 * DAY);
  });

  it('gets another one where the key that signed it was removed', async () => {
    const before = await openAdminToken(settings());
    rmSync(file('signing.key'));
    await openKeys(settings());
    await openAdminToken(settings());
    expect(readFileSync(file('admin.token'), 'utf8')).not.toBe(before);
  });

  it('shows a link on a terminal that expires within a day', async () => {
    const [address = '', token = ''] = (await consoleLink(settings(), URL, true)).split('/#token=');
    expect(address).toBe(URL);
    expect(decodeJwt(token)).toMatchObject({ tenant: 'demo', role: 'admin' });
    expect(lastsSeconds(token)).toBeLessThan(13 * HOUR);
    expect(lastsSeconds(token)).toBeGreaterThan(11 * HOUR);
  });

  it('writes no token into output that is kept, but which file holds it', async () =>
    expect(await consoleLink(settings(), URL, false)).toBe(`${URL} (the token is in ${file('admin.token')})`));
});
