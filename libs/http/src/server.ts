import 'reflect-metadata';
import { histogram, type Logger, metricsText, type OpenSpan, SpanKind, startSpan, withTrace } from '@ckm/telemetry';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemFilter } from './problem.filter.js';
import { readJson } from './read-json.js';

const BODY_LIMIT = 5 * 1024 * 1024;
const JSON_TYPES = ['application/json', 'application/cloudevents+json', 'application/cloudevents-batch+json'];

const seconds = histogram('ckm_http_request_duration_seconds', 'Time to answer a request', 's');

export interface ServerOptions {
  log: Logger;
  /** What must be well for traffic to come; says what is not. */
  ready: () => Promise<string | null>;
  /** False where bodies are handed on byte for byte. Default true. */
  readsBodies?: boolean;
}

/** A Nest application on Fastify with everything that every service answers: health, metrics, problems, traces. Not yet listening. */
export async function createServer(
  module: Type | DynamicModule,
  { log, ready, readsBodies = true }: ServerOptions,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  });
  const fastify: FastifyInstance = adapter.getInstance();
  traced(fastify);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    logger: ['error', 'warn'],
  });
  for (const type of readsBodies ? JSON_TYPES : [])
    fastify.addContentTypeParser(type, { parseAs: 'buffer' }, (_, body, done) => parsed(body as Buffer, done));
  app.useGlobalFilters(new ProblemFilter(log));
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

function parsed(body: Buffer, done: (error: Error | null, value?: unknown) => void): void {
  try {
    done(null, readJson(body));
  } catch (error) {
    done(error as Error);
  }
}

type Traced = FastifyRequest & { span?: OpenSpan; began?: bigint };

const UNTRACED = new Set(['/livez', '/readyz', '/metrics', '/v1/ops/status']);

function traced(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request: Traced, _, done) => {
    request.began = process.hrtime.bigint();
    const path = request.routeOptions.url ?? request.url.split('?')[0] ?? '';
    if (UNTRACED.has(path)) return done();
    const parent = request.headers.traceparent;
    request.span = startSpan(`${request.method} ${path}`, {
      kind: SpanKind.SERVER,
      parent: typeof parent === 'string' ? parent : null,
    });
    withTrace(request.span.traceparent, done);
  });
  fastify.addHook('onResponse', (request: Traced, reply, done) => {
    request.span?.end(reply.statusCode >= 500 ? new Error(`status ${reply.statusCode}`) : undefined);
    const took = Number(process.hrtime.bigint() - (request.began ?? 0n)) / 1e9;
    seconds.record(took, {
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
    });
    done();
  });
}
