import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Services } from './services.js';

let server: Server;
let answer: { status: number; headers?: Record<string, string>; body: string };
let services: Services;

beforeAll(async () => {
  server = createServer((_, response) => response.writeHead(answer.status, answer.headers).end(answer.body));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  services = new Services({ capture: url, enrichment: url, sharing: url, innovation: url });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = () => services.askOne('sharing', '/v1/feed', { authorization: 'Bearer x' });

it('a refusal of a service is passed on, not taken for silence', async () => {
  answer = { status: 400, body: '{"code":"cursor-invalid"}' };
  await expect(ask()).rejects.toMatchObject({ code: 'cursor-invalid' });
  answer = { status: 429, headers: { 'retry-after': '7' }, body: '{"code":"rate-exceeded"}' };
  await expect(ask()).rejects.toMatchObject({ code: 'rate-exceeded', retryAfterS: 7 });
});

it.each([
  [500, '{"code":"internal-error"}'],
  [404, '<html>'],
  [401, '{"code":"token-invalid"}'],
])('an answer %i %s is that of a service that does not answer', async (status, body) => {
  answer = { status, body };
  expect(await ask()).toBeNull();
});
