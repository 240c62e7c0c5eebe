import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUDIENCE, ISSUER } from '@ckm/http/token';
import { createLocalJWKSet, exportJWK, generateKeyPair, type JSONWebKeySet, type JWK, jwtVerify } from 'jose';
import type { Settings } from './settings.js';
import { wrongUsage } from './ending.js';
import { keysIn, signingKeyOf, signToken } from './sign-token.js';
import { writeWhole } from './whole-file.js';

/** So long a token that is there goes on at least; one that ends sooner is replaced. */
const LASTS_MS = 30 * 24 * 3_600_000;

export interface Secrets {
  /** The same for the same name, without being stored. */
  passwordFor(name: string): string;
}

export const adminTokenIn = (home: string): string => join(home, 'admin.token');

/** Makes what is missing: the key that wraps all keys, and the key that signs tokens. */
export async function openKeys({ home, masterKeyFile, jwksFile }: Settings): Promise<Secrets> {
  if (!existsSync(masterKeyFile)) writeSecret(masterKeyFile, randomBytes(32).toString('base64'));
  await openSigningKey(signingKeyOf(home), jwksFile);
  const master = readFileSync(masterKeyFile, 'utf8').trim();
  return { passwordFor: name => createHmac('sha256', master).update(`password of ${name}`).digest('hex') };
}

/** The token in `admin.token`, made where there is none that is good for a while. */
export async function openAdminToken(settings: Settings): Promise<string> {
  const { home, tenantId } = settings;
  const file = adminTokenIn(home);
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (await isGood(kept, settings)) return kept;
  const made = await signToken(home, { tenantId, role: 'admin', subject: 'admin', expires: '90d' });
  writeSecret(file, made);
  return made;
}

function isGood(token: string, { jwksFile, tenantId }: Settings): Promise<boolean> {
  const keys = createLocalJWKSet(keysIn<JSONWebKeySet>(jwksFile));
  const then = new Date(Date.now() + LASTS_MS);
  return jwtVerify(token, keys, { issuer: ISSUER, audience: AUDIENCE, currentDate: then }).then(
    ({ payload }) => payload.tenant === tenantId && payload.role === 'admin',
    () => false,
  );
}

/** Whoever looks at tokens may be told elsewhere than the key lies. */
async function openSigningKey(signingFile: string, jwksFile: string): Promise<void> {
  const made = existsSync(signingFile) ? null : await makeSigningKey();
  const { kty, crv, x, kid } = made ?? keysIn<JWK>(signingFile);
  if (made || !existsSync(jwksFile))
    writeWhole(jwksFile, JSON.stringify({ keys: [{ kty, crv, x, kid, alg: 'EdDSA', use: 'sig' }] }), 0o666);
  if (made) writeSecret(signingFile, JSON.stringify(made));
  // Every token of ours would be refused, and nobody said why.
  if (!holds(jwksFile, kid))
    throw wrongUsage(
      `${jwksFile} does not hold what tokens of ${signingFile} are known by: remove it, and it is made anew`,
    );
}

const holds = (jwksFile: string, kid: JWK['kid']): boolean =>
  keysIn<{ keys?: JWK[] } | null>(jwksFile)?.keys?.some(key => key.kid === kid) ?? false;

async function makeSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomBytes(8).toString('hex') };
}

const writeSecret = (file: string, content: string): void => writeWhole(file, content, 0o600);
