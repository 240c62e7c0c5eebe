import { decrypt, encrypt } from './cipher.js';

const key = Buffer.alloc(32, 1);
const ABOUT = 'acme, Paula';

it('opens with its key and with what it is about, and with nothing else', () => {
  const sealed = encrypt(key, Buffer.from('Lindenau'), ABOUT);
  expect(decrypt(key, sealed, ABOUT).toString()).toBe('Lindenau');
  expect(() => decrypt(Buffer.alloc(32, 2), sealed, ABOUT)).toThrow();
  expect(() => decrypt(key, sealed, 'globex, Paula')).toThrow();
});

it.each([0, 1, 12, 13, 16, 20, 24, 27])('does not open when it was cut after %d bytes', length => {
  const sealed = encrypt(key, Buffer.alloc(0), ABOUT);
  expect(() => decrypt(key, sealed.subarray(0, length), ABOUT)).toThrow();
});

it('never uses a nonce twice under one key', () => {
  const nonces = Array.from({ length: 1_000 }, () => encrypt(key, Buffer.alloc(0), ABOUT).toString('hex', 0, 12));
  expect(new Set(nonces).size).toBe(1_000);
});
