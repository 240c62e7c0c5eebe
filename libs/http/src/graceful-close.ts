import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** Half of the time in which a process has to stop. */
const WITHIN_MS = 10_000;

/**
 * A server that closes first answers the requests in hand, for ten seconds at most: an upload may have no end. Idle connections are closed
 * at once.
 */
export function closeGracefully(fastify: FastifyInstance, withinMs = WITHIN_MS): void {
  const { server } = fastify;
  let inHand = 0;
  let isClosing = false;
  const hangUpWhenDone = (): void => {
    if (isClosing && inHand === 0) server.closeAllConnections();
  };
  server.on('request', (_: IncomingMessage, response: ServerResponse) => {
    inHand += 1;
    response.once('close', () => {
      inHand -= 1;
      hangUpWhenDone();
    });
  });
  fastify.addHook('onSend', (_, reply, _payload, done) => {
    if (isClosing) void reply.header('connection', 'close');
    done();
  });
  fastify.addHook('preClose', done => {
    isClosing = true;
    const late = setTimeout(() => server.closeAllConnections(), withinMs);
    server.once('close', () => clearTimeout(late));
    hangUpWhenDone();
    done();
  });
}
