import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkOwnWeights } from '@ckm/enrichment/analysis';
import { readModelConfig } from '@ckm/enrichment/model-config';
import type { Environment } from '@ckm/service/config';

/** A folder with the files that variables name. */
export function fillFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ckm-variables-'));
  writeFileSync(join(folder, 'jwks.json'), '{"keys":[]}');
  writeFileSync(join(folder, 'master.key'), Buffer.alloc(32, 7).toString('base64'));
  writeFileSync(join(folder, 'manifest.json'), '{"files":{}}');
  writeFileSync(join(folder, 'model.key'), 'secret');
  return folder;
}

/** A value that the code accepts for the variable. @param folder of fillFolder */
export function valueOf(name: string, transport: string, folder: string): string {
  const known: Environment = {
    TRANSPORT: transport,
    PORT: '8080',
    CKM_TENANT: 'acme',
    CKM_URL: 'https://ckm.example.com',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
    CKM_JWKS_FILE: join(folder, 'jwks.json'),
    CKM_MASTER_KEY_FILE: join(folder, 'master.key'),
    KAFKA_SSL_CA: join(folder, 'jwks.json'),
    KAFKA_SASL_MECHANISM: 'plain',
    KAFKA_BROKERS: 'kafka:9092',
    CKM_OIDC_ISSUER: 'https://id.example.com',
    CKM_RATE_KEY: '300',
    CKM_RATE_TENANT: '3000',
    CKM_REWRITE_AFTER: '3600',
    CKM_WEBHOOK_ALLOW: 'hooks:8443',
    CKM_WEIGHTS: folder,
    DATABASE_PASSWORD_FILE: join(folder, 'model.key'),
    INTERPRETER: 'openai',
    INTERPRETER_API_KEY_FILE: join(folder, 'model.key'),
    INTERPRETER_BASE_URL: 'https://models.example.com/v1',
    INTERPRETER_TIMEOUT: '20',
    LOG_LEVEL: 'info',
  };
  return known[name] ?? (name.endsWith('DATABASE_URL') ? 'postgres://postgres@postgres:5432/ckm' : 'any');
}

/** The names of the variables that `read` looks up. @throws what `read` throws, such as for one that it needs and does not find */
export function variablesReadBy(read: (env: Environment) => unknown, env: Environment): string[] {
  const asked = new Set<string>();
  read(new Proxy(env, { get: (of, name: string) => (asked.add(name), of[name]) }));
  return [...asked];
}

/** What enrichment reads in addition to what every service reads. */
export function readEnrichmentSettings(env: Environment): void {
  readModelConfig(env);
  checkOwnWeights(env);
}
