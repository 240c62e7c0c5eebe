import 'reflect-metadata';
import { type Logger, metricsText } from '@ckm/telemetry';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Door } from './access.js';
import { answerInHand } from './in-hand.js';
import { inflated } from './inflated.js';
import { hangUpWhenLate } from './late.js';
import { rememberMethods } from './methods.js';
import { Problem } from './problem.js';
import { answerEarly, ProblemFilter } from './problem.filter.js';
import { readJson } from './read-json.js';
import { STREAMED_TYPES } from './route.js';
import { traced } from './traced.js';
import { answerUnreadable } from './unreadable.js';

const BODY_LIMIT = 5 * 1024 * 1024;
const JSON_TYPES = ['application/json', 'application/cloudevents+json', 'application/cloudevents-batch+json'];

export interface ServerOptions {
  log: Logger;
  /** What must be well for traffic to come; says what is not. */
  ready: () => Promise<string | null>;
  /** Whether an error of ours passes by itself. Default: none does. */
  isPassing?: (error: unknown) => boolean;
  /** False where bodies are handed on byte for byte. Default true. */
  readsBodies?: boolean;
  /** So long a body that is read whole may take to come. Default two minutes. */
  bodyWithinMs?: number;
}

/** A Nest application on Fastify with everything that every service answers: health, metrics, problems, traces. Not yet listening. */
export async function createServer(
  module: Type | DynamicModule,
  { log, ready, isPassing = () => false, readsBodies = true, bodyWithinMs }: ServerOptions,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    // What is asked on an open connection meanwhile is answered too: nothing behind the routes is closed before.
    return503OnClosing: false,
    frameworkErrors: answerEarly(log),
    clientErrorHandler: answerUnreadable,
    // A customer's id may have 200 characters, each up to twelve letters in a path.
    routerOptions: { maxParamLength: 3_000 },
  });
  const fastify: FastifyInstance = adapter.getInstance();
  traced(fastify);
  answerInHand(fastify);
  keepNowhere(fastify);
  hangUpWhenLate(fastify, bodyWithinMs);
  const methodsOf = rememberMethods(fastify);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    logger: ['error', 'warn'],
  });
  if (readsBodies) readKnownTypes(fastify, app.get(Door, { strict: false }));
  app.useGlobalFilters(new ProblemFilter(log, { methodsOf, isPassing }));
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

/** What customers say stays in no browser's cache: nobody could take it back from there. Pages say for themselves how long they last. */
function keepNowhere(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (_, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    reply.header('x-content-type-options', 'nosniff');
  });
}

function readKnownTypes(fastify: FastifyInstance, door: Door): void {
  // Fastify's own would take text/plain, and JSON with bytes that are not UTF-8.
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(JSON_TYPES, { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    const { 'content-encoding': encoding = 'identity' } = request.headers;
    const { open } = request.routeOptions.config as { open?: boolean };
    // Nobody makes much of little here before we know who it is, nor more often than he may.
    if (!open) await door.admit(request);
    return readJson(encoding === 'identity' ? body : await inflated(body, encoding));
  });
  fastify.addContentTypeParser(STREAMED_TYPES, (request, body, done) => {
    const { streamed } = request.routeOptions.config as { streamed?: boolean };
    done(streamed ? null : new Problem('media-type-unknown'), body);
  });
}
