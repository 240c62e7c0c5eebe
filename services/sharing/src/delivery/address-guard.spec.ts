import { type Receiver, startReceiver } from '../fixture/receiver.js';
import { AddressGuard, isPublic, targetOf } from './address-guard.js';
import { callWebhook } from './webhook-call.js';

const PUBLIC = ['93.184.216.34', '8.8.8.8', '2606:2800:220:1:248:1893:25c8:1946', '::ffff:8.8.8.8'];
const INTERNAL = [
  '127.0.0.1',
  '127.255.255.254',
  '0.0.0.0',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.178.1',
  '169.254.169.254',
  '100.64.0.1',
  '192.0.0.1',
  '192.0.2.1',
  '198.18.0.1',
  '203.0.113.7',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '4000::1',
  '2002:7f00:1::1',
  '2001:db8::1',
  '2001::1',
  'fe80::1',
  'fc00::1',
  'fd12:3456::1',
  'ff02::1',
  'fec0::1',
  'not an address',
];

it.each(PUBLIC)('%s is on the internet', address => expect(isPublic(address)).toBe(true));
it.each(INTERNAL)('%s is not on the internet', address => expect(isPublic(address)).toBe(false));

let receiver: Receiver;
let port: string;
beforeAll(async () => {
  receiver = await startReceiver();
  [, port = ''] = receiver.target.split(':');
});
afterAll(() => receiver.close());

const call = (url: string, guard: AddressGuard) =>
  callWebhook(
    { url, id: 'd', body: '{}', secret: Buffer.alloc(32), at: new Date(0) },
    { guard, timeoutMs: 5_000, stopping: new AbortController().signal },
  );

/** One name for all of these. */
const standsFor = (...addresses: string[]) => new AddressGuard([], () => Promise.resolve(addresses));

describe('a webhook is not called', () => {
  it.each([
    'http://127.0.0.1:PORT/',
    'http://127.1:PORT/',
    'http://2130706433:PORT/',
    'http://0x7f000001:PORT/',
    'http://0177.0.0.1:PORT/',
    'http://0:PORT/',
    'http://[::1]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[::ffff:7f00:1]:PORT/',
    'http://localhost:PORT/',
    'http://LOCALHOST.:PORT/',
    'http://any.localhost:PORT/',
  ])('at %s', async form => {
    const url = form.replace('PORT', port);
    const { status, error } = await call(url, new AddressGuard([]));
    expect(status).toBeNull();
    expect(error).toMatch(/is an internal address; CKM_WEBHOOK_ALLOW=\S+ would allow it$/);
    expect(error).toContain(targetOf(new URL(url)));
    expect(receiver.connections()).toBe(0);
  });

  it.each([
    ['that stands for an internal address', standsFor('127.0.0.1')],
    ['one of whose addresses is internal', standsFor('93.184.216.34', '127.0.0.1')],
    ['that stands for IPv4 in IPv6', standsFor('::ffff:127.0.0.1')],
  ])('at a name %s', async (_, guard) => {
    const { error } = await call(`http://hooks.example:${port}/`, guard);
    const target = `hooks.example:${port}`;
    expect(error).toBe(`hooks.example is an internal address; CKM_WEBHOOK_ALLOW=${target} would allow it`);
    expect(receiver.connections()).toBe(0);
  });

  it('at a name that resolved to a public address when the URL was registered, and to an internal one when it is connected to', async () => {
    const answers = [['93.184.216.34'], ['127.0.0.1']];
    const asked: string[] = [];
    const guard = new AddressGuard([], name => {
      asked.push(name);
      return Promise.resolve(answers.shift() ?? []);
    });
    const url = new URL(`http://rebinds.example:${port}/`);
    await new Promise(resolve => guard.lookupFor(url)('rebinds.example', { all: true }, resolve));
    expect((await call(url.href, guard)).error).toMatch(/^rebinds\.example is an internal address/);
    expect(asked).toEqual(['rebinds.example', 'rebinds.example']);
    expect(receiver.connections()).toBe(0);
  });

  it('at a name that has no address', async () => {
    expect((await call('http://nowhere.example/', standsFor())).error).toBe('nowhere.example has no address');
  });
});

describe('a webhook that is allowed by host and port', () => {
  it('is called', async () => {
    const before = receiver.connections();
    expect(await call(receiver.url, new AddressGuard([receiver.target]))).toMatchObject({ status: 200, error: null });
    const named = new AddressGuard([`hooks.example:${port}`], () => Promise.resolve(['127.0.0.1']));
    expect(await call(`http://Hooks.Example:${port}/`, named)).toMatchObject({ status: 200, error: null });
    expect(receiver.connections()).toBe(before + 2);
  });

  it('is not called at another port', async () => {
    const { error } = await call('http://127.0.0.1:9/', new AddressGuard([receiver.target]));
    expect(error).toMatch(/is an internal address/);
  });

  it('has the default port where the URL names none', () => {
    expect(targetOf(new URL('https://10.0.0.5/x'))).toBe('10.0.0.5:443');
    expect(targetOf(new URL('http://[fd00::1]/x'))).toBe('[fd00::1]:80');
  });
});
