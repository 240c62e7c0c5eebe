import { fastify } from 'fastify';
import { serveDocs } from './docs.js';

const app = fastify();
beforeAll(() => serveDocs(app));
afterAll(() => app.close());

const get = (url: string) => app.inject({ method: 'GET', url });
/** Everything that an HTML page loads. */
const loaded = (page: string): string[] => [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => String(url));

describe('the page of routes', () => {
  it.each(['/docs', '/docs/'])('is at %s, for everybody', async url => {
    const page = await get(url);
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.body).toContain('<div id="routes">');
  });

  it('loads files of this origin only, and all of them exist', async () => {
    const urls = loaded((await get('/docs')).body);
    expect(urls).toHaveLength(4);
    for (const url of urls) {
      expect(url).toMatch(/^\/docs\/[\w.-]+$/);
      expect([url, (await get(url)).statusCode]).toEqual([url, 200]);
    }
  });

  it('shows the OpenAPI of this origin, and asks no validator on the internet', async () => {
    const { body, headers } = await get('/docs/start.js');
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(body).toContain("url: '/v1/openapi.json'");
    expect(body).toContain('validatorUrl: null');
  });

  it('may run scripts from and connect to this origin only', async () => {
    for (const url of ['/docs', '/docs/start.js', '/docs/swagger-ui-bundle.js']) {
      const { headers } = await get(url);
      expect(headers['x-content-type-options']).toBe('nosniff');
      const policy = String(headers['content-security-policy']).split('; ');
      expect(policy).toEqual(
        expect.arrayContaining([
          "default-src 'none'",
          "script-src 'self'",
          "connect-src 'self'",
          "frame-ancestors 'none'",
        ]),
      );
    }
  });

  it('serves nothing else of the package, and nothing beside it', async () => {
    for (const url of [
      '/docs/package.json',
      '/docs/index.html',
      '/docs/swagger-ui.js',
      '/docs/../package.json',
      '/docs/%2e%2e/fastify/package.json',
    ])
      expect([url, (await get(url)).statusCode]).toEqual([url, 404]);
  });
});
