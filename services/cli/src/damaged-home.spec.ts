import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressOf, lockHome } from './home-lock.js';
import { openAdminToken, openKeys } from './secrets.js';
import { readSettings } from './settings.js';

describe('a home with a truncated file', () => {
  let home: string;
  const file = (name: string): string => join(home, name);
  const settings = () => readSettings({ CKM_HOME: home });
  const open = async () => {
    await openKeys(settings());
    await openAdminToken(settings());
  };

  beforeEach(() => void (home = mkdtempSync(join(tmpdir(), 'ckm-cut-off-'))));
  afterEach(() => rmSync(home, { recursive: true }));

  it.each(['', '{"pid":12,"addr'])('counts as unlocked with %j as running.json', text => {
    writeFileSync(file('running.json'), text);
    expect(addressOf(home)).toBeNull();
    expect(lockHome(settings())).toBeNull();
    expect(addressOf(home)).toBe('http://127.0.0.1:3000');
  });

  it.each(['signing.key', 'jwks.json'])('is not opened with a truncated %s, which the error names', async name => {
    await open();
    const whole = readFileSync(file(name), 'utf8');
    writeFileSync(file(name), whole.slice(0, -9));
    const failure: unknown = await open().catch((error: unknown) => error);
    expect(String(failure)).toContain(`${file(name)} is cut off`);
    expect(String(failure)).not.toContain(whole.slice(-30, -9));
    writeFileSync(file(name), whole);
    await open();
  });

  it.each(['{"keys":[{"kid":"another"}]}', '{}', 'null'])('is not opened where jwks.json is %s', async other => {
    await open();
    writeFileSync(file('jwks.json'), other);
    await expect(open()).rejects.toThrow(`${file('jwks.json')} does not hold what tokens of ${file('signing.key')}`);
  });

  it.each(['master.key', 'signing.key', 'jwks.json', 'admin.token', 'running.json'])(
    'has no truncated %s where writing it failed',
    async name => {
      // As a full disk, it stops the file before it has its name.
      mkdirSync(file(`${name}.${process.pid}`));
      const written = open().then(() => lockHome(settings()));
      await expect(written).rejects.toThrow('EISDIR');
      expect(readdirSync(home)).not.toContain(name);
    },
  );
});
