import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type Receiver, startReceiver, status } from '../fixture/receiver.js';
import { AddressGuard, type Resolve } from './address-guard.js';
import { type Answer, callWebhook } from './webhook-call.js';

/** Every address that is really connected to, by anybody in this process. */
const connectedTo: string[] = [];
const watch = (message: unknown): void =>
  void (message as { socket: Socket }).socket.on('connectionAttempt', (address: string, port: number) =>
    connectedTo.push(`${address}:${port}`),
  );

let outside: Receiver;
let inside: Receiver;
let port: string;

beforeAll(async () => {
  subscribe('net.client.socket', watch);
  [outside, inside] = await Promise.all([startReceiver(), startReceiver()]);
  port = inside.target.split(':')[1]!;
});
afterAll(async () => {
  unsubscribe('net.client.socket', watch);
  await Promise.all([outside.close(), inside.close()]);
});
beforeEach(() => {
  connectedTo.length = 0;
  outside.answers(status(200));
});

/** `outside` stands for the internet: it alone is allowed. */
const call = (url: string, resolve?: Resolve, timeoutMs = 5_000): Promise<Answer> =>
  callWebhook(
    { url, id: 'd', body: '{}', secret: Buffer.alloc(32), at: new Date(0) },
    { guard: new AddressGuard([outside.target], resolve), timeoutMs, stopping: new AbortController().signal },
  );

