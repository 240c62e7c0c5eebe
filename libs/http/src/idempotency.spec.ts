import { Readable } from 'node:stream';
import { keyedRequest } from './idempotency.js';

const asked = (key: string | undefined, body: unknown = { text: 'Der Toner ist leer.' }, url = '/v1/items') => ({
  method: 'POST',
  url,
  headers: { 'idempotency-key': key },
  body,
});

describe('a request with an Idempotency-Key', () => {
  it('is the same when it comes again', () =>
    expect(keyedRequest('acme', asked('k-1'))).toEqual(keyedRequest('acme', asked('k-1', undefined, '/v1/items?x=1'))));

  it.each([
    ['another tenant', 'globex', asked('k-1')],
    ['another key', 'acme', asked('k-2')],
    ['another path', 'acme', asked('k-1', undefined, '/v1/themes')],
  ])('is another one for %s', (_, tenant, other) =>
    expect(keyedRequest(tenant, other)?.id).not.toBe(keyedRequest('acme', asked('k-1'))?.id),
  );

  it('with another body has another digest', () => {
    const [first, other] = [
      keyedRequest('acme', asked('k-1')),
      keyedRequest('acme', asked('k-1', { text: '硒鼓没粉了' })),
    ];
    expect(other?.id).toBe(first?.id);
    expect(other?.digest).not.toBe(first?.digest);
  });

  it('shows neither its key nor its words', () =>
    expect(JSON.stringify(keyedRequest('acme', asked('geheim', { text: 'Toner' })))).not.toMatch(/geheim|Toner/));
});

it('a body that is streamed is not read for it', () => {
  const body = Readable.from(['id,text\n']);
  expect(keyedRequest('acme', asked('k-1', body))?.id).toBe(keyedRequest('acme', asked('k-1'))?.id);
  expect(body.readableDidRead).toBe(false);
});

it('a request without one is not kept', () => expect(keyedRequest('acme', asked(undefined))).toBeNull());

it.each(['', 'zwei Wörter', 'a b', 'x'.repeat(256)])('%p is no Idempotency-Key', key =>
  expect(() => keyedRequest('acme', asked(key))).toThrow('visible ASCII'),
);
