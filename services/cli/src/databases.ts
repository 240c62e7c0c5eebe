import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DataGone } from '@ckm/backing-services';
import { SERVICES } from '@ckm/contracts/services';
import { provision } from '@ckm/event-store/provision';
import { usageError } from './exit.js';
import { supervisePostgres } from './supervised-postgres.js';
import type { Secrets } from './secrets.js';
import type { Settings } from './settings.js';
import { logIn } from './supervisor.js';
import { writeAtomically } from './atomic-write.js';

export interface Databases {
  /** `CAPTURE_DATABASE_URL`, … each with a login of its own. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

/**
 * The databases that the settings name, or a PostgreSQL started here; with a schema, roles and a login for everything that runs.
 * @param onDataGone called when the data of the PostgreSQL started here are gone while it runs
 */
export async function openDatabases(
  settings: Settings,
  secrets: Secrets,
  say: (line: string) => void,
  onDataGone: (error: DataGone) => void = () => undefined,
): Promise<Databases> {
  const { databaseUrl, transport } = settings;
  const embedded = databaseUrl ? null : await startHere(settings, say, onDataGone);
  const stop = async (): Promise<void> => void (await embedded?.stop());
  const schemas = [...SERVICES, 'vault', ...(transport === 'postgres' ? ['transport'] : [])];
  try {
    if (embedded) writeAtomically(dataMarkerIn(settings.home), '', 0o600);
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

/** A file whose existence says that the home has had data: where they are gone, no new ones are made in their place. */
const dataMarkerIn = (home: string): string => join(home, 'has-data');

/** Earlier versions wrote no marker. A home that they ran on has the log of a service, which had its database. */
const hasHadData = (home: string): boolean => existsSync(dataMarkerIn(home)) || existsSync(logIn(home, SERVICES[0]));

function startHere({ home }: Settings, say: (line: string) => void, onDataGone: (error: DataGone) => void) {
  const options = { dataDirectory: join(home, 'postgres'), existing: hasHadData(home), log: say };
  return supervisePostgres(options, onDataGone).catch((error: unknown) => {
    if (!(error instanceof DataGone)) throw error;
    throw usageError(
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
