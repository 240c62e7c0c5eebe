import { histogram, type OpenSpan, SpanKind, startSpan, withTrace } from '@ckm/telemetry';
import type { FastifyInstance, FastifyRequest } from 'fastify';

type Traced = FastifyRequest & { span?: OpenSpan };

const seconds = histogram('ckm_http_request_duration_seconds', 'Time to answer a request');

const UNTRACED = new Set(['/livez', '/readyz', '/metrics', '/v1/ops/status']);

/** For each request a span, which continues the client's trace, and its duration in the metrics. */
export function traceRequests(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request: Traced, _, done) => {
    if (UNTRACED.has(routeOf(request))) return done();
    const parent = request.headers.traceparent;
    request.span = startSpan(`${request.method} ${routeOf(request)}`, {
      kind: SpanKind.SERVER,
      parent: typeof parent === 'string' ? parent : null,
    });
    withTrace(request.span.traceparent, done);
  });
  fastify.addHook('onResponse', (request: Traced, reply, done) => {
    request.span?.end(reply.statusCode >= 500 ? new Error(`status ${reply.statusCode}`) : undefined);
    const labels = { method: request.method, route: routeOf(request), status: reply.statusCode };
    seconds.record(reply.elapsedTime / 1_000, labels);
    done();
  });
}

// Never the path of the request: it may hold ids, and a metric's labels must be few.
const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? 'unknown';
