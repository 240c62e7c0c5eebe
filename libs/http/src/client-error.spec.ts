import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { CODES, type Code } from './codes.js';
import { notesApp, type NotesApp } from './fixture/app.js';
import type { ProblemDocument } from './problem.js';
import { answerClientError } from './client-error.js';

let notes: NotesApp;
let port: number;

beforeAll(async () => {
  notes = await notesApp();
  await notes.app.listen(0, '127.0.0.1');
  port = Number(new URL(await notes.app.getUrl()).port);
});
afterAll(() => notes.app.close());

/** What stands on the wire is the answer; the server hangs up behind it. */
async function send(bytes: string): Promise<{ head: string; problem: ProblemDocument }> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
  return { head, problem: JSON.parse(body) as ProblemDocument };
}

const HEAD = 'POST /v1/notes HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';

it.each<[what: string, code: Code, bytes: string]>([
  ['another protocol', 'request-invalid', '\x16\x03\x01\x02\x00\x01\x00\r\n\r\n'],
  ['another version', 'request-invalid', 'GET /v1/notes HTTP/3.0\r\nhost: x\r\n\r\n'],
  ['a method that is none', 'request-invalid', 'BREW /v1/notes HTTP/1.1\r\nhost: x\r\n\r\n'],
  ['a length below zero', 'request-invalid', `${HEAD}content-length: -1\r\n\r\n{}`],
  ['a length in words', 'request-invalid', `${HEAD}content-length: two\r\n\r\n{}`],
  ['two lengths', 'request-invalid', `${HEAD}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`],
  [
    'a length and pieces',
    'request-invalid',
    `${HEAD}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n`,
  ],
  ['a piece without a length', 'request-invalid', `${HEAD}transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`],
  ['U+0000 in a header', 'request-invalid', `${HEAD}x-name: a\0b\r\n\r\n`],
  ['bytes in the path', 'request-invalid', 'GET /v1/notes/\xff\xfe HTTP/1.1\r\nhost: x\r\n\r\n'],
  ['20 kB of one header', 'header-too-large', `${HEAD}x-long: ${'x'.repeat(20_000)}\r\n\r\n`],
  ['a path of 20 kB', 'header-too-large', `GET /v1/notes?a=${'x'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`],
])('%s is refused with a problem: %s', async (_, code, bytes) => {
  const { head, problem } = await send(bytes);
  expect(problem).toMatchObject({ code, ...CODES[code], type: `urn:ckm:problem:${code}`, traceId: null });
  expect(head).toMatch(
    new RegExp(`^HTTP/1.1 ${CODES[code].status} .+\r\ncontent-type: application/problem\\+json\r\n`),
  );
});

it('a request that never ends is told so', () => {
  let said = '';
  const socket = { writable: true, end: (more: string) => void (said += more) } as unknown as Socket;
  answerClientError(Object.assign(new Error('late'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socket);
  expect(said).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n[^]*"code":"request-too-slow"/);
});

it('a client that is gone is told nothing', async () => {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.destroy();
  answerClientError(new Error('gone'), socket);
  expect(socket.bytesWritten).toBe(0);
});
