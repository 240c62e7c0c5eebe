import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '@ckm/service/config';
import { readSettings } from './settings.js';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'ckm-settings-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const DATABASE_URL = 'postgres://admin@db:5432/ckm?sslmode=require';

it('the password of the database may be in a file', () => {
  const file = join(folder, 'password');
  writeFileSync(file, 'p@ss/word\n');
  const { databaseUrl } = readSettings({ DATABASE_URL, DATABASE_PASSWORD_FILE: file });
  expect(databaseUrl).toBe('postgres://admin:p%40ss%2Fword@db:5432/ckm?sslmode=require');
});

it('without such a file the URL is as it is', () => {
  expect(readSettings({ DATABASE_URL }).databaseUrl).toBe(DATABASE_URL);
  expect(readSettings({}).databaseUrl).toBeNull();
});

it('a missing file is reported with the name of its variable', () =>
  expect(() => readSettings({ DATABASE_URL, DATABASE_PASSWORD_FILE: join(folder, 'none') })).toThrow(
    'DATABASE_PASSWORD_FILE names a file that cannot be read',
  ));

it.each([
  [undefined, '127.0.0.1', 'http://127.0.0.1:80'],
  ['192.168.1.5', '192.168.1.5', 'http://192.168.1.5:80'],
  ['0.0.0.0', '0.0.0.0', 'http://127.0.0.1:80'],
  ['::', '::', 'http://127.0.0.1:80'],
  ['::1', '::1', 'http://[::1]:80'],
  ['shop.local', 'shop.local', 'http://shop.local:80'],
])('with CKM_HOST=%s the console listens at %s, and is found at %s', (CKM_HOST, host, url) =>
  expect(readSettings({ CKM_HOST, CKM_PORT: '80' })).toMatchObject({ host, url }),
);

it.each<[variable: string, value: string]>([
  ['CKM_DEMO', 'yes'],
  ['CKM_DEMO', ''],
  ['CKM_PORT', 'http'],
  ['CKM_PORT', '65536'],
  ['CKM_PORT', '-1'],
  ['CKM_PORT', '80.5'],
  ['CKM_HOST', ''],
  ['CKM_HOST', 'two words'],
  ['CKM_HOST', '192.168.1.5:3000'],
  ['CKM_TENANT', 'Büro'],
  ['CKM_TENANT', '../demo'],
  ['CKM_TENANT', 'a'.repeat(64)],
  ['TRANSPORT', 'Kafka'],
  ['TRANSPORT', 'rabbitmq'],
  ['CKM_OIDC_ISSUER', 'ftp://id.example'],
  ['CKM_OIDC_ISSUER', 'http://localhost.id.example'],
  ['CKM_RATE_KEY', '-3'],
  ['CKM_RATE_KEY', '1e400'],
  ['CKM_RATE_TENANT', 'NaN'],
  ['CKM_REWRITE_AFTER', '1.5'],
  ['CKM_WEBHOOK_ALLOW', 'intranet'],
  ['LOG_LEVEL', 'verbose'],
  ['DATABASE_URL', 'postgres://admin:pa/ss#w0rd@db:5432/ckm'],
  ['VAULT_DATABASE_URL', 'postgres://vault:pa/ss#w0rd@db:5432/ckm'],
])('%s=%s is refused before anything starts, in one line that does not tell the value', (variable, value) => {
  const reading = (): unknown => readSettings({ [variable]: value });
  expect(reading).toThrow(ConfigError);
  expect(reading).toThrow(new RegExp(`^${variable} [^\\n]+$`));
  if (value.length > 4) expect(reading).not.toThrow(value);
});
