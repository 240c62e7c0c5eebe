import { hostname } from 'node:os';
import { SERVICES, type ServiceName } from '@ckm/contracts/services';
import type { Access } from '@ckm/http';
import type { KafkaTransportOptions } from '@ckm/messaging/kafka';
import { isTenant, TENANT_RULE } from './tenant.js';
import { ConfigError, type Environment, readText, readUrl, required } from './variables.js';

export * from './variables.js';

/** How the Kafka cluster is reached. */
export type KafkaConfig = Pick<KafkaTransportOptions, 'brokers' | 'ssl' | 'sasl'>;

export interface ServiceConfig {
  service: ServiceName;
  host: string;
  port: number;
  /** Names this process, and no other, in leases; the same after a restart on the same port. */
  instance: string;
  /** The tenant that runs the installation, and owns records that name no tenant. */
  tenantId: string;
  databaseUrl: string;
  vaultUrl: string;
  /** Exactly one of `transportUrl` and `kafka` is set. */
  transportUrl: string | null;
  kafka: KafkaConfig | null;
  masterKey: Buffer;
  /** The register of erasures, outside the database: capture must have it and writes it; other services read it if they are told where it is. */
  erasuresFile: string | null;
  access: Access;
  /** The console's address as its users know it; null: links are relative. */
  publicUrl: string | null;
  /** `host:port`s in internal networks that webhooks may call nevertheless. */
  webhookAllow: string[];
  /** How long after an erasure the views with emptied rows are built anew, so that many erasures share one rebuild. */
  rewriteAfterMs: number;
  otlpEndpoint: string | null;
  logLevel: string;
}

/** The configuration of a service, from the environment. @throws ConfigError for the first variable that is missing or not valid */
export function readServiceConfig(service: ServiceName, env: Environment): ServiceConfig {
  if (!SERVICES.includes(service)) throw new ConfigError('service', 'is unknown');
  const kafka = readKafkaConfig(env);
  return {
    service,
    host: readHost(env),
    port: readPort(env, 'PORT'),
    instance: env.CKM_INSTANCE ?? `${service}@${hostname()}:${Number(env.PORT) || process.pid}`,
    tenantId: readTenant(env),
    databaseUrl: required(env, `${service.toUpperCase()}_DATABASE_URL`),
    vaultUrl: required(env, 'VAULT_DATABASE_URL'),
    transportUrl: kafka ? null : required(env, 'TRANSPORT_DATABASE_URL'),
    kafka,
    masterKey: readMasterKey(env),
    erasuresFile: readErasuresFile(service, env),
    access: readAccess(env),
    publicUrl: readUrl(env, 'CKM_URL'),
    webhookAllow: readWebhookAllow(env),
    rewriteAfterMs: readRewriteAfter(env),
    otlpEndpoint: readUrl(env, 'OTEL_EXPORTER_OTLP_ENDPOINT'),
    logLevel: readLogLevel(env),
  };
}

const readErasuresFile = (service: ServiceName, env: Environment): string | null =>
  service === 'capture' ? required(env, 'CKM_ERASURES_FILE') : (env.CKM_ERASURES_FILE ?? null);

/** Null when the transport is PostgreSQL. */
export function readKafkaConfig(env: Environment): KafkaConfig | null {
  const transport = env.TRANSPORT ?? 'postgres';
  if (transport === 'postgres') return null;
  if (transport !== 'kafka') throw new ConfigError('TRANSPORT', 'must be postgres or kafka');
  const brokers = required(env, 'KAFKA_BROKERS').split(',');
  if (!brokers.every(broker => /^[\w.-]+:\d+$/.test(broker)))
    throw new ConfigError('KAFKA_BROKERS', 'must be a list of host:port');
  return {
    brokers,
    ...(env.KAFKA_SSL_CA && { ssl: { ca: readText(env, 'KAFKA_SSL_CA') } }),
    ...(env.KAFKA_SASL_MECHANISM && { sasl: readSasl(env, env.KAFKA_SASL_MECHANISM) }),
  };
}

const MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;