const INTERNAL = [
  ...['127.0.0.1', '127.255.255.254', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.178.1'],
  ...['169.254.169.254', '100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255'],
  ...['::1', '::', '::ffff:127.0.0.1', '::ffff:a00:1', '::127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::1', '2001::1'],
  ...['fe80::1', 'fe80::1%lo', 'fc00::1', 'fd12:3456::1', 'fec0::1', 'ff02::1'],
];

const NOTATIONS = [
  ...[
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '2130706433',
    '0x7f000001',
    '0x7F.1',
    '0177.0.0.1',
    '017700000001',
    '0',
    '0x0',
    '00',
  ],
  ...[
    '127.0.0.1.',
    '%31%32%37.0.0.1',
    '127%2e0%2e0%2e1',
    '①②⑦.⓪.⓪.①',
    '１２７.０.０.１',
    '127。0。0。1',
    '127．0．0．1',
  ],
  ...[
    '10.0.0.1',
    '0xa.1',
    '012.0.0.1',
    '167772161',
    '0300.0250.0.1',
    '0xc0a80001',
    '2886729729',
    '0xA9FEA9FE',
    '4294967295',
  ],
  ...[
    '[::1]',
    '[::]',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::FFFF:10.0.0.1]',
    '[::127.0.0.1]',
  ],
  ...['[fd00::1]', '[fe80::1]', '[fec0::1]', '[ff02::1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '[2001:0:7f00:1::]'],
  ...[
    'localhost',
    'LOCALHOST.',
    'hooks.localhost',
    'ｌｏｃａｌｈｏｓｔ',
    'user:secret@127.0.0.1',
    'hooks.example@127.0.0.1',
  ],
];

describe('never connected to', () => {
  it.each(NOTATIONS)('is %s', async host => {
    const { status: answered, error } = await call(`http://${host}:${port}/`);
    expect([answered, error]).toEqual([null, expect.stringContaining('is an internal address')]);
    expect([connectedTo, inside.connections()]).toEqual([[], 0]);
  });

  it.each(INTERNAL)('is a name that resolves to %s', async address => {
    const { status: answered, error } = await call(`http://hooks.example:${port}/`, () => Promise.resolve([address]));
    expect([answered, error]).toEqual([null, expect.stringContaining('is an internal address')]);
    expect([connectedTo, inside.connections()]).toEqual([[], 0]);
  });

  it('is a name that resolves to an internal and a public address', async () => {
    for (const addresses of [
      ['8.8.8.8', '127.0.0.1'],
      ['::1', '8.8.8.8'],
      ['2606:4700::1', '::ffff:10.0.0.1'],
    ])
      expect((await call(`http://hooks.example:${port}/`, () => Promise.resolve(addresses))).error).toMatch(/internal/);
    expect([connectedTo, inside.connections()]).toEqual([[], 0]);
  });

  it('is a name that resolves to something else a moment later (DNS rebinding): it is resolved once', async () => {
    const answers = ['127.0.0.1', '169.254.169.254'];
    const rebinds: Resolve = () => Promise.resolve(answers.splice(0, 1));
    const guard = new AddressGuard([`hooks.example:${port}`], rebinds);
    const options = { guard, timeoutMs: 5_000, stopping: new AbortController().signal };
    const one = {
      url: `http://hooks.example:${port}/`,
      id: 'd',
      body: '{}',
      secret: Buffer.alloc(32),
      at: new Date(0),
    };
    expect(await callWebhook(one, options)).toMatchObject({ status: 200, error: null });
    expect([connectedTo, answers]).toEqual([[`127.0.0.1:${port}`], ['169.254.169.254']]);
  });

  it.each(['x', 'http://', 'http://256.1.1.1/', 'http://[fe80::1%25lo]/', 'http://exa mple/', '//127.0.0.1/'])(
    'is %s, which is no valid URL',
    async url => {
      expect((await call(url)).error).toMatch(/./);
      expect(connectedTo).toEqual([]);
    },
  );

  it.each([301, 302, 303, 307, 308])('is where a %i redirects to', async code => {
    const before = inside.connections();
    for (const location of [inside.url, inside.url.replace('127.0.0.1', '2130706433'), `//127.1:${port}/`]) {
      outside.answers(status(code, { location, refresh: `0; url=${inside.url}` }));
      expect(await call(outside.url)).toMatchObject({
        status: code,
        error: expect.stringMatching(/not followed/) as string,
      });
    }
    expect(connectedTo).toEqual([outside.target, outside.target, outside.target]);
    expect(inside.connections()).toBe(before);
  });
});

describe('an endpoint that', () => {
  const raw = (text: string) => (response: ServerResponse) => void response.socket?.end(text);

  it.each([200, 500])('answers %i with 10 GB has answered, and the connection is closed', async code => {
    let written = 0;
    const hungUp = new Promise<void>(resolve =>
      outside.answers(response => {
        response.writeHead(code, { 'content-length': 10 * 1024 ** 3 }).on('close', resolve);
        const more = (): void => {
          if (response.destroyed) return;
          written += 65_536;
          response.write(Buffer.alloc(65_536), more);
        };
        more();
      }),
    );
    expect(await call(outside.url)).toMatchObject({ status: code, error: code === 200 ? null : 'answered 500' });
    await hungUp;
    expect(written).toBeLessThan(64 * 1024 * 1024);
  });

  it('answers, and then sends its body for ever, has answered', async () => {
    outside.answers(response => {
      response.writeHead(200).write('.');
      const timer = setInterval(() => response.write('.'), 50);
      response.on('close', () => clearInterval(timer));
    });
    expect(await call(outside.url, undefined, 500)).toMatchObject({ status: 200, error: null });
  });

  it.each<[string, (response: ServerResponse) => void, RegExp]>([
    ['says nothing', () => undefined, /^no answer within 500 ms$/],
    ['speaks no HTTP', raw('220 mail.example ESMTP\r\n'), /HPE_INVALID/],
    [
      'tells headers for ever',
      raw(`HTTP/1.1 200 OK\r\n${'x-more: 1234567890\r\n'.repeat(2_000)}`),
      /HPE_HEADER_OVERFLOW/,
    ],
    [
      'answers with a length below zero',
      raw('HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n'),
      /HPE_INVALID_CONTENT_LENGTH/,
    ],
    ['answers with half a header', raw('HTTP/1.1 200 OK\r\ncontent-le'), /ECONNRESET|HPE_/],
    ['continues for ever', response => void response.writeContinue(), /^no answer within 500 ms$/],
    [
      'would speak another protocol',
      raw('HTTP/1.1 101 x\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
      /without an answer/,
    ],
  ])('%s has not answered', async (_, answer, said) => {
    outside.answers(answer);
    expect(await call(outside.url, undefined, 500)).toMatchObject({
      status: null,
      error: expect.stringMatching(said) as string,
    });
  });
});
