import type { FastifyInstance } from 'fastify';
import { answerUnreadable } from './unreadable.js';

/** 5 MB come in it on a slow line, too. */
const WITHIN_MS = 120_000;
/** As Node says it of headers. */
const TOO_SLOW = Object.assign(new Error('the body did not end in time'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });

/**
 * A client whose body does not end in time hears so, and is hung up on. What is handed on as it comes has as long as it needs: whoever reads
 * it sees whether it goes on. Node's own `requestTimeout` would cut that, too.
 */
export function hangUpWhenLate(fastify: FastifyInstance, withinMs = WITHIN_MS): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const { 'content-length': length = '0', 'transfer-encoding': pieces } = request.headers;
    if (pieces === undefined && length === '0') return done();
    const late = setTimeout(() => {
      const isHandedOn = request.body === request.raw;
      if (!request.raw.complete && !isHandedOn) answerUnreadable(TOO_SLOW, request.raw.socket);
    }, withinMs);
    reply.raw.once('close', () => clearTimeout(late));
    done();
  });
}
