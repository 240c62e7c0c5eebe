import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Settings } from './settings.js';
import { wrongUsage } from './ending.js';
import { keysIn, signingKeyOf, signToken } from './sign-token.js';
import { writeWhole } from './whole-file.js';

export interface Secrets {
  /** Also in `admin.token`. */
  adminToken: string;
  /** The same for the same name, without being stored. */
  passwordFor(name: string): string;
}

/** Makes what is missing: the key that wraps all keys, the key that signs tokens, a token to begin with. */
export async function openSecrets({ home, masterKeyFile, jwksFile, tenantId }: Settings): Promise<Secrets> {
  if (!existsSync(masterKeyFile)) writeSecret(masterKeyFile, randomBytes(32).toString('base64'));
  await openSigningKey(signingKeyOf(home), jwksFile);
  const adminToken = await signToken(home, { tenantId, role: 'admin', subject: 'admin', expires: '90d' });
  writeSecret(join(home, 'admin.token'), adminToken);
  const master = readFileSync(masterKeyFile, 'utf8').trim();
  return {
    adminToken,
    passwordFor: name => createHmac('sha256', master).update(`password of ${name}`).digest('hex'),
  };
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
