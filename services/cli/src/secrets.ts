import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUDIENCE, ISSUER } from '@ckm/http/token';
import { createLocalJWKSet, exportJWK, generateKeyPair, type JSONWebKeySet, type JWK, jwtVerify } from 'jose';
import type { Settings } from './settings.js';
import { usageError } from './exit.js';
import { keysIn, signingKeyOf, signToken } from './sign-token.js';
import { writeAtomically } from './atomic-write.js';

/** A stored token that expires sooner is replaced. */
const MIN_VALIDITY_MS = 30 * 24 * 3_600_000;

export interface Secrets {
  /** A database password, derived from the master key and the name, so that it need not be stored. */
  passwordFor(name: string): string;
}

export const adminTokenIn = (home: string): string => join(home, 'admin.token');

/** Creates what is missing: the master key, which wraps all other keys, and the key that signs tokens. */
export async function openKeys({ home, masterKeyFile, jwksFile }: Settings): Promise<Secrets> {
  if (!existsSync(masterKeyFile)) writeSecret(masterKeyFile, randomBytes(32).toString('base64'));
  await openSigningKey(signingKeyOf(home), jwksFile);
  const master = readFileSync(masterKeyFile, 'utf8').trim();
  return { passwordFor: name => createHmac('sha256', master).update(`password of ${name}`).digest('hex') };
}

/** The token in `admin.token`; a new one where there is none that is valid for a month. */
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
  const then = new Date(Date.now() + MIN_VALIDITY_MS);
  return jwtVerify(token, keys, { issuer: ISSUER, audience: AUDIENCE, currentDate: then }).then(
    ({ payload }) => payload.tenant === tenantId && payload.role === 'admin',
    () => false,
  );
}

/** The public key may be in another folder: CKM_JWKS_FILE names it. */
async function openSigningKey(signingFile: string, jwksFile: string): Promise<void> {
  const made = existsSync(signingFile) ? null : await makeSigningKey();
  const { kty, crv, x, kid } = made ?? keysIn<JWK>(signingFile);
  if (made || !existsSync(jwksFile))
    writeAtomically(jwksFile, JSON.stringify({ keys: [{ kty, crv, x, kid, alg: 'EdDSA', use: 'sig' }] }), 0o666);
  if (made) writeSecret(signingFile, JSON.stringify(made));
  // Otherwise every token that we sign would be refused, and nothing would say why.
  if (!holds(jwksFile, kid))
    throw usageError(
      `${jwksFile} does not hold what tokens of ${signingFile} are known by: remove it, and it is made anew`,
    );
}

const holds = (jwksFile: string, kid: JWK['kid']): boolean =>
  keysIn<{ keys?: JWK[] } | null>(jwksFile)?.keys?.some(key => key.kid === kid) ?? false;

async function makeSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomBytes(8).toString('hex') };
}

const writeSecret = (file: string, content: string): void => writeAtomically(file, content, 0o600);
