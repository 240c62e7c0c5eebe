import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { SERVICES } from '@ckm/contracts/services';
import { type Databases, openDatabases } from './databases.js';
import { loadDemo, type Loading } from './demo.js';
import { freePorts, untilFree } from './ports.js';
import { leaveHome, takeHome } from './running.js';
import { openSecrets } from './secrets.js';
import type { Settings } from './settings.js';
import { type Part, Supervisor } from './supervisor.js';

const PORT_PATIENCE_MS = 25_000;
const LOCAL = '127.0.0.1';

export interface Up {
  url: string;
  adminToken: string;
  stop(): Promise<void>;
}

/**
 * Starts everything on one machine; told to end meanwhile, it stops what has begun, and throws why.
 * @returns null when it runs already on this home; the address was then said
 */
export async function up(settings: Settings, say: (line: string) => void, told: AbortSignal): Promise<Up | null> {
  for (const folder of [settings.home, dirname(settings.erasuresFile)]) mkdirSync(folder, { recursive: true });
  const { url } = settings;
  const secrets = await openSecrets(settings);
  const address = `${url}/#token=${secrets.adminToken}`;
  const elsewhere = takeHome(settings.home, address);
  if (elsewhere) {
    say(`ckm runs already at ${elsewhere}`);
    return null;
  }
  const supervisor = new Supervisor(settings.home, say);
  let databases: Databases | null = null;
  let demo: Loading | null = null;
  const stop = async (): Promise<void> => {
    await demo?.stop();
    await supervisor.stop();
    await databases?.stop();
    leaveHome(settings.home);
  };
  try {
    await untilFree(settings, PORT_PATIENCE_MS, told);
    databases = await openDatabases(settings, secrets, say);
    told.throwIfAborted();
    await supervisor.start(await partsOf(settings, databases));
    told.throwIfAborted();
  } catch (error) {
    await stop();
    throw error;
  }
  say(`ckm ready at ${address}`);
  if (settings.demo) demo = loadDemo(settings.home, { url, token: secrets.adminToken }, say);
  return { url, adminToken: secrets.adminToken, stop };
}

async function partsOf(settings: Settings, databases: Databases): Promise<Part[]> {
  const ports = await freePorts(SERVICES.length);
  const common = {
    // One machine: only the console is for others.
    CKM_HOST: LOCAL,
    CKM_JWKS_FILE: settings.jwksFile,
    CKM_MASTER_KEY_FILE: settings.masterKeyFile,
    CKM_TENANT: settings.tenantId,
    CKM_ERASURES_FILE: settings.erasuresFile,
    CKM_URL: settings.env.CKM_URL ?? settings.url,
  };
  const services = SERVICES.map((name, i) => ({
    name,
    module: `@ckm/${name}`,
    env: { ...common, ...databases.env, PORT: String(ports[i]), CKM_INSTANCE: `${name}@${settings.home}` },
  }));
  const urls = Object.fromEntries(
    SERVICES.map((name, i) => [`${name.toUpperCase()}_URL`, `http://${LOCAL}:${ports[i]}`]),
  );
  return [
    ...services,
    {
      name: 'console',
      module: '@ckm/console',
      env: { ...common, ...urls, CKM_HOST: settings.host, PORT: String(settings.port) },
    },
  ];
}
