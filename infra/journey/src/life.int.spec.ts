import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import asyncapi from '@asyncapi/parser';
import { eventually, startPostgres } from '@ckm/backing-services';
import { Validator } from '@seriousme/openapi-schema-validator';
import { type CustomerEvent, structuredRequest } from './customer-events.js';
import {
  forget,
  type Installation,
  interruptedStart,
  processesOf,
  startInstallation,
  upOnceMore,
} from './installation.js';
import { headsAtRest } from './operations.js';
import { tokenOf } from './tokens.js';

const saying = (id: string, text: string): CustomerEvent => ({
  id,
  source: '/visits',
  type: 'visit.noted',
  time: '2026-11-20T09:12:00Z',
  data: { customerId: `l-${id}`, text },
});

interface OpenApi {
  paths: Record<string, Record<string, { security?: object[] }>>;
}

describe('An installation', () => {
  let ckm: Installation;

  /** Posted until it is taken: a client tries again. */
  const take = (event: CustomerEvent): Promise<string> =>
    eventually(async () => {
      const { status, body } = await ckm.post<{ data: { itemId: string } }>('/v1/events', structuredRequest(event));
      expect(status).toBe(202);
      return body.data.itemId;
    });
  const seen = (path: string): Promise<unknown> => eventually(() => ckm.data(path));

  beforeAll(async () => {
    ckm = await startInstallation();
  });

  afterAll(async () => {
    await ckm?.stop();
    if (ckm) forget(ckm.home);
  });

  it('describes its routes in valid OpenAPI', async () => {
    const { status, body } = await ckm.get<Record<string, unknown>>('/v1/openapi.json', null);
    expect(status).toBe(200);
    expect(await new Validator().validate(body)).toEqual({ valid: true });
    expect(Object.keys(body.paths as object)).toEqual(
      expect.arrayContaining([
        '/v1/events',
        '/v1/items/{id}',
        '/v1/items/{id}/journey',
        '/v1/feed',
        '/v1/opportunities',
      ]),
    );
  });

  it('describes its topics in valid AsyncAPI', async () => {
    const { status, body } = await ckm.get<object>('/v1/asyncapi.json', null);
    expect(status).toBe(200);
    const { document, diagnostics } = await new asyncapi.Parser().parse(JSON.stringify(body));
    expect(diagnostics.filter(({ severity }) => Number(severity) === 0)).toEqual([]);
    expect(document?.channels().map(channel => channel.address())).toContain('ckm.customer-events.v1');
  });

  it('answers nobody without a token', async () => {
    const { paths } = (await ckm.get<OpenApi>('/v1/openapi.json', null)).body;
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => [method.toUpperCase(), path.replace(/\{\w+\}/, ckm.home.slice(-12))] as const),
    );
    expect(routes.length).toBeGreaterThan(7);
    for (const [method, path] of [...routes, ['GET', '/v1/ops/status'] as const]) {
      const response = await fetch(ckm.url + path, { method });
      expect([method, path, response.status]).toEqual([method, path, 401]);
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(await response.json()).toMatchObject({ status: 401, code: 'token-missing' });
    }
  });

  it('tells an expired token, a forged one and a lesser role from the right one', async () => {
    const reader = tokenOf(ckm.home, { tenant: 'demo', role: 'reader' });
    const late = tokenOf(ckm.home, { tenant: 'demo', role: 'admin', exp: 1_700_000_000 });
    const [header, , signature] = reader.split('.');
    const claims = Buffer.from(JSON.stringify({ sub: 'x', tenant: 'demo', role: 'admin', exp: 4e9 })).toString(
      'base64url',
    );
    expect(await ckm.get('/v1/feed', reader)).toMatchObject({ status: 200 });
    expect(await ckm.get('/v1/feed', late)).toMatchObject({ status: 401, body: { code: 'token-invalid' } });
    expect(await ckm.get('/v1/feed', `${header}.${claims}.${signature}`)).toMatchObject({ status: 401 });
    const post = { ...structuredRequest(saying('never', 'x')), headers: { authorization: `Bearer ${reader}` } };
    expect(await ckm.post('/v1/events', post)).toMatchObject({ status: 403, body: { code: 'role-missing' } });
  });

  it('is started once: a second start tells where it runs, and ends well', async () => {
    const { said, code } = await upOnceMore(ckm.home);
    expect(code).toBe(0);
    expect(said).toBe(`ckm runs already at ${ckm.url} (the token is in ${join(ckm.home, 'admin.token')})\n`);
    expect((await ckm.get('/v1/feed')).status).toBe(200);
  });

  it.each(['capture', 'enrichment', 'sharing', 'innovation', 'console'])(
    'loses nothing when %s is killed, and goes on',
    async service => {
      const before = await take(saying(`before-${service}`, 'Kurz vor dem Absturz.'));
      const [pid, ...others] = processesOf(ckm.home, `services/${service}/`);
      expect(others).toEqual([]);
      process.kill(pid!, 'SIGKILL');
      const after = await take(saying(`after-${service}`, '重启以后还在吗？'));
      for (const itemId of [before, after]) await seen(`/v1/interpretations/${itemId}`);
      await eventually(async () => expect(await ckm.data(`/v1/items/${after}/journey`)).toHaveLength(3));
      expect(processesOf(ckm.home, `services/${service}/`)).not.toContain(pid);
    },
  );

  it('loses nothing when its PostgreSQL is killed, and goes on', async () => {
    const before = await take(saying('before-postgres', 'Kurz vor dem Absturz der Datenbank.'));
    const { pid } = await startPostgres({ dataDirectory: join(ckm.home, 'postgres') });
    process.kill(pid, 'SIGKILL');
    const after = await take(saying('after-postgres', 'Is anybody there again?'));
    for (const itemId of [before, after]) await seen(`/v1/interpretations/${itemId}`);
    await eventually(async () => expect(await ckm.data(`/v1/items/${after}/journey`)).toHaveLength(3));
  });

  it('leaves no process behind, and has everything when it is started again', async () => {
    const itemId = await take(saying('last', 'See you tomorrow.'));
    const heads = await eventually(() => headsAtRest(ckm));
    const look = (): Promise<unknown[]> =>
      Promise.all(
        ['feed', `items/${itemId}`, `interpretations/${itemId}`, `items/${itemId}/journey`].map(at =>
          ckm.data(`/v1/${at}`),
        ),
      );
    const before = await look();
    expect(before[0]).not.toEqual([]);

    expect(processesOf(ckm.home).length).toBeGreaterThan(6);
    await ckm.stop();
    expect(processesOf(ckm.home)).toEqual([]);

    ckm = await startInstallation({ home: ckm.home });
    expect(await look()).toEqual(before);
    expect(await eventually(() => headsAtRest(ckm))).toEqual(heads);
  });

  it('ends where its data are gone, and is not started again without them', async () => {
    const { home } = ckm;
    const before = await ckm.data('/v1/feed');
    const data = join(home, 'postgres', 'data');
    process.kill(Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT');
    await rename(data, `${data}-away`);
    await eventually(() => expect(processesOf(home)).toEqual([]), 30_000);
    await expect(ckm.stop()).rejects.toThrow(new RegExp(`ended with 1: .*The data in ${data} are gone`, 's'));
    await expect(startInstallation({ home })).rejects.toThrow(`The data in ${data} are gone: put them back`);
    await rename(`${data}-away`, data);
    ckm = await startInstallation({ home });
    expect(await ckm.data('/v1/feed')).toEqual(before);
  });
});

