import { randomUUID } from 'node:crypto';
import { connectionAs, type Database, Log1763769500000, migrate, openDatabase } from '@ckm/event-store';
import {
  kafkaTransport,
  Parked1763942400000,
  postgresTransport,
  Road1763769700000,
  type Transport,
  Transport1763769600000,
} from '@ckm/messaging';
import { openPrivacy, openVault, type Privacy, Vault1763769600000 } from '@ckm/privacy';
import type { Logger } from '@ckm/telemetry';
import { Pool } from 'pg';
import type { MigrationInterface } from 'typeorm';
import type { KafkaConfig, ServiceConfig } from './config.js';

/** Brings every schema that the service uses to what this code knows. */
export async function migrateAll(
  { service, databaseUrl, vaultUrl, transportUrl }: ServiceConfig,
  own: (new () => MigrationInterface)[],
): Promise<void> {
  await migrate({
    url: databaseUrl,
    service,
    migrations: [Log1763769500000, Road1763769700000, Parked1763942400000, ...own],
  });
  await migrate({ url: vaultUrl, service: 'vault', migrations: [Vault1763769600000] });
  if (transportUrl) await migrate({ url: transportUrl, service: 'transport', migrations: [Transport1763769600000] });
}

/** What a service holds open; closed in the opposite order. */
export interface Opened {
  database: Database;
  /** Makes the tables of views. */
  owner: Pool;
  privacy: Privacy;
  transport: Transport;
  close(): Promise<void>;
}

/** @param onStuck told when the road to Kafka hangs and could not be mended from inside */
export async function openAll(config: ServiceConfig, log: Logger, onStuck: () => void): Promise<Opened> {
  const database = openDatabase({ url: config.databaseUrl, service: config.service });
  await database.ready();
  const owner = openPool(config.databaseUrl, { service: config.service, role: 'owner' }, 1);
  const vaultPool = openPool(config.vaultUrl, { service: 'vault', role: 'writer' }, 1);
  const roadPool = config.transportUrl
    ? openPool(config.transportUrl, { service: 'transport', role: 'writer' }, 2)
    : null;
  const vault = openVault({ pool: vaultPool, masterKey: config.masterKey, makesKeys: config.service === 'capture' });
  const transport = roadPool
    ? postgresTransport({ pool: roadPool })
    : openKafka(config.kafka as KafkaConfig, log, onStuck);
  return {
    database,
    owner,
    privacy: openPrivacy(vault),
    transport,
    close: async () => {
      await transport.close();
      await Promise.all([database.close(), owner.end(), vaultPool.end(), roadPool?.end()]);
    },
  };
}

export function openKafka({ brokers, ssl, sasl }: KafkaConfig, log: Logger, onStuck: () => void): Transport {
  return kafkaTransport({
    brokers,
    clientId: `ckm-${randomUUID().slice(0, 8)}`,
    ...(ssl ? { ssl } : {}),
    ...(sasl ? { sasl } : {}),
    log: (message: string, cause?: unknown) => log.warn({ err: cause }, message),
    onStuck,
  });
}

function openPool(url: string, as: { service: string; role: 'owner' | 'writer' }, max: number): Pool {
  const pool = new Pool({ connectionString: connectionAs(url, as), max, idleTimeoutMillis: 10_000 });
  pool.on('error', () => undefined).on('connect', client => client.on('error', () => undefined));
  return pool;
}
