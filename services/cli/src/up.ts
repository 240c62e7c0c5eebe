import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { SERVICES } from '@ckm/contracts/services';
import { type Databases, openDatabases } from './databases.js';
import { loadDemo, type Loading } from './demo.js';
import { Ending, EXIT } from './ending.js';
import { entranceTo } from './entrance.js';
import { freePorts, untilFree } from './ports.js';
import { leaveHome, takeHome } from './running.js';
import { openAdminToken, openKeys } from './secrets.js';
import type { Settings } from './settings.js';
import { type Part, Supervisor } from './supervisor.js';

const PORT_PATIENCE_MS = 25_000;
const LOCAL = '127.0.0.1';

export interface Up {
  url: string;
  stop(): Promise<void>;
}

/** Who starts it, and ends it. */
export interface Starter {
  say: (line: string) => void;
  /** Whether a person reads what is said: what is kept, as a log is, opens nothing. */
  isSeen: boolean;
  /** Aborted to end it, also from here when it cannot go on; with an `Ending`. */
  told: AbortController;
}

/**
 * Starts everything on one machine; told to end meanwhile, it stops what has begun, and throws why.
 * @returns null when it runs already on this home; the address was then said
 */
export async function up(settings: Settings, { say, isSeen, told }: Starter): Promise<Up | null> {
  for (const folder of [settings.home, dirname(settings.erasuresFile)]) mkdirSync(folder, { recursive: true });
  const { url } = settings;
  const elsewhere = takeHome(settings);
  if (elsewhere) {
    say(`ckm runs already at ${await entranceTo({ ...settings, ...elsewhere }, elsewhere.address, isSeen)}`);
    return null;
  }
  const { signal } = told;
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
    await untilFree(settings, PORT_PATIENCE_MS, signal);
    const secrets = await openKeys(settings);
    databases = await openDatabases(settings, secrets, say, ({ message }) => told.abort(new Ending(EXIT.no, message)));
    const token = await openAdminToken(settings);
    signal.throwIfAborted();
    await supervisor.start(await partsOf(settings, databases));
    const entrance = await entranceTo(settings, url, isSeen);
    signal.throwIfAborted();
    say(`ckm ready at ${entrance}`);
    if (settings.demo) demo = loadDemo(settings.home, { url, token }, say);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
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
