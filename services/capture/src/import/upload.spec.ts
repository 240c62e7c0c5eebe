import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { type AddressInfo } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { chunksOf } from './upload.js';

const PATIENCE_MS = 200;
const read = async (body: Readable, idleTimeoutMs = PATIENCE_MS): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of chunksOf(body, { idleTimeoutMs })) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

it('an upload that stops coming is interrupted, whatever has come of it', async () => {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const sending = request({ port, host: '127.0.0.1', method: 'POST' }).on('error', () => undefined);
  sending.write('id;customerId;text');
  const [body] = (await once(server, 'request')) as [Readable];
  await expect(read(body)).rejects.toMatchObject({ code: 'import-interrupted' });
  sending.destroy();
  server.close();
});

it('an upload that never begins is interrupted', () =>
  expect(read(new PassThrough())).rejects.toMatchObject({ code: 'import-interrupted' }));

it('a slow upload is read to its end, however long it takes', async () => {
  async function* slowly(): AsyncGenerator<string> {
    for (const piece of ['a', 'b', 'c', 'd', 'e', 'f']) {
      await pause(PATIENCE_MS);
      yield piece;
    }
  }
  expect(await read(Readable.from(slowly(), { objectMode: false }), 5 * PATIENCE_MS)).toBe('abcdef');
});

it('an upload is not interrupted while it is being stored', async () => {
  const body = Readable.from([Buffer.alloc(1_000, 'x'), Buffer.alloc(1_000, 'y')]);
  let length = 0;
  for await (const chunk of chunksOf(body, { size: 10, idleTimeoutMs: PATIENCE_MS })) {
    await pause(PATIENCE_MS * 1.5);
    length += chunk.length;
  }
  expect(length).toBe(2_000);
});
