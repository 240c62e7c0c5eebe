import { ConfigError } from '@ckm/service/config';
import { readSettings } from './settings.js';

it.each<[variable: string, value: string]>([
  ['CKM_DEMO', 'yes'],
  ['CKM_DEMO', ''],
  ['CKM_PORT', 'http'],
  ['CKM_PORT', '65536'],
  ['CKM_PORT', '-1'],
  ['CKM_PORT', '80.5'],
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
])('%s=%s is refused before anything starts, in one line that does not tell the value', (variable, value) => {
  const reading = (): unknown => readSettings({ [variable]: value });
  expect(reading).toThrow(ConfigError);
  expect(reading).toThrow(new RegExp(`^${variable} [^\\n]+$`));
  if (value.length > 4) expect(reading).not.toThrow(value);
});
