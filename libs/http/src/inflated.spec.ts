import { randomBytes } from 'node:crypto';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { notesApp, type NotesApp } from './fixture/app.js';
import { inflated } from './inflated.js';

const written = JSON.stringify({ title: 'Der Toner staubt – 墨粉 🧰', examples: [] });
const MB = 1024 * 1024;

let notes: NotesApp;
beforeAll(async () => {
  notes = await notesApp();
});
afterAll(() => notes.app.close());

it.each([
  ['inflated', 'gzip', gzipSync(Buffer.alloc(9 * MB))],
  ['parsed', 'identity', Buffer.from('{"title":')],
])('a body of who does not say who it is is not %s', async (_, encoding, payload) => {
  const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
  const answer = await notes.app.inject({ method: 'POST', url: '/v1/notes', payload, headers });
  expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([401, 'token-missing']);
});

it('a body is read without a token where everybody may send one', async () => {
  const headers = { 'content-type': 'application/json' };
  const answer = await notes.app.inject({ method: 'POST', url: '/v1/greetings', payload: written, headers });
  expect(answer.statusCode).toBe(202);
});

async function post(payload: Buffer | string, encoding: string) {
  const authorization = `Bearer ${await notes.signer.sign()}`;
  const headers = { authorization, 'content-type': 'application/json', 'content-encoding': encoding };
  const answer = await notes.app.inject({ method: 'POST', url: '/v1/notes', payload, headers });
  return { status: answer.statusCode, body: answer.json<{ code?: string; data?: { title: string } }>() };
}

it.each([
  ['gzip', gzipSync(written)],
  ['GZIP', gzipSync(written)],
  ['deflate', deflateSync(written)],
  ['br', brotliCompressSync(written)],
  ['identity', Buffer.from(written)],
])('a body in %s is read to its last character', async (encoding, payload) =>
  expect(await post(payload, encoding)).toMatchObject({
    status: 202,
    body: { data: { title: 'Der Toner staubt – 墨粉 🧰' } },
  }),
);

it.each<[what: string, code: string, encoding: string, payload: Buffer | string]>([
  ['is not what it says', 'body-not-inflatable', 'gzip', written],
  ['is cut', 'body-not-inflatable', 'gzip', gzipSync(written).subarray(0, -9)],
  [
    'has a broken sum',
    'body-not-inflatable',
    'gzip',
    Buffer.concat([gzipSync(written).subarray(0, -8), randomBytes(8)]),
  ],
  ['is deflate and says gzip', 'body-not-inflatable', 'gzip', deflateSync(written)],
  ['says nothing', 'body-not-utf8', 'identity', gzipSync(written)],
  ['is empty', 'body-not-inflatable', 'gzip', ''],
  ['is in an encoding that nobody knows', 'media-type-unknown', 'zstd', written],
  ['is compressed twice', 'media-type-unknown', 'gzip, gzip', gzipSync(gzipSync(written))],
  ['holds no JSON', 'body-not-json', 'br', brotliCompressSync('{')],
  ['holds no UTF-8', 'body-not-utf8', 'gzip', gzipSync(Buffer.from([0x22, 0xff, 0x22]))],
  ['is a bomb', 'body-too-large', 'gzip', gzipSync(Buffer.alloc(8 * MB, ' '))],
  [
    'is a bomb of lists',
    'body-too-large',
    'gzip',
    gzipSync(`["${randomBytes(MB).toString('hex')}"${',[]'.repeat(2 * MB)}]`),
  ],
  ['is a small bomb', 'body-too-large', 'br', brotliCompressSync(Buffer.alloc(MB, ' '))],
])('a body that %s is refused: %s', async (_, code, encoding, payload) =>
  expect((await post(payload, encoding)).body).toMatchObject({ code }),
);

it('no more than 16 MB are inflated, however much was sent', async () => {
  const half = randomBytes(MB);
  const sent = gzipSync(Buffer.concat([half, Buffer.alloc(16 * MB, ' ')]), { level: 1 });
  expect(sent.length * 100).toBeGreaterThan(16 * MB);
  await expect(inflated(sent, 'gzip')).rejects.toMatchObject({ code: 'body-too-large' });
  const fits = gzipSync(Buffer.concat([half, Buffer.alloc(15 * MB, ' ')]), { level: 1 });
  expect(await inflated(fits, 'gzip')).toHaveLength(16 * MB);
});
