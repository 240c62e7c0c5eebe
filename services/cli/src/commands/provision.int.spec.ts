import { execFile, execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseEnv, promisify } from 'node:util';
import { type TestPostgres, testPostgres } from '@ckm/backing-services';
import { SERVICES } from '@ckm/contracts/services';
import { type Environment, readServiceConfig } from '@ckm/service/config';
import { Stub } from '../fixture/stub.js';

describe('ckm provision', () => {
  let postgres: TestPostgres;
  let ckm: Stub;
  let folder: string;

  /** What `node --env-file` makes of the file that it writes. */
  const written = async (env: Environment = {}, out?: string): Promise<Environment> => {
    ckm.env = { DATABASE_URL: postgres.url, ...env };
    const given = out ? ['--out', out] : [];
    expect(await ckm.ckm('provision', ...given)).toMatchObject({ code: 0, complained: '' });
    return parseEnv(readFileSync(out ?? join(ckm.home, 'services.env'), 'utf8'));
  };

  beforeAll(async () => (postgres = await testPostgres()));
  beforeEach(async () => {
    ckm = await Stub.open();
    folder = mkdtempSync(join(tmpdir(), 'ckm-provision-'));
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await ckm.close();
  });
  afterAll(() => postgres?.stop());

  it.each(SERVICES)('writes all that %s needs, as the manual says it is', async service => {
    const config = readServiceConfig(service, { ...(await written()), PORT: '0' });
    expect(config).toMatchObject({ service, erasuresFile: join(ckm.home, 'erasures.ndjson') });
  });

  it('names the register of erasures by its absolute path', async () =>
    expect(await written({ CKM_ERASURES_FILE: 'kept/erasures.ndjson' })).toMatchObject({
      CKM_ERASURES_FILE: resolve('kept/erasures.ndjson'),
    }));

  it('leaves the signing key in the home, where the other files are to be elsewhere', async () => {
    const kept = readdirSync(ckm.home);
    const [services, everybody] = ['services', 'everybody'].map(name => mkdtempSync(join(folder, name)));
    const files = {
      CKM_MASTER_KEY_FILE: join(services!, 'master.key'),
      CKM_JWKS_FILE: join(everybody!, 'jwks.json'),
    };
    expect(await written(files, join(services!, 'services.env'))).toMatchObject(files);
    expect(readdirSync(ckm.home).filter(file => !kept.includes(file))).toEqual(['signing.key']);
    expect([readdirSync(services!), readdirSync(everybody!)]).toEqual([['master.key', 'services.env'], ['jwks.json']]);
    expect(readFileSync(files.CKM_JWKS_FILE, 'utf8')).not.toContain('"d"');
  });

  it.each(['ckm #2', "o'neil\\new #2", "'`#"])('writes paths so that they are read as they are: %j', async name => {
    const file = join(folder, name, 'erasures.ndjson');
    expect(await written({ CKM_ERASURES_FILE: file })).toMatchObject({ CKM_ERASURES_FILE: file });
  });

  it('refuses a path that could not be read again', async () => {
    ckm.env = { DATABASE_URL: postgres.url, CKM_ERASURES_FILE: join(folder, `'"\``) };
    expect(await ckm.ckm('provision')).toMatchObject({ code: 2, said: [] });
  });

  it('lets nobody else read the logins, even where the file existed before', async () => {
    const file = join(ckm.home, 'services.env');
    writeFileSync(file, '', { mode: 0o644 });
    await written();
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('writes them where --out is a link to a file', async () => {
    const [link, file] = [join(folder, 'link'), join(folder, 'services.env')];
    symlinkSync(file, link);
    await written({}, link);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain('CAPTURE_DATABASE_URL=');
  });

  it('writes them to the program that reads where --out is a pipe', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const read = promisify(execFile)('cat', [pipe], { timeout: 10_000 });
    ckm.env = { DATABASE_URL: postgres.url };
    expect(await ckm.ckm('provision', '--out', pipe)).toMatchObject({ code: 0, said: [pipe] });
    expect((await read).stdout).toContain('CAPTURE_DATABASE_URL=');
  });

  it('writes no token where provisioning failed', async () => {
    ckm.env = { DATABASE_URL: 'postgres://admin@127.0.0.1:9/ckm', CKM_HOME: folder };
    expect((await ckm.ckm('provision')).code).not.toBe(0);
    expect(readdirSync(folder)).not.toContain('admin.token');
  });

  it('makes every token void where the key that signed them was removed', async () => {
    const { CKM_JWKS_FILE: file } = await written();
    const before = readFileSync(file!, 'utf8');
    await written();
    expect(readFileSync(file!, 'utf8')).toBe(before);
    rmSync(join(ckm.home, 'signing.key'));
    await written();
    expect(readFileSync(file!, 'utf8')).not.toBe(before);
  });

  it('writes the public key of the signing key to another file when CKM_JWKS_FILE names one', async () => {
    const { CKM_JWKS_FILE: before } = await written();
    const elsewhere = join(folder, 'elsewhere.json');
    expect(await written({ CKM_JWKS_FILE: elsewhere })).toMatchObject({ CKM_JWKS_FILE: elsewhere });
    expect(readFileSync(elsewhere, 'utf8')).toBe(readFileSync(before!, 'utf8'));
  });
});
