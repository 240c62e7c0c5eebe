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
import { isForFiles, patienceFor, serviceFor } from './routes.js';
import { SAFE } from './safe.js';
import { Services } from './services.js';

const PAGES = fileURLToPath(new URL('../web/dist', import.meta.url));

/** Pages may load from here and talk to here, and nothing else. */
const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  ...SAFE,
};

/** One origin: the pages, and the services behind it. */
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
    // Plugins do not know of Nest's filter.
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
        void reply.from(path, { ...options, timeout: patienceFor(method, url) }),
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
  // The service would refuse it too, and hang up while we still send: its answer would be lost.
  const length = Number(headers['content-length'] ?? 0);
  if (isForFiles(url)) return length > STREAM_LIMIT ? 'import-too-large' : null;
  return length > routeOptions.bodyLimit ? 'body-too-large' : null;
}

function refuse(reply: FastifyReply, code: Code): void {
  const problem = { ...document(code), traceId: traceIdOf(currentTrace()) };
  void reply.status(problem.status).header('content-type', 'application/problem+json').send(problem);
}
