import { createServer } from 'node:net';
import { freePort } from '@ckm/backing-services';
import { ConfigError } from '@ckm/service/config';
import type { Settings } from './settings.js';

type Place = Pick<Settings, 'host' | 'port'>;

/** Different ports that nobody listens on. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}

/** Waits for the port: a run that was killed frees it within seconds, another program does not. @throws ConfigError when it stays in use */
export async function untilFree(place: Place, patienceMs: number, signal: AbortSignal): Promise<void> {
  for (let waited = 0; ; waited += 250) {
    signal.throwIfAborted();
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
