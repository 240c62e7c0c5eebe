import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DataGone } from '@ckm/backing-services';
import { SERVICES } from '@ckm/contracts/services';
import { provision } from '@ckm/event-store/provision';
import { wrongUsage } from './ending.js';
import { keepPostgres } from './kept-postgres.js';
import type { Secrets } from './secrets.js';
import type { Settings } from './settings.js';
import { logIn } from './supervisor.js';
import { writeWhole } from './whole-file.js';

export interface Databases {
  /** `CAPTURE_DATABASE_URL`, … each with a login of its own. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

/**
 * The databases that the settings name, or PostgreSQL started here; with a schema and roles for everything that runs.
 * @param gone told when the data of the one that was started here are gone
 */
export async function openDatabases(
  settings: Settings,
  secrets: Secrets,
  say: (line: string) => void,
  gone: (error: DataGone) => void = () => undefined,
): Promise<Databases> {
  const { databaseUrl, transport } = settings;
  const embedded = databaseUrl ? null : await startHere(settings, say, gone);
  const stop = async (): Promise<void> => void (await embedded?.stop());
  const schemas = [...SERVICES, 'vault', ...(transport === 'postgres' ? ['transport'] : [])];
  try {
    if (embedded) writeWhole(hasDataIn(settings.home), '', 0o600);
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

const hasDataIn = (home: string): string => join(home, 'has-data');

function startHere({ home }: Settings, say: (line: string) => void, gone: (error: DataGone) => void) {
  // Homes of before that file was written show it by the log of a service, which had its database.
  const existing = existsSync(hasDataIn(home)) || existsSync(logIn(home, SERVICES[0]));
  return keepPostgres({ dataDirectory: join(home, 'postgres'), existing, log: say }, gone).catch((error: unknown) => {
    if (!(error instanceof DataGone)) throw error;
    throw wrongUsage(
      `${error.message}: put them back, or set DATABASE_URL where they are elsewhere, or begin anew with another CKM_HOME`,
    );
  });
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
