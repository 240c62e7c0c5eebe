import { randomUUID } from 'node:crypto';
import {
  connectionAs,
  type Database,
  Log1763769500000,
  migrate,
  type Migration,
  openDatabase,
  openPool,
} from '@ckm/event-store';
import { postgresTransport, ROAD_MIGRATIONS, type Transport, TRANSPORT_MIGRATIONS } from '@ckm/messaging';
import {
  fileRegister,
  reapplyErasures,
  openPrivacy,
  openTombstones,
  opensVault,
  openVault,
  type Privacy,
  type Register,
  Tombstone1763856000000,
  type Tombstones,
  type Vault,
  Vault1763769600000,
} from '@ckm/privacy';
import type { Logger } from '@ckm/telemetry';
import type { Pool } from 'pg';
import { ConfigError, type ServiceConfig } from './config.js';

/** Migrates every schema that the service uses: its own, the vault's, and that of a transport on PostgreSQL. */
export async function migrateAll(
  { service, databaseUrl, vaultUrl, transportUrl }: ServiceConfig,
  own: (new () => Migration)[],
): Promise<void> {
  const common = [Log1763769500000, ...ROAD_MIGRATIONS];
  await migrate({ url: databaseUrl, service, migrations: [...common, ...own] });
  await migrate({ url: vaultUrl, service: 'vault', migrations: [Vault1763769600000, Tombstone1763856000000] });
  if (transportUrl) await migrate({ url: transportUrl, service: 'transport', migrations: TRANSPORT_MIGRATIONS });
}

/** Start-up fails with another vault's key: else the first message with personal data would, and each of them would be parked. @throws ConfigError */
export async function checkMasterKey({ vaultUrl, masterKey }: ServiceConfig): Promise<void> {
  const pool = openPool(connectionAs(vaultUrl, { service: 'vault', role: 'writer' }), { max: 1 });
  try {
    if (await opensVault(pool, masterKey)) return;
  } finally {
    await pool.end();
  }
  throw new ConfigError('CKM_MASTER_KEY_FILE', 'does not open the keys of this vault');
}

/** What a service holds open. */
export interface Opened {
  database: Database;
  /** In the role that owns the schema, for the tables of views. */
  owner: Pool;
  vault: Vault;
  tombstones: Tombstones;
  privacy: Privacy;
  transport: Transport;
  close(): Promise<void>;
}

/** @param onStuck called when the consumer of Kafka hangs and replacing it did not help */
export async function openAll(config: ServiceConfig, log: Logger, onStuck: () => void): Promise<Opened> {
  const database = openDatabase({ url: config.databaseUrl, service: config.service });
  await database.ready();
  const owner = openPool(connectionAs(config.databaseUrl, { service: config.service, role: 'owner' }), { max: 1 });
  const vaultPool = openPool(
    // An erasure's transaction waits until the register has written its line, perhaps to a slow file system.
    connectionAs(config.vaultUrl, {
      service: 'vault',
      role: 'writer',
      settings: { idle_in_transaction_session_timeout: '60s' },
    }),
    { max: 1 },
  );
  if (config.erasuresFile !== null && !(await reapplyErasures(vaultPool, config.erasuresFile)))
    log.warn(
      { file: config.erasuresFile },
      'there is no register of erasures: as it should be only while nobody was ever forgotten',
    );
  const roadPool = config.transportUrl
    ? openPool(connectionAs(config.transportUrl, { service: 'transport', role: 'writer' }), { max: 3 })
    : null;
  const vault = openVault({ pool: vaultPool, masterKey: config.masterKey, makesKeys: config.service === 'capture' });
  const warn = (line: string, cause?: unknown): void => log.warn({ err: cause }, line);
  const transport = roadPool
    ? postgresTransport({ pool: roadPool, log: warn })
    : (await import('@ckm/messaging/kafka')).kafkaTransport({
        ...config.kafka!,
        clientId: `ckm-${randomUUID().slice(0, 8)}`,
        log: warn,
        onStuck,
      });
  return {
    database,
    owner,
    vault,
    tombstones: openTombstones(vaultPool, registerOf(config)),
    privacy: openPrivacy(vault),
    transport,
    close: async () => {
      await transport.close();
      await Promise.all([database.close(), owner.end(), vaultPool.end(), roadPool?.end()]);
    },
  };
}

const registerOf = ({ service, erasuresFile }: ServiceConfig): Register | null =>
  service === 'capture' && erasuresFile !== null ? fileRegister(erasuresFile) : null;
