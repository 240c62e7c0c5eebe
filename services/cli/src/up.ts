import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { SERVICES } from '@ckm/contracts/services';
import { type Databases, openDatabases } from './databases.js';
import { type DemoLoad, loadDemo } from './demo.js';
import { EXIT, ExitError } from './exit.js';
import { consoleLink } from './console-link.js';
import { freePorts, untilFree } from './ports.js';
import { lockHome, unlockHome } from './home-lock.js';
import { openAdminToken, openKeys } from './secrets.js';
import type { Settings } from './settings.js';
import { type Part, Supervisor } from './supervisor.js';

const PORT_PATIENCE_MS = 25_000;
const LOCAL = '127.0.0.1';

export interface Up {
  url: string;
  stop(): Promise<void>;
}

export interface UpOptions {
  say: (line: string) => void;
  /** Whether output goes to a terminal: only there a link with a token is shown. */
  isInteractive: boolean;
  /** Aborted with an `ExitError` to end the run; `up` itself aborts it when it cannot go on. */
  shutdown: AbortController;
}

/**
 * Starts everything on one machine. When `shutdown` is aborted during the start, it stops what has begun and throws the reason.
 * @returns null when ckm runs on this home already; its address was printed
 */
export async function up(settings: Settings, { say, isInteractive, shutdown }: UpOptions): Promise<Up | null> {
  for (const folder of [settings.home, dirname(settings.erasuresFile)]) mkdirSync(folder, { recursive: true });
  const { url } = settings;
  const other = lockHome(settings);
  if (other) {
    say(`ckm runs already at ${await consoleLink({ ...settings, ...other }, other.address, isInteractive)}`);
    return null;
  }
  const { signal } = shutdown;
  const supervisor = new Supervisor(settings.home, say);
  let databases: Databases | null = null;
  let demo: DemoLoad | null = null;
  const stop = async (): Promise<void> => {
    await demo?.stop();
    await supervisor.stop();
    await databases?.stop();
    unlockHome(settings.home);
  };
  try {
    await untilFree(settings, PORT_PATIENCE_MS, signal);
    const secrets = await openKeys(settings);
    databases = await openDatabases(settings, secrets, say, ({ message }) =>
      shutdown.abort(new ExitError(EXIT.no, message)),
    );
    const token = await openAdminToken(settings);
    signal.throwIfAborted();
    await supervisor.start(await partsOf(settings, databases));
    const link = await consoleLink(settings, url, isInteractive);
    signal.throwIfAborted();
    say(`ckm ready at ${link}`);
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
    // Only the console can be reached from other machines.
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
