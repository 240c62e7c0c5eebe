import 'reflect-metadata';
import { type Logger, metricsText } from '@ckm/telemetry';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Admission } from './access.js';
import { closeGracefully } from './graceful-close.js';
import { inflated } from './inflated.js';
import { enforceBodyTimeout } from './body-timeout.js';
import { trackMethods } from './methods.js';
import { Problem } from './problem.js';
import { answerFrameworkError, ProblemFilter } from './problem.filter.js';
import { readJson } from './read-json.js';
import { STREAMED_TYPES } from './route.js';
import { traceRequests } from './trace-requests.js';
import { answerClientError } from './client-error.js';

const BODY_LIMIT = 5 * 1024 * 1024;
const JSON_TYPES = ['application/json', 'application/cloudevents+json', 'application/cloudevents-batch+json'];

export interface ServerOptions {
  log: Logger;
  /** Readiness: null when requests can be served, otherwise what is missing. */
  ready: () => Promise<string | null>;
  /** Whether a fault of ours goes by itself: it is answered with 503 and `Retry-After`. Default: none is. */
  isTransient?: (error: unknown) => boolean;
  /** False where bodies are handed on byte for byte. Default true. */
  readsBodies?: boolean;
  /** How long a body that is read as a whole may take to arrive. Default 120,000. */
  bodyWithinMs?: number;
}

/**
 * A Nest application on Fastify with what every service has: `/livez`, `/readyz`, `/metrics`, problem answers, traces, a graceful close.
 * It does not listen yet.
 */
export async function createServer(
  module: Type | DynamicModule,
  { log, ready, isTransient = () => false, readsBodies = true, bodyWithinMs }: ServerOptions,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    // Requests that come on open connections while it closes are answered as well: nothing behind the routes is closed before.
    return503OnClosing: false,
    frameworkErrors: answerFrameworkError(log),
    clientErrorHandler: answerClientError,
    // A customer's id may have 200 characters, each up to twelve letters in a path.
    routerOptions: { maxParamLength: 3_000 },
  });
  const fastify: FastifyInstance = adapter.getInstance();
  traceRequests(fastify);
  closeGracefully(fastify);
  forbidCaching(fastify);
  enforceBodyTimeout(fastify, bodyWithinMs);
  const methodsOf = trackMethods(fastify);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    logger: ['error', 'warn'],
  });
  if (readsBodies) readKnownTypes(fastify, app.get(Admission, { strict: false }));
  app.useGlobalFilters(new ProblemFilter(log, { methodsOf, isTransient }));
  fastify.get('/livez', () => ({ status: 'live' }));
  fastify.get('/readyz', async (_, reply) => {
    const missing = await ready();
    return reply
      .status(missing === null ? 200 : 503)
      .send(missing === null ? { status: 'ready' } : { status: 'not-ready', missing });
  });
  fastify.get('/metrics', async (_, reply) =>
    reply.header('content-type', 'text/plain; version=0.0.4').send(await metricsText()),
  );
  return app;
}

/** Customers' words must not stay in a browser's cache, where no erasure reaches them. Pages set a cache-control of their own. */
function forbidCaching(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (_, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    reply.header('x-content-type-options', 'nosniff');
  });
}

function readKnownTypes(fastify: FastifyInstance, admission: Admission): void {
  // Fastify's own parsers accept text/plain, and JSON with bytes that are not UTF-8.
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(JSON_TYPES, { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    const { 'content-encoding': encoding = 'identity' } = request.headers;
    const { open, bodiless } = request.routeOptions.config as { open?: boolean; bodiless?: boolean };
    // Before authentication and the rate limit nothing is decompressed or parsed: small bodies can become large.
    if (!open) await admission.admit(request);
    // Many clients name a type although they send nothing.
    if (bodiless && body.length === 0) return undefined;
    return readJson(encoding === 'identity' ? body : await inflated(body, encoding));
  });
  fastify.addContentTypeParser(STREAMED_TYPES, (request, body, done) => {
    const { streamed } = request.routeOptions.config as { streamed?: boolean };
    done(streamed ? null : new Problem('media-type-unknown'), body);
  });
}
