import { isIPv6 } from 'node:net';
import { resolve } from 'node:path';
import { SERVICES } from '@ckm/contracts/services';
import {
  ConfigError,
  type Environment,
  readHost,
  readKafkaConfig,
  readLogLevel,
  readOpenId,
  readPort,
  readRates,
  readRewriteAfter,
  readTenant,
  readText,
  readWebhookAllow,
  required,
} from '@ckm/service/config';

export interface Settings {
  /** The folder of this installation: data, keys, logs. */
  home: string;
  /** Where the console listens. */
  host: string;
  port: number;
  /** The console's, as reached from this machine. */
  url: string;
  tenantId: string;
  demo: boolean;
  masterKeyFile: string;
  /** The public key of tokens, which is all that is needed to verify them. */
  jwksFile: string;
  erasuresFile: string;
  transport: 'postgres' | 'kafka';
  /** Null: a PostgreSQL is started in the home. */
  databaseUrl: string | null;
  env: Environment;
}

const EVERYWHERE = ['0.0.0.0', '::'];

/** Checks every setting, also those that only the services use, before anything is started. @throws ConfigError */
export function readSettings(env: Environment): Settings {
  const home = homeOf(env);
  if (env.CKM_DEMO !== undefined && !['0', '1'].includes(env.CKM_DEMO))
    throw new ConfigError('CKM_DEMO', 'must be 0 or 1');
  readOpenId(env);
  readRates(env);
  readRewriteAfter(env);
  readWebhookAllow(env);
  readLogLevel(env);
  readOwnUrls(env);
  const [host, port] = [readHost(env), readPort(env, 'CKM_PORT', 3000)];
  return {
    home,
    host,
    port,
    url: urlOf(host, port),
    tenantId: readTenant(env),
    demo: env.CKM_DEMO !== '0',
    masterKeyFile: resolve(env.CKM_MASTER_KEY_FILE ?? `${home}/master.key`),
    jwksFile: resolve(env.CKM_JWKS_FILE ?? `${home}/jwks.json`),
    erasuresFile: resolve(env.CKM_ERASURES_FILE ?? `${home}/erasures.ndjson`),
    transport: readKafkaConfig(env) ? 'kafka' : 'postgres',
    databaseUrl: readDatabaseUrl(env),
    env,
  };
}

export const homeOf = (env: Environment): string => resolve(env.CKM_HOME ?? '.ckm');

function urlOf(host: string, port: number): string {
  const reached = EVERYWHERE.includes(host) ? '127.0.0.1' : host;
  const url = `http://${isIPv6(reached) ? `[${reached}]` : reached}:${port}`;
  if (!URL.canParse(url)) throw new ConfigError('CKM_HOST', 'must be a name or an address of this machine');
  return url;
}

/** The URLs of schemas that have a server of their own. */
function readOwnUrls(env: Environment): void {
  const variables = [...SERVICES, 'transport', 'vault'].map(schema => `${schema.toUpperCase()}_DATABASE_URL`);
  for (const variable of variables) if (env[variable] !== undefined) required(env, variable);
}

/** With the password of DATABASE_PASSWORD_FILE, where that is set. */
function readDatabaseUrl(env: Environment): string | null {
  if (!env.DATABASE_URL) return null;
  const url = new URL(required(env, 'DATABASE_URL'));
  if (!env.DATABASE_PASSWORD_FILE) return env.DATABASE_URL;
  url.password = encodeURIComponent(readText(env, 'DATABASE_PASSWORD_FILE').trim());
  return url.href;
}
