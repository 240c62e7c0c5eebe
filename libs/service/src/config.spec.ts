import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, type Environment, readServiceConfig } from './config.js';

let folder: string;
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const good = (): Environment => ({
  PORT: '0',
  CAPTURE_DATABASE_URL: 'postgres://capture@127.0.0.1/ckm',
  VAULT_DATABASE_URL: 'postgres://vault@127.0.0.1/ckm',
  TRANSPORT_DATABASE_URL: 'postgres://transport@127.0.0.1/ckm',
  CKM_MASTER_KEY_FILE: file('master.key', Buffer.alloc(32, 7).toString('base64')),
  CKM_JWKS_FILE: file('jwks.json', '{"keys":[]}'),
  CKM_ERASURES_FILE: join(folder, 'erasures.ndjson'),
});
const read = (changed: Environment) => readServiceConfig('capture', { ...good(), ...changed });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ckm-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('what is not set is as the manual says', () => {
  expect(read({})).toMatchObject({
    tenantId: 'demo',
    host: '127.0.0.1',
    kafka: null,
    webhookAllow: [],
    logLevel: 'info',
    rewriteAfterMs: 3_600_000,
    access: { openId: null, rates: { key: 300, tenant: 3_000 } },
  });
});

it('a process has a name of its own among those of its host, and the same after a restart', () => {
  const name = (env: Environment) => read(env).instance;
  expect(name({ PORT: '8081' })).toBe(name({ PORT: '8081' }));
  expect(name({ PORT: '8081' })).not.toBe(name({ PORT: '8082' }));
  expect(name({ PORT: '0' })).toContain(String(process.pid));
  expect(name({ CKM_INSTANCE: 'the first' })).toBe('the first');
});

it('the address that users know has no slash at its end: paths are put behind it', () => {
  expect(read({ CKM_URL: 'https://ckm.example/' }).publicUrl).toBe('https://ckm.example');
  expect(read({ CKM_URL: '' }).publicUrl).toBeNull();
});

it('an OpenID provider is known by its issuer, and its claims by the names it gives them', () => {
  const { access } = read({ CKM_OIDC_ISSUER: 'https://id.example/realms/shop', CKM_OIDC_ROLE_CLAIM: 'groups' });
  expect(access.openId).toEqual({
    ...{ name: 'https://id.example/realms/shop', audience: 'ckm', tenant: 'tenant', role: 'groups' },
  });
});

it.each<[variable: string, value: string | undefined]>([
  ['PORT', 'three thousand'],
  ['PORT', '70000'],
  ['PORT', '-1'],
  ['CKM_TENANT', 'Acme GmbH'],
  ['CKM_TENANT', ''],
  ['CKM_TENANT', '-acme'],
  ['CAPTURE_DATABASE_URL', undefined],
  ['VAULT_DATABASE_URL', ''],
  ['TRANSPORT_DATABASE_URL', undefined],
  ['CAPTURE_DATABASE_URL', 'postgres://ckm_capture:pa/ss#w0rd@db:5432/ckm'],
  ['VAULT_DATABASE_URL', 'postgres://ckm_vault:pa/ss#w0rd@db:5432/ckm'],
  ['TRANSPORT_DATABASE_URL', 'postgres://ckm_transport:pa/ss#w0rd@db:5432/ckm'],
  ['TRANSPORT', 'rabbitmq'],
  ['CKM_MASTER_KEY_FILE', undefined],
  ['CKM_MASTER_KEY_FILE', '/nowhere/at/all'],
  ['CKM_JWKS_FILE', '/nowhere/at/all'],
  ['CKM_ERASURES_FILE', undefined],
  ['CKM_WEBHOOK_ALLOW', 'http://10.0.0.1'],
  ['CKM_WEBHOOK_ALLOW', '10.0.0.1'],
  ['LOG_LEVEL', 'verbose'],
  ['LOG_LEVEL', ''],
  ['CKM_OIDC_ISSUER', 'id.example'],
  ['CKM_OIDC_ISSUER', 'http://id.example'],
  ['CKM_OIDC_ISSUER', 'http://127.0.0.1.id.example/'],
  ['CKM_OIDC_ISSUER', 'https://'],
  ['CKM_RATE_KEY', '0'],
  ['CKM_RATE_KEY', 'many'],
  ['CKM_RATE_TENANT', '1.5'],
  ['CKM_URL', 'ckm.example'],
  ['CKM_URL', 'ftp://ckm.example'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
  ['CKM_REWRITE_AFTER', ''],
  ['CKM_REWRITE_AFTER', '1h'],
  ['CKM_REWRITE_AFTER', '-60'],
])('%s=%s is refused in one line that names the variable and not the value', (variable, value) => {
  const reading = (): unknown => read({ [variable]: value });
  expect(reading).toThrow(ConfigError);
  expect(reading).toThrow(new RegExp(`^${variable} [^\\n]+$`));
  if (value && value.length > 3) expect(reading).not.toThrow(value);
});

it.each<[variable: string, changed: Environment]>([
  ['KAFKA_BROKERS', {}],
  ['KAFKA_BROKERS', { KAFKA_BROKERS: 'kafka://broker:9092' }],
  ['KAFKA_BROKERS', { KAFKA_BROKERS: 'broker' }],
  ['KAFKA_SSL_CA', { KAFKA_BROKERS: 'b:1', KAFKA_SSL_CA: '/nowhere' }],
  ['KAFKA_SASL_MECHANISM', { KAFKA_BROKERS: 'b:1', KAFKA_SASL_MECHANISM: 'gssapi' }],
  ['KAFKA_SASL_USERNAME', { KAFKA_BROKERS: 'b:1', KAFKA_SASL_MECHANISM: 'plain' }],
  ['KAFKA_SASL_PASSWORD', { KAFKA_BROKERS: 'b:1', KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'ckm' }],
])('of a Kafka, %s is asked for, given %p', (variable, changed) => {
  expect(() => read({ TRANSPORT: 'kafka', ...changed })).toThrow(new RegExp(`^${variable} `));
});

it.each<[what: string, variable: string, text: string, problem: string]>([
  ['a master key that is short', 'CKM_MASTER_KEY_FILE', 'c2hvcnQ=', 'must hold 32 bytes in base64'],
  ['an empty master key', 'CKM_MASTER_KEY_FILE', '', 'must hold 32 bytes in base64'],
  ['a set without keys', 'CKM_JWKS_FILE', '{"kid":"1"}', 'must hold a JSON Web Key Set'],
  ['keys that are no JSON', 'CKM_JWKS_FILE', 'none', 'must hold a JSON Web Key Set'],
])('%s is refused', (_, variable, text, problem) => {
  expect(() => read({ [variable]: file('odd', text) })).toThrow(`${variable} ${problem}`);
});
