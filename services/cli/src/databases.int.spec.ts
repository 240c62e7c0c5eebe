import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabases } from './databases.js';
import { openAdminToken, openKeys } from './secrets.js';
import { readSettings } from './settings.js';

describe('a home with a token', () => {
  let home: string;
  const settings = () => readSettings({ CKM_HOME: home });
  const file = (name: string): string => join(home, name);
  /** Of PostgreSQL that is started here, and stopped. */
  const open = async (): Promise<void> => {
    const databases = await openDatabases(settings(), await openKeys(settings()), () => undefined);
    await databases.stop();
  };
  const gone = () => `The data in ${file('postgres/data')} are gone: put them back, or set DATABASE_URL`;

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'ckm-databases-'));
    // Root's PostgreSQL runs as another user.
    chmodSync(home, 0o755);
    await openKeys(settings());
    await openAdminToken(settings());
  });
  afterEach(() => rmSync(home, { recursive: true }));

  it('gets a new database, as after "ckm provision", but only once', async () => {
    await open();
    rmSync(file('postgres'), { recursive: true });
    await expect(open()).rejects.toThrow(gone());
    expect(existsSync(file('postgres'))).toBe(false);
  });

  it('counts as having had data where it has the log of a service, as homes of earlier versions do', async () => {
    mkdirSync(file('logs'));
    writeFileSync(file('logs/capture.log'), '');
    await expect(open()).rejects.toThrow(gone());
  });
});
