import type { InjectOptions } from 'fastify';
import { CODES, type Code } from './codes.js';
import { notesApp, type NotesApp } from './fixture/app.js';
import type { ProblemDocument } from './problem.js';

let notes: NotesApp;
let authorization: string;

beforeAll(async () => {
  notes = await notesApp();
  authorization = `Bearer ${await notes.signer.sign({ role: 'admin' })}`;
});
afterAll(() => notes.app.close());

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const traceparent = `00-${TRACE}-00f067aa0ba902b7-01`;
const json = { 'content-type': 'application/json' };
const written = { title: 'Der Toner staubt.', examples: [] };

async function ask({ headers, ...options }: InjectOptions) {
  const answer = await notes.app.inject({ ...options, headers: { authorization, traceparent, ...headers } });
  return { answer, problem: answer.json<ProblemDocument>() };
}
const post = (payload: InjectOptions['payload'], headers: Record<string, string> = json) =>
  ask({ method: 'POST', url: '/v1/notes', payload, headers });

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const sized = (bytes: number): string =>
  JSON.stringify({ ...written, title: '' }).replace('""', `"${'x'.repeat(bytes - 26)}"`);

describe('a request that is refused', () => {
  const cases: [Code, string, () => InjectOptions][] = [
    ['body-not-json', 'malformed JSON', () => ({ payload: '{"title":' })],
    ['body-not-json', 'an empty body', () => ({ payload: '' })],
    ['body-not-utf8', 'bytes that are not UTF-8', () => ({ payload: Buffer.from('{"title":"Stra\xdfe"}', 'latin1') })],
    ['text-not-storable', 'U+0000 in a text', () => ({ payload: { ...written, title: 'a\0b' } })],
    ['text-not-storable', 'half a character', () => ({ payload: { ...written, title: 'a\ud83d' } })],
    ['body-too-deep', 'a depth of 65', () => ({ payload: nested(65) })],
    ['body-invalid', 'a depth of 64', () => ({ payload: nested(64) })],
    ['body-invalid', 'no body', () => ({ headers: {} })],
    ['body-invalid', 'a body of 5 MB', () => ({ payload: sized(5 * 1024 * 1024) })],
    ['body-too-large', 'a body of 5 MB and a byte', () => ({ payload: sized(5 * 1024 * 1024 + 1) })],
    ['media-type-unknown', 'XML', () => ({ payload: '<note/>', headers: { 'content-type': 'application/xml' } })],
    ['media-type-unknown', 'plain text', () => ({ payload: 'note', headers: { 'content-type': 'text/plain' } })],
    ['media-type-unknown', 'a type that is none', () => ({ payload: '{}', headers: { 'content-type': 'json' } })],
    ['media-type-unknown', 'an unnamed type', () => ({ payload: Buffer.from('{}'), headers: {} })],
    [
      'media-type-unknown',
      'CSV where JSON is read',
      () => ({ payload: 'a,b', headers: { 'content-type': 'text/csv' } }),
    ],
    ['media-type-unknown', 'JSON where CSV is read', () => ({ url: '/v1/scrolls', payload: '{}' })],
    ['media-type-unknown', 'nothing where CSV is read', () => ({ url: '/v1/scrolls', headers: {} })],
    ['route-not-found', 'a colon for another', () => ({ url: '/v1/notes:bury' })],
    ['method-not-allowed', 'a wrong method of a path with a colon', () => ({ method: 'PUT', url: '/v1/notes:burn' })],
    ['route-not-found', 'an unknown route', () => ({ url: '/v1/notices' })],
    ['route-not-found', 'a route below a known one', () => ({ url: '/v1/notes/1/refusal/2' })],
    ['method-not-allowed', 'a wrong method', () => ({ method: 'DELETE' })],
    ['method-not-allowed', 'a wrong method of a route with an id', () => ({ method: 'PUT', url: '/v1/notes/7?a=b' })],
    ['request-invalid', 'an id that is no UUID', () => ({ method: 'GET', url: '/v1/notes/7' })],
    ['query-invalid', 'a limit of 0', () => ({ method: 'GET', url: '/v1/notes?limit=0' })],
    ['query-invalid', 'half a percent sign', () => ({ method: 'GET', url: '/v1/notes?weight=%E4' })],
    ['cursor-invalid', 'a cursor of its own', () => ({ method: 'GET', url: '/v1/notes?cursor=page-2' })],
    ['role-missing', 'a route for nobody', () => ({ method: 'GET', url: '/v1/forgotten' })],
    ['token-invalid', 'a bad token', () => ({ headers: { authorization: 'Bearer x' } })],
    ['internal-error', 'a fault of ours', () => ({ method: 'GET', url: '/v1/faults/sql' })],
    ['database-unavailable', 'a fault that passes', () => ({ method: 'GET', url: '/v1/faults/passing' })],
    ['history-unknown', 'a stream of newer code', () => ({ method: 'GET', url: '/v1/faults/newer' })],
  ];

  it.each(cases)('%s: %s', async (code, _, options) => {
    const { answer, problem } = await ask({ method: 'POST', url: '/v1/notes', headers: json, ...options() });
    expect(problem).toMatchObject({ code, ...CODES[code], type: `urn:ckm:problem:${code}`, traceId: TRACE });
    expect(answer.statusCode).toBe(CODES[code].status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(problem.detail).toMatch(/\w/);
  });
});

it('a path that is not percent-encoded UTF-8 is refused', async () => {
  for (const url of ['/v1/notes/%ZZ', '/v1/notes/%FF']) {
    const { answer, problem } = await ask({ method: 'GET', url });
    expect([answer.statusCode, problem.code, problem.traceId]).toEqual([400, 'request-invalid', null]);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  }
});

it('a byte order mark is no part of JSON, and every other character is', async () => {
  const { answer } = await post(`\ufeff${JSON.stringify({ ...written, title: '\ufeffToner' })}`);
  expect([answer.statusCode, answer.json<{ data: { title: string } }>().data.title]).toEqual([202, '\ufeffToner']);
});

it('what is right is answered', async () => {
  expect((await post(written)).answer.statusCode).toBe(202);
  const { answer } = await ask({ method: 'GET', url: '/v1/notes?limit=2' });
  expect([answer.statusCode, answer.json<{ data: unknown[] }>().data.length]).toEqual([200, 2]);
});

it.each(['application/json; charset=utf-8', 'application/cloudevents+json', 'application/cloudevents-batch+json'])(
  '%s is read as JSON',
  async type => expect((await post(JSON.stringify(written), { 'content-type': type })).answer.statusCode).toBe(202),
);

it('a colon in a path is no parameter', async () => {
  const { answer } = await ask({ method: 'POST', url: '/v1/notes:burn' });
  expect([answer.statusCode, answer.json()]).toEqual([202, { data: 'ashes' }]);
});

it.each(['text/csv; charset=utf-8', 'application/x-ndjson'])('%s is handed on as it comes, past 5 MB', async type => {
  const payload = Buffer.alloc(6 * 1024 * 1024, 'x');
  const { answer } = await ask({ method: 'POST', url: '/v1/scrolls', payload, headers: { 'content-type': type } });
  expect([answer.statusCode, answer.json()]).toEqual([202, { data: payload.length }]);
});

describe('what is wrong is shown', () => {
  it('in a body', async () => {
    const { problem } = await post({
      title: '',
      weight: 'medium',
      examples: [{ language: 'fr', text: 'Merci' }],
      'a/b': 1,
    });
    expect(problem.pointers?.map(({ pointer, rule }) => `${pointer} ${rule}`).sort()).toEqual([
      '/a~1b additionalProperties',
      '/examples/0/language enum',
      '/title minLength',
      '/weight enum',
    ]);
  });

  it.each([
    ['limit=101', '/limit maximum'],
    ['limit=ten', '/limit type'],
    ['limit=1&limit=2', '/limit type'],
    ['limit=1e1', '/limit type'],
    ['weight=LOW', '/weight enum'],
    ['page=2', '/page additionalProperties'],
    ['cursor=', '/cursor minLength'],
    ['__proto__=1', '/__proto__ additionalProperties'],
  ])('in a query: %s', async (query, fault) => {
    const { problem } = await ask({ method: 'GET', url: `/v1/notes?${query}` });
    expect(problem.code).toBe('query-invalid');
    expect(problem.pointers?.map(({ pointer, rule }) => `${pointer} ${rule}`)).toEqual([fault]);
  });

  it('in a method: what the path does answer', async () => {
    const { answer } = await ask({ method: 'DELETE', url: '/v1/notes?limit=1' });
    expect(answer.headers.allow).toBe('GET, HEAD, POST');
    expect((await ask({ method: 'GET', url: '/v1/nothing' })).answer.headers.allow).toBeUndefined();
  });
});

it('an id in a path is read in small letters, however it was sent', async () => {
  const { problem } = await ask({ method: 'GET', url: '/v1/notes/5F0E2C84-7D5B-4A41-8C1F-2B9A6D3E4F10' });
  expect(problem.detail).toBe('There is no note 5f0e2c84-7d5b-4a41-8c1f-2b9a6d3e4f10.');
});

describe('a rejection', () => {
  const refuse = async (slug: string) => (await ask({ method: 'POST', url: `/v1/notes/${slug}/refusal` })).problem;

  it('that is listed is told with the title when it says no more', async () => {
    const { title, status } = CODES['item-differs'];
    expect(await refuse('item-differs')).toMatchObject({ status, code: 'item-differs', title, detail: title });
  });

  it('that is not listed is a conflict', async () => {
    expect(await refuse('note-locked')).toMatchObject({
      type: 'urn:ckm:problem:note-locked',
      status: 409,
      code: 'note-locked',
      title: 'note locked',
      detail: 'note locked',
    });
  });

  it('is told in its own words when it has some', async () => {
    const told = { status: 409, title: 'note locked by', detail: 'Ben is writing in it.' };
    expect(await refuse('note-locked-by')).toMatchObject(told);
  });

  it.each(['note-not-found', 'constructor-not-found'])('%s is a 404', async slug =>
    expect(await refuse(slug)).toMatchObject({ status: 404, code: slug }),
  );

  it('with the name of what every object has is a conflict, too', async () =>
    expect(await refuse('constructor')).toMatchObject({ status: 409, code: 'constructor' }));
});

describe('a fault of ours', () => {
  it.each(['sql', 'borrowed'])('is told without its words, and logged with them: %s', async kind => {
    notes.logged.length = 0;
    const { answer, problem } = await ask({ method: 'GET', url: `/v1/faults/${kind}` });
    expect(problem).toEqual({
      type: 'urn:ckm:problem:internal-error',
      title: CODES['internal-error'].title,
      status: 500,
      code: 'internal-error',
      detail: 'An unexpected error.',
      traceId: TRACE,
    });
    expect(answer.body).not.toMatch(/SELECT|Kühn|\/srv|\bat /);
    expect(notes.logged).toEqual([[{ err: expect.any(Error) as Error }, 'a request failed']]);
  });

  it('that passes by itself is no error, and says when to ask again', async () => {
    notes.logged.length = 0;
    const { answer } = await ask({ method: 'GET', url: '/v1/faults/passing' });
    expect(answer.headers['retry-after']).toBe('1');
    expect(answer.body).not.toMatch(/SELECT|Kühn|\/srv|\bat /);
    expect(notes.logged).toEqual([]);
  });

  it('is all that is logged', async () => {
    notes.logged.length = 0;
    await post('{');
    await ask({ method: 'GET', url: '/v1/nothing' });
    expect(notes.logged).toEqual([]);
  });
});
