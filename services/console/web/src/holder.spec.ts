import { holderOf } from './holder.js';

const claims = { iss: 'ckm', sub: 'Zoë ÿ?>', tenant: 'acme', role: 'reader', exp: 1 };
const base64url = (text: string) => btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const token = (change: Partial<typeof claims> = {}) =>
  `e30.${base64url(JSON.stringify({ ...claims, ...change }))}.c2ln`;

describe('the holder of a token', () => {
  it('is the same when it was renewed', () =>
    expect(holderOf(token({ exp: 2, role: 'steward' }))).toBe(holderOf(token())));

  it.each([{ sub: 'somebody else' }, { tenant: 'globex' }, { iss: 'https://id.example' }])(
    'is another with %j',
    change => expect(holderOf(token(change))).not.toBe(holderOf(token())),
  );

  it.each(['', 'no token', 'e30.c2ln', 'e30.%.c2ln'])('is nobody of whom %j tells', given =>
    expect(holderOf(given)).toBeNull(),
  );
});
