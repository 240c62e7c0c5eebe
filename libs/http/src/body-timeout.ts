import type { FastifyInstance } from 'fastify';
import { answerClientError } from './client-error.js';

/** Enough for 5 MB on a slow line. */
const WITHIN_MS = 120_000;
/** The error that Node itself has for headers that come too slowly. */
const TOO_SLOW = Object.assign(new Error('the body did not end in time'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });

/**
 * A body that does not end in time is answered with `request-too-slow`, and the connection is closed. A streamed body may take as long as
 * it needs, for its reader watches whether it goes on; Node's own `requestTimeout` would cut that off as well.
 */
export function enforceBodyTimeout(fastify: FastifyInstance, withinMs = WITHIN_MS): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const { 'content-length': length = '0', 'transfer-encoding': pieces } = request.headers;
    if (pieces === undefined && length === '0') return done();
    const late = setTimeout(() => {
      const isStreamed = request.body === request.raw;
      if (!request.raw.complete && !isStreamed) answerClientError(TOO_SLOW, request.raw.socket);
    }, withinMs);
    reply.raw.once('close', () => clearTimeout(late));
    done();
  });
}