describe('A start', () => {
  const reaching = (file: string) => (home: string) =>
    eventually(() => expect(existsSync(join(home, file))).toBe(true));
  /** A program that listens and never answers. */
  let silent: Server;
  let port: string;

  beforeAll(async () => {
    silent = createServer();
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', () => resolve()));
    port = String((silent.address() as AddressInfo).port);
  });

  afterAll(() => void silent.close());

  it.each(['postgres/data/postmaster.pid', 'logs/console.log'])(
    'that Ctrl-C interrupts at %s leaves nothing running, even where npm passes it on a second time',
    async file => {
      const { home, code } = await interruptedStart({ when: reaching(file), againMs: 100 });
      expect([code, processesOf(home)]).toEqual([0, []]);
      forget(home);
    },
  );

  it('waits no longer for its port after Ctrl-C', async () => {
    const when = reaching('running.json');
    const { home, code } = await interruptedStart({ env: { CKM_PORT: port }, when, againMs: 100 });
    expect(code).toBe(0);
    forget(home);
  });

  it('ends at once at a second Ctrl-C', async () => {
    const env = { DATABASE_URL: `postgres://ckm:x@127.0.0.1:${port}/ckm` };
    const when = () => once(silent, 'connection');
    const { home, code } = await interruptedStart({ env, when, againMs: 1_500 });
    expect([code, processesOf(home)]).toEqual([1, []]);
    forget(home);
  });
});
