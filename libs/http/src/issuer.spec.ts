import { jest } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JWK } from 'jose';
import { TokenVerifier } from './access.js';
import { type OpenIdFixture, startProvider } from './fixture/provider.js';
import { makeSigner, type Signer } from './fixture/tokens.js';
import { openIdIssuer, ownIssuer } from './issuer.js';

const AUDIENCE = 'https://ckm.example';
const CLAIMS = { 'https://ckm.example/tenant': 'acme', groups: ['staff', 'steward'] };

/** That of a provider of which only the keys are known. */
let server: Server | undefined;

describe('an OpenID provider', () => {
  let provider: OpenIdFixture;
  let tokens: TokenVerifier;
  beforeEach(async () => {
    provider = await startProvider();
    tokens = new TokenVerifier([
      ownIssuer({ keys: [(await makeSigner('own')).jwk] }),
      openIdIssuer({
        name: provider.issuer,
        audience: AUDIENCE,
        tenant: 'https://ckm.example/tenant',
        role: 'groups',
      }),
    ]);
  });
  afterEach(async () => {
    clocksAhead(0);
    Reflect.deleteProperty(performance, 'now');
    server?.closeAllConnections();
    server?.close();
    await provider.stop();
  });

  it('signs tokens that are taken, its claims read as they were named', async () => {
    const token = await provider.token(AUDIENCE, CLAIMS);
    expect(await tokens.verify(`Bearer ${token}`)).toEqual({ subject: 'shop', tenantId: 'acme', role: 'steward' });
  });

  it('keeps opening the door with the keys it told, when it is gone', async () => {
    const [first, second] = [await provider.token(AUDIENCE, CLAIMS), await provider.token(AUDIENCE, CLAIMS)];
    await tokens.verify(`Bearer ${first}`);
    await provider.stop();
    clocksAhead(31_000);
    await expect(tokens.verify(`Bearer ${second}`)).resolves.toMatchObject({ tenantId: 'acme' });
    const unknown = await (await makeSigner('new')).sign({ iss: provider.issuer, aud: AUDIENCE });
    await expect(tokens.verify(`Bearer ${unknown}`)).rejects.toMatchObject({ code: 'issuer-unavailable' });
  });

  it.each([
    ['', 0],
    [', also when the clock of the host is set back meanwhile', -3_600_000],
  ])('that withdraws a key opens the door with it for a minute at most%s', async (_, step) => {
    const [one, two] = [await makeSigner('one'), await makeSigner('two')];
    const keys = [one.jwk, two.jwk];
    const { issuer } = await tellingKeys(keys);
    const both = new TokenVerifier([openIdIssuer({ ...providerOf(provider), name: issuer })]);
    const signed = async (by: Signer, sub: string) => `Bearer ${await by.sign({ iss: issuer, aud: AUDIENCE, sub })}`;
    await both.verify(await signed(one, 'ann'));
    keys.shift();
    clocksAhead(29_000);
    const early = await signed(one, 'ben');
    await expect(both.verify(early)).resolves.toMatchObject({ subject: 'ben' });
    clocksAhead(60_000, step);
    for (const token of [early, await signed(one, 'cem')])
      await expect(both.verify(token)).rejects.toMatchObject({ code: 'token-invalid' });
    await expect(both.verify(await signed(two, 'cem'))).resolves.toMatchObject({ subject: 'cem' });
  });

  it('that signs with a new key is asked for it at once', async () => {
    const [one, two] = [await makeSigner('one'), await makeSigner('two')];
    const keys = [one.jwk];
    const { issuer } = await tellingKeys(keys);
    const its = new TokenVerifier([openIdIssuer({ ...providerOf(provider), name: issuer })]);
    await its.verify(`Bearer ${await one.sign({ iss: issuer, aud: AUDIENCE })}`);
    keys.push(two.jwk);
    const token = await two.sign({ iss: issuer, aud: AUDIENCE, sub: 'ben' });
    await expect(its.verify(`Bearer ${token}`)).resolves.toMatchObject({ subject: 'ben' });
  });

  it('that hangs keeps nobody waiting whom it let in', async () => {
    const one = await makeSigner('one');
    const { issuer } = await tellingKeys([one.jwk]);
    const its = new TokenVerifier([openIdIssuer({ ...providerOf(provider), name: issuer })]);
    const signed = async (sub: string) => `Bearer ${await one.sign({ iss: issuer, aud: AUDIENCE, sub })}`;
    await its.verify(await signed('ann'));
    const asked = jest.spyOn(globalThis, 'fetch').mockRejectedValueOnce(new Error('gone'));
    clocksAhead(31_000);
    await its.verify(await signed('ben'));
    asked.mockReturnValue(new Promise(() => undefined));
    clocksAhead(62_000);
    await expect(its.verify(await signed('cem'))).resolves.toMatchObject({ subject: 'cem' });
    expect(asked).toHaveBeenCalledTimes(2);
    asked.mockRestore();
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['for another audience', 'https://billing.example', CLAIMS],
    ['without a tenant', AUDIENCE, { groups: ['steward'] }],
    ['without a role that we know', AUDIENCE, { ...CLAIMS, groups: ['staff'] }],
  ])('signs tokens %s in vain', async (_, audience, claims) => {
    const token = await provider.token(audience, claims);
    await expect(tokens.verify(`Bearer ${token}`)).rejects.toMatchObject({ code: 'token-invalid' });
  });

  it('is not believed what another signs in its name', async () => {
    await tokens.verify(`Bearer ${await provider.token(AUDIENCE, CLAIMS)}`);
    const thief = await makeSigner('own');
    const token = await thief.sign({ iss: provider.issuer, aud: AUDIENCE, ...CLAIMS });
    await expect(tokens.verify(`Bearer ${token}`)).rejects.toMatchObject({ code: 'token-invalid' });
  });

  it('does not sign in our name', async () => {
    const signer = await makeSigner('own');
    const ours = new TokenVerifier([ownIssuer({ keys: [] }), openIdIssuer(providerOf(provider))]);
    await expect(ours.verify(`Bearer ${await signer.sign()}`)).rejects.toMatchObject({ code: 'token-invalid' });
  });

  it('that does not answer is said to, and asked again by the next token', async () => {
    const token = await provider.token(AUDIENCE, CLAIMS);
    const port = new URL(provider.issuer).port;
    await provider.stop();
    await expect(tokens.verify(`Bearer ${token}`)).rejects.toMatchObject({ code: 'issuer-unavailable', status: 503 });
    provider = await startProvider(Number(port));
    await new Promise(resolve => setTimeout(resolve, 1_100));
    const again = await provider.token(AUDIENCE, CLAIMS);
    await expect(tokens.verify(`Bearer ${again}`)).resolves.toMatchObject({ role: 'steward' });
  });

  it('with two keys is not asked again for tokens that name none, however many come', async () => {
    const [one, two] = [await makeSigner('one'), await makeSigner('two')];
    const { issuer, asked } = await tellingKeys([one.jwk, two.jwk]);
    const both = new TokenVerifier([openIdIssuer({ ...providerOf(provider), name: issuer })]);
    const head = Buffer.from(JSON.stringify({ alg: 'EdDSA' })).toString('base64url');
    const [, body, signature] = (await one.sign({ iss: issuer, aud: AUDIENCE })).split('.');
    for (let nth = 0; nth < 3; nth++)
      await expect(both.verify(`Bearer ${head}.${body}.${signature}`)).rejects.toMatchObject({ code: 'token-invalid' });
    await expect(both.verify(`Bearer ${await two.sign({ iss: issuer, aud: AUDIENCE })}`)).resolves.toMatchObject({
      subject: 'ann',
    });
    expect(asked).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  it('that describes another issuer is not asked for keys', async () => {
    const elsewhere = new TokenVerifier([
      openIdIssuer({ ...providerOf(provider), name: provider.issuer.replace('127.0.0.1', 'localhost') }),
    ]);
    const signer = await makeSigner('own');
    const token = await signer.sign({ iss: provider.issuer.replace('127.0.0.1', 'localhost'), aud: AUDIENCE });
    await expect(elsewhere.verify(`Bearer ${token}`)).rejects.toMatchObject({ code: 'issuer-unavailable' });
  });
});

/** As if so much time had gone by, and the clock of the host had been set by so much. */
function clocksAhead(ms: number, step = 0): void {
  Date.now = () => new Date().getTime() + ms + step;
  performance.now = () => new Date().getTime() + ms - performance.timeOrigin;
}

/** A provider of which only the keys are known. */
async function tellingKeys(keys: JWK[]): Promise<{ issuer: string; asked: (string | undefined)[] }> {
  const asked: (string | undefined)[] = [];
  const telling = createServer((request, response) => {
    asked.push(request.url);
    response.end(JSON.stringify({ issuer, jwks_uri: `${issuer}/keys`, keys }));
  });
  server = telling;
  await new Promise<void>(resolve => telling.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(telling.address() as AddressInfo).port}`;
  return { issuer, asked };
}

const providerOf = ({ issuer }: OpenIdFixture) => ({
  name: issuer,
  audience: AUDIENCE,
  tenant: 'tenant',
  role: 'role',
});
