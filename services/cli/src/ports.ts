import { createServer } from 'node:net';
import { freePort } from '@ckm/backing-services';
import { ConfigError } from '@ckm/service/config';
import type { Settings } from './settings.js';

type Place = Pick<Settings, 'host' | 'port'>;

/** Ports that nobody listens on, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}

/** A killed run lets go of its port within seconds; another program does not. */
export async function untilFree(place: Place, patienceMs: number, told: AbortSignal): Promise<void> {
  for (let waited = 0; ; waited += 250) {
    told.throwIfAborted();
    try {
      const server = await listenOn(place);
      return await new Promise(resolve => server.close(() => resolve()));
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (!['EADDRINUSE', 'EACCES'].includes(code)) throw new ConfigError('CKM_HOST', 'is no address of this machine');
      if (waited >= patienceMs) throw new ConfigError('CKM_PORT', `${place.port} is used by another program`);
      await new Promise(resolve => setTimeout(resolve, 250));
    }
  }
}

function listenOn({ host, port }: Place): Promise<ReturnType<typeof createServer>> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}
