import { createHmac } from 'node:crypto';
import { exportSPKI, importJWK, type JWTPayload } from 'jose';
import { TokenVerifier } from './access.js';
import { ownIssuer } from './issuer.js';
import type { ProblemDocument } from './problem.js';
import { type Role, ROLES } from './token.js';
import { notesApp, type NotesApp } from './fixture/app.js';
import { claimsOf, makeSigner } from './fixture/tokens.js';

let notes: NotesApp;
beforeAll(async () => {
  notes = await notesApp();
});
afterAll(() => notes.app.close());

async function ask(authorization: string | undefined, url = '/v1/notes') {
  const answer = await notes.app.inject({ method: 'GET', url, headers: authorization ? { authorization } : {} });
  return { answer, code: answer.json<ProblemDocument>().code };
}
const claiming = async (claims: JWTPayload) => `Bearer ${await notes.signer.sign(claims)}`;
const part = (content: object): string => Buffer.from(JSON.stringify(content)).toString('base64url');

describe('a token', () => {
  it('of ours opens the door', async () => {
    const { answer } = await ask(await claiming({}));
    expect(answer.statusCode).toBe(200);
    expect(answer.json<{ data: { tenantId: string }[] }>().data[0]).toMatchObject({ tenantId: 'acme' });
  });

  it.each([undefined, '', 'Basic YW5uOnNlY3JldA==', 'Bearer', 'Bearer two words'])('is missing in %p', async given => {
    const { answer, code } = await ask(given);
    expect([answer.statusCode, code, answer.headers['www-authenticate']]).toEqual([401, 'token-missing', 'Bearer']);
  });

  const past = Math.floor(Date.now() / 1000) - 5;
  it.each<[string, JWTPayload]>([
    ['another issuer', { iss: 'somebody' }],
    ['no issuer', { iss: undefined }],
    ['another audience', { aud: 'billing' }],
    ['no audience', { aud: undefined }],
    ['an end that is past', { exp: past }],
    ['no end', { exp: undefined }],
    ['a beginning that is to come', { nbf: past + 3600 }],
    ['nobody it was given to', { sub: undefined }],
    ['an empty name', { sub: '' }],
    ['no tenant', { tenant: undefined }],
    ['an empty tenant', { tenant: '' }],
    ['two tenants', { tenant: ['acme', 'globex'] }],
    ['an unknown role', { role: 'root' }],
    ['no role', { role: undefined }],
    ['a list of unknown roles', { role: ['root', 'owner'] }],
  ])('with %s is refused', async (_, claims) => {
    const { answer, code } = await ask(await claiming(claims));
    expect([answer.statusCode, code]).toEqual([401, 'token-invalid']);
  });

  it.each(['Bearer x', 'Bearer a.b.c', 'Bearer ....', `Bearer ${'A'.repeat(2_000)}`])('%s is refused', async given => {
    expect((await ask(given)).code).toBe('token-invalid');
  });

  it('that is not signed is refused', async () => {
    const unsigned = `${part({ alg: 'none', kid: 'first' })}.${part(claimsOf({ role: 'admin' }))}.`;
    expect((await ask(`Bearer ${unsigned}`)).code).toBe('token-invalid');
    expect((await ask(`Bearer ${unsigned}AA`)).code).toBe('token-invalid');
  });

  it('that is signed with the public key as if it were a secret is refused', async () => {
    const { jwk } = notes.signer;
    const pem = await exportSPKI((await importJWK(jwk, 'EdDSA')) as Parameters<typeof exportSPKI>[0]);
    for (const secret of [pem, String(jwk.x), Buffer.from(String(jwk.x), 'base64url')]) {
      const signed = `${part({ alg: 'HS256', kid: 'first' })}.${part(claimsOf({ role: 'admin' }))}`;
      const signature = createHmac('sha256', secret).update(signed).digest('base64url');
      expect((await ask(`Bearer ${signed}.${signature}`)).code).toBe('token-invalid');
    }
  });

  it("that is signed with a stranger's key under our key's name is refused", async () => {
    const stranger = await makeSigner('first');
    expect((await ask(`Bearer ${await stranger.sign()}`)).code).toBe('token-invalid');
  });

  it('that opened the door a moment ago opens it no longer than it may', async () => {
    const verifier = new TokenVerifier([ownIssuer({ keys: [notes.signer.jwk] })]);
    const exp = Math.floor(Date.now() / 1_000) + 2;
    const token = `Bearer ${await notes.signer.sign({ exp })}`;
    await verifier.verify(token);
    await new Promise(resolve => setTimeout(resolve, exp * 1_000 - Date.now() + 50));
    await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'token-invalid' });
  });

  it('that is checked in the millisecond in which it expires opens the door no longer', async () => {
    const verifier = new TokenVerifier([ownIssuer({ keys: [notes.signer.jwk] })]);
    const exp = Math.floor(Date.now() / 1_000) + 2;
    const token = `Bearer ${await notes.signer.sign({ exp })}`;
    const { now } = Date;
    Date.now = () => exp * 1_000;
    await verifier.verify(token).finally(() => (Date.now = now));
    await new Promise(resolve => setTimeout(resolve, exp * 1_000 - Date.now() + 50));
    await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'token-invalid' });
  });

  it('that was changed after it was signed is refused', async () => {
    const [head, , signature] = (await notes.signer.sign()).split('.');
    expect((await ask(`Bearer ${head}.${part(claimsOf({ role: 'admin' }))}.${signature}`)).code).toBe('token-invalid');
  });

  it.each(['EdDSA', 'RS256', 'ES256'])('may be signed with %s', async alg => {
    const signer = await makeSigner('other', alg);
    const verifier = new TokenVerifier([ownIssuer({ keys: [notes.signer.jwk, signer.jwk] })]);
    const principal = { subject: 'ann', tenantId: 'acme', role: 'contributor' };
    expect(await verifier.verify(`Bearer ${await signer.sign()}`)).toEqual(principal);
  });

  it('may not be signed with PS512, though its key is known', async () => {
    const signer = await makeSigner('other', 'PS512');
    const verifier = new TokenVerifier([ownIssuer({ keys: [signer.jwk] })]);
    await expect(verifier.verify(`Bearer ${await signer.sign()}`)).rejects.toMatchObject({ code: 'token-invalid' });
  });
});

