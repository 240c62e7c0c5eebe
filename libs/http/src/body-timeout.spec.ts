import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { notesApp, type NotesApp } from './fixture/app.js';

const WITHIN_MS = 300;

let notes: NotesApp;
let url: string;
let authorization: string;

beforeAll(async () => {
  notes = await notesApp(undefined, {}, WITHIN_MS);
  authorization = `Bearer ${await notes.signer.sign()}`;
  await notes.app.listen(0, '127.0.0.1');
  url = await notes.app.getUrl();
});
afterAll(() => notes.app.close());

/** Every piece comes well in time behind the one before it. */
async function post(path: string, type: string, pieces: string[]): Promise<{ status?: number; body: string }> {
  const sending = request(url + path, { method: 'POST', headers: { authorization, 'content-type': type } });
  sending.on('error', () => undefined);
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
  for (const piece of pieces) {
    sending.write(piece);
    await delay(WITHIN_MS / 2);
  }
  if (pieces.at(-1)?.endsWith('.')) sending.end();
  const [answer] = await answered;
  return { status: answer.statusCode, body: await text(answer) };
}

it.each([
  ['that stops', ['{"title":']],
  ['that goes on and on', ['{"title":"', 'a', 'b', 'c']],
])('a client whose body %s hears that it is too slow, and is hung up on', async (_, pieces) => {
  const { status, body } = await post('/v1/notes', 'application/json', pieces);
  expect([status, JSON.parse(body)]).toMatchObject([408, { code: 'request-too-slow' }]);
  expect(notes.logged).toEqual([]);
});

it('a file that is handed on as it comes may take longer', async () => {
  const { status, body } = await post('/v1/scrolls', 'text/csv', ['a', 'b', 'c', 'd.']);
  expect([status, JSON.parse(body)]).toEqual([202, { data: 5 }]);
});

it('a request that has come is answered, however long that takes', async () => {
  const headers = { authorization, 'content-type': 'application/json' };
  const body = JSON.stringify({ title: 'Akku', examples: [] });
  const answer = await fetch(`${url}/v1/naps`, { method: 'POST', headers, body });
  expect(answer.status).toBe(202);
});
