import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

// Below the ephemeral ports: an outgoing connection could take one of those before the caller listens on it.
const [FIRST, BEHIND] = [20_000, 32_768];
const TRIES = 100;

/** A TCP port of 127.0.0.1 that nobody listens on; `wanted` if that is free. @throws after a hundred ports that are taken */
export async function freePort(wanted?: number): Promise<number> {
  for (let tries = 0; tries < TRIES; tries++) {
    const port = tries === 0 && wanted ? wanted : randomInt(FIRST, BEHIND);
    if (await isFree(port)) return port;
  }
  throw new Error(`no port from ${FIRST} to ${BEHIND - 1} is free`);
}

const isFree = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