describe('a role', () => {
  const allowed = async (role: Role) => {
    const authorization = await claiming({ role });
    const statuses = await Promise.all([
      notes.app.inject({ method: 'GET', url: '/v1/notes', headers: { authorization } }),
      notes.app.inject({ method: 'POST', url: '/v1/letters', headers: { authorization } }),
      notes.app.inject({ method: 'POST', url: '/v1/notes/locked/refusal', headers: { authorization } }),
    ]);
    return statuses.map(answer => answer.statusCode);
  };

  it('is told which one the route needs', async () => {
    const headers = { authorization: await claiming({ role: 'reader' }) };
    const answer = await notes.app.inject({ method: 'POST', url: '/v1/letters', headers });
    expect(answer.json()).toMatchObject({
      code: 'role-missing',
      detail: 'This route needs the role contributor or more; the token has reader.',
    });
  });

  it('may what those below it may, and not more', async () => {
    expect(await Promise.all(ROLES.map(allowed))).toEqual([
      [200, 403, 403],
      [200, 202, 403],
      [200, 202, 409],
      [200, 202, 409],
    ]);
  });

  it('is the highest of a list that a provider gives', async () => {
    const steward = await claiming({ role: ['offline_access', 'steward', 'reader'] });
    expect((await ask(steward, '/v1/notes')).answer.statusCode).toBe(200);
    const answer = await notes.app.inject({
      method: 'POST',
      url: '/v1/notes/locked/refusal',
      headers: { authorization: steward },
    });
    expect(answer.statusCode).toBe(409);
  });

  it('opens no route that names none', async () => {
    const codes = await Promise.all(
      ROLES.map(async role => (await ask(await claiming({ role }), '/v1/forgotten')).code),
    );
    expect(new Set(codes)).toEqual(new Set(['role-missing']));
    expect((await ask(undefined, '/v1/forgotten')).code).toBe('token-missing');
  });

  it('is not asked for where a route is for everybody', async () => {
    expect((await ask(undefined, '/v1/about')).answer.statusCode).toBe(200);
    expect((await ask('Bearer x', '/v1/about')).answer.statusCode).toBe(200);
  });
});
