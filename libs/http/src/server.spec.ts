import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { startTracing, stopTracing } from '@ckm/telemetry';
import { CODES, type Code } from './codes.js';
import { notesApp, type NotesApp } from './fixture/app.js';

let notes: NotesApp;
let missing: string | null = null;
let url: string;
let authorization: string;

beforeAll(async () => {
  await startTracing('notes', null);
  notes = await notesApp(() => Promise.resolve(missing));
  authorization = `Bearer ${await notes.signer.sign()}`;
  await notes.app.listen(0, '127.0.0.1');
  url = await notes.app.getUrl();
});
afterAll(async () => {
  await notes.app.close();
  await stopTracing();
});

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const traceparent = `00-${TRACE}-00f067aa0ba902b7-01`;
const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(url + path, { headers });
  return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.text() };
};

/** Sends a body in pieces that arrive one by one. */
async function postInPieces(pieces: string[]): Promise<{ status: number; body: string }> {
  const headers = { authorization, traceparent, 'content-type': 'application/json' };
  const sending = request(`${url}/v1/notes`, { method: 'POST', headers });
  for (const piece of pieces) {
    sending.write(piece);
    await delay(20);
  }
  sending.end();
  const [answer] = (await once(sending, 'response')) as [import('node:http').IncomingMessage];
  return { status: answer.statusCode ?? 0, body: await text(answer) };
}

describe('health', () => {
  it('is asked without a token', async () => {
    expect(await get('/livez')).toMatchObject({ status: 200, body: '{"status":"live"}' });
    expect(await get('/readyz')).toMatchObject({ status: 200, body: '{"status":"ready"}' });
  });

  it('says what is not ready, and lives on', async () => {
    missing = 'database';
    expect(await get('/readyz')).toMatchObject({ status: 503, body: '{"status":"not-ready","missing":"database"}' });
    expect(await get('/livez')).toMatchObject({ status: 200 });
    missing = null;
  });
});

describe('metrics', () => {
  it('tell how long each route takes, without what was asked for', async () => {
    await get('/v1/about?customer=external:K%C3%BChn');
    await get('/v1/kuehn-at-example');
    const { type, body } = await get('/metrics');
    expect(type).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(body).toMatch(/ckm_http_request_duration_seconds_count\{[^}]*route="\/v1\/about"[^}]*\} 1$/m);
    expect(body).toMatch(/ckm_http_request_duration_seconds_sum\{[^}]*route="\/v1\/about"[^}]*\} [\d.]*[1-9]/m);
    expect(body).toMatch(/ckm_http_request_duration_seconds_count\{[^}]*status="404"[^}]*\} 1$/m);
    expect(body).not.toMatch(/k(%C3%BC|ue)hn/i);
  });
});

it('what is answered is kept in no cache', async () => {
  for (const path of ['/v1/about', '/v1/nowhere', '/livez']) {
    const { headers } = await fetch(url + path);
    expect([headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual(['no-store', 'nosniff']);
  }
});

describe('a trace', () => {
  const spanOf = (body: string) => JSON.parse(body) as { data: { traceparent: string } };

  it('that a client began goes on', async () => {
    const { body } = await get('/v1/about', { traceparent });
    expect(spanOf(body).data.traceparent).toMatch(new RegExp(`^00-${TRACE}-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$`));
  });

  it.each(['', 'nonsense', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`])(
    'begins here without a good one: %j',
    async given => {
      const { body } = await get('/v1/about', { traceparent: given });
      expect(spanOf(body).data.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
      expect(spanOf(body).data.traceparent).not.toContain('0'.repeat(32));
    },
  );

  it('goes on in a handler whose body came in pieces', async () => {
    const { status, body } = await postInPieces(['{"title":"Der Tone', 'r staubt.","exa', 'mples":[]}']);
    expect(status).toBe(202);
    expect(spanOf(body).data.traceparent).toContain(TRACE);
  });

  it('is told when a body in pieces cannot be read', async () => {
    const { status, body } = await postInPieces(['{"title":', '"Der Toner', ' staubt."']);
    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({ code: 'body-not-json', traceId: TRACE });
  });
});

it.each(['application/json', 'application/cloudevents+json'])(
  'a command that reads no body is done without one, whatever type is named: %s',
  async type => {
    const answer = await fetch(`${url}/v1/notes:burn`, {
      method: 'POST',
      headers: { authorization, 'content-type': type },
    });
    expect([answer.status, await answer.json()]).toEqual([202, { data: 'ashes' }]);
  },
);

it.each<[what: string, path: string, type: string, code: Code]>([
  ['its stream', '/v1/scrolls', 'text/csv', 'token-invalid'],
  ['its endless JSON', '/v1/notes', 'application/json', 'body-too-large'],
  ['what nobody reads', '/v1/notes', 'text/plain', 'media-type-unknown'],
  ['what it sends to nowhere', '/v1/nowhere', 'text/plain', 'route-not-found'],
])('a client hears why %s is refused, though it still sends', async (_, path, type, code) => {
  const headers = { authorization: 'Bearer none', 'content-type': type };
  const sending = request(url + path, { method: 'POST', headers });
  for (let piece = 0; piece < 200; piece += 1)
    if (!sending.write(Buffer.alloc(100_000, 'x'))) await once(sending, 'drain');
  sending.end();
  const [answer] = (await once(sending, 'response')) as [import('node:http').IncomingMessage];
  expect([answer.statusCode, JSON.parse(await text(answer))]).toMatchObject([CODES[code].status, { code }]);
});

it('a client that goes away while it sends is no error of ours', async () => {
  notes.logged.length = 0;
  const headers = { authorization, 'content-type': 'application/json', 'content-length': '1000' };
  const sending = request(`${url}/v1/notes`, { method: 'POST', headers });
  sending.on('error', () => undefined).write('{"title":');
  await delay(50);
  sending.destroy();
  await delay(100);
  expect(notes.logged).toEqual([]);
});
