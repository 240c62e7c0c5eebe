import { join } from 'node:path';
import { SERVICES } from '@ckm/contracts/services';
import { provision } from '@ckm/event-store/provision';
import { keepPostgres } from './kept-postgres.js';
import type { Secrets } from './secrets.js';
import type { Settings } from './settings.js';

export interface Databases {
  /** `CAPTURE_DATABASE_URL`, … each with a login of its own. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

/** The databases that the settings name, or PostgreSQL started here; with a schema and roles for everything that runs. */
export async function openDatabases(
  settings: Settings,
  secrets: Secrets,
  say: (line: string) => void,
): Promise<Databases> {
  const { home, databaseUrl, transport } = settings;
  const embedded = databaseUrl ? null : await keepPostgres(join(home, 'postgres'), say);
  const stop = async (): Promise<void> => void (await embedded?.stop());
  const schemas = [...SERVICES, 'vault', ...(transport === 'postgres' ? ['transport'] : [])];
  try {
    const env = await provisionAll(
      schemas,
      variable => settings.env[variable] ?? databaseUrl ?? embedded?.url ?? '',
      secrets,
    );
    return { env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function provisionAll(
  schemas: string[],
  adminOf: (variable: string) => string,
  secrets: Secrets,
): Promise<Databases['env']> {
  const env: Databases['env'] = {};
  for (const schema of schemas) {
    const variable = `${schema.toUpperCase()}_DATABASE_URL`;
    env[variable] = await provision(adminOf(variable), schema, secrets.passwordFor(`ckm_${schema}`));
  }
  return env;
}
