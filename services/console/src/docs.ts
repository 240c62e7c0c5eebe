import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { SECURITY_HEADERS } from './security-headers.js';

const SWAGGER_UI = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const FILES = ['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png'];

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>ckm · routes</title>
    <link rel="icon" href="/docs/favicon-32x32.png" />
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="routes"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

// By default Swagger UI sends the document to a validator on the internet.
const START = `SwaggerUIBundle({ url: '/v1/openapi.json', dom_id: '#routes', deepLinking: true, validatorUrl: null });
`;

/** Looser than for the other pages: Swagger UI needs inline styles and `data:` icons. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  ...SECURITY_HEADERS,
};

/** Serves Swagger UI at `/docs`, with all of its files from this origin. */
export async function serveDocs(fastify: FastifyInstance): Promise<void> {
  const answers = { '/docs': ['html', PAGE], '/docs/': ['html', PAGE], '/docs/start.js': ['javascript', START] };
  for (const [url, [type, content]] of Object.entries(answers))
    fastify.get(url, (_, reply) => reply.headers(HEADERS).type(`text/${type}; charset=utf-8`).send(content));
  await fastify.register(files, {
    root: SWAGGER_UI,
    prefix: '/docs/',
    index: false,
    decorateReply: false,
    allowedPath: path => FILES.includes(path),
    setHeaders: reply => void reply.headers(HEADERS),
  });
}
