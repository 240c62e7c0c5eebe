import { fileURLToPath } from 'node:url';
import proxy from '@fastify/http-proxy';
import files from '@fastify/static';
import { answerFrameworkError, type Code, createServer, document, STREAM_LIMIT } from '@ckm/http';
import type { Running } from '@ckm/service/process';
import { currentTrace, openLog, startTracing, stopTracing, traceIdOf } from '@ckm/telemetry';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ConsoleConfig } from './config.js';
import { ConsoleModule } from './console.module.js';
import { serveDocs } from './docs.js';
import { isUpload, serviceFor, timeoutFor } from './routes.js';
import { SECURITY_HEADERS } from './security-headers.js';
import { Services } from './services.js';

const PAGES = fileURLToPath(new URL('../web/dist', import.meta.url));

/** Pages may load from and talk to this origin only. */
const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  ...SECURITY_HEADERS,
};

/** Serves one origin: the pages, and a proxy to the services behind it. */
export async function runConsole(config: ConsoleConfig): Promise<Running> {
  const log = openLog('console', config.logLevel);
  await startTracing('console', config.otlpEndpoint);
  const services = new Services(config.services);
  const app = await createServer(ConsoleModule.of(services, config.access), {
    log,
    ready: () => Promise.resolve(null),
    readsBodies: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  await fastify.register(files, {
    root: PAGES,
    setHeaders: reply => void reply.headers(PAGE_HEADERS),
  });
  await serveDocs(fastify);
  await fastify.register(async behind => {
    // Errors of Fastify plugins do not reach Nest's exception filter.
    behind.setErrorHandler(answerFrameworkError(log));
    await behind.register(proxy, {
      upstream: '',
      prefix: '/v1',
      rewritePrefix: '/v1',
      preHandler: (request, reply, done) => {
        const code = refusalOf(request);
        return code === null ? done() : refuse(reply, code);
      },
      handler: ({ method, url }, reply, path, options) =>
        void reply.from(path, { ...options, timeout: timeoutFor(method, url) }),
      replyOptions: {
        getUpstream: request => services.urlOf(serviceFor(request.url) ?? 'capture'),
        rewriteRequestHeaders: (_, headers) => ({ ...headers, traceparent: currentTrace() ?? '' }),
        onError: reply => refuse(reply as unknown as FastifyReply, 'service-unavailable'),
      },
    });
  });
  await app.listen(config.port, config.host);
  return {
    url: await app.getUrl(),
    stop: async () => {
      await app.close();
      await stopTracing();
    },
  };
}

function refusalOf({ url, headers, routeOptions }: FastifyRequest): Code | null {
  if (serviceFor(url) === null) return 'route-not-found';
  // The service would refuse it too, but would close the connection while the proxy is still sending, and its answer would be lost.
  const length = Number(headers['content-length'] ?? 0);
  if (isUpload(url)) return length > STREAM_LIMIT ? 'import-too-large' : null;
  return length > routeOptions.bodyLimit ? 'body-too-large' : null;
}

function refuse(reply: FastifyReply, code: Code): void {
  const problem = { ...document(code), traceId: traceIdOf(currentTrace()) };
  void reply.status(problem.status).header('content-type', 'application/problem+json').send(problem);
}