function readSasl(env: Environment, named: string): KafkaConfig['sasl'] {
  const mechanism = MECHANISMS.find(one => one === named.toLowerCase());
  if (!mechanism) throw new ConfigError('KAFKA_SASL_MECHANISM', `must be one of ${MECHANISMS.join(', ')}`);
  return { mechanism, username: required(env, 'KAFKA_SASL_USERNAME'), password: required(env, 'KAFKA_SASL_PASSWORD') };
}

/** @param name of the variable, or of an option that stands for it */
export function readTenant(env: Environment, name = 'CKM_TENANT'): string {
  const tenant = env[name] ?? 'demo';
  if (!isTenant(tenant)) throw new ConfigError(name, TENANT_RULE);
  return tenant;
}

/** The address a process listens on: loopback unless it is told otherwise, as in a container. */
export const readHost = (env: Environment): string => env.CKM_HOST ?? '127.0.0.1';

export function readPort(env: Environment, variable: string, fallback?: number): number {
  const port = Number(env[variable] ?? fallback);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new ConfigError(variable, 'must be a port number');
  return port;
}

export const readAccess = (env: Environment): Access => ({
  jwks: readJwks(env),
  openId: readOpenId(env),
  rates: readRates(env),
});

function readJwks(env: Environment): Access['jwks'] {
  const text = readText(env, 'CKM_JWKS_FILE');
  try {
    const { keys } = JSON.parse(text) as Partial<Access['jwks']>;
    if (Array.isArray(keys)) return { keys };
  } catch {
    // Falls through to the error of any other text.
  }
  throw new ConfigError('CKM_JWKS_FILE', 'must hold a JSON Web Key Set');
}

/** Null when no OpenID provider is configured. */
export function readOpenId(env: Environment): Access['openId'] {
  const name = env.CKM_OIDC_ISSUER;
  if (!name) return null;
  if (!/^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])/.test(name) || !URL.canParse(name))
    throw new ConfigError('CKM_OIDC_ISSUER', 'must be an https URL');
  return {
    name,
    audience: env.CKM_OIDC_AUDIENCE ?? 'ckm',
    tenant: env.CKM_OIDC_TENANT_CLAIM ?? 'tenant',
    role: env.CKM_OIDC_ROLE_CLAIM ?? 'role',
  };
}

export const readRates = (env: Environment): Access['rates'] => ({
  key: readRate(env, 'CKM_RATE_KEY', 300),
  tenant: readRate(env, 'CKM_RATE_TENANT', 3_000),
});

function readRate(env: Environment, variable: string, fallback: number): number {
  const rate = Number(env[variable] ?? fallback);
  if (!Number.isInteger(rate) || rate < 1) throw new ConfigError(variable, 'must be a number of requests a second');
  return rate;
}

/** In milliseconds. */
export function readRewriteAfter(env: Environment): number {
  const seconds = env.CKM_REWRITE_AFTER ?? '3600';
  if (!/^\d{1,9}$/.test(seconds)) throw new ConfigError('CKM_REWRITE_AFTER', 'must be a number of seconds');
  return Number(seconds) * 1_000;
}

/** `host:port`s as a URL writes them: lower case, IPv6 in brackets. */
export function readWebhookAllow(env: Environment): string[] {
  const allowed = (env.CKM_WEBHOOK_ALLOW ?? '').split(',').filter(one => one !== '');
  if (allowed.every(one => /^(\[[0-9a-f:.]+\]|[^\s:/@[\]]+):\d{1,5}$/i.test(one)))
    return allowed.map(one => one.toLowerCase());
  throw new ConfigError('CKM_WEBHOOK_ALLOW', 'must be a list of host:port');
}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

export function readLogLevel({ LOG_LEVEL: level = 'info' }: Environment): string {
  if (!LEVELS.includes(level)) throw new ConfigError('LOG_LEVEL', `must be one of ${LEVELS.join(', ')}`);
  return level;
}

function readMasterKey(env: Environment): Buffer {
  const key = Buffer.from(readText(env, 'CKM_MASTER_KEY_FILE').trim(), 'base64');
  if (key.length !== 32) throw new ConfigError('CKM_MASTER_KEY_FILE', 'must hold 32 bytes in base64');
  return key;
}
