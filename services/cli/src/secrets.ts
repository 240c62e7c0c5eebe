import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import type { Settings } from './settings.js';
import { signingKeyOf, signToken } from './sign-token.js';

export interface Secrets {
  jwksFile: string;
  /** Also in `admin.token`. */
  adminToken: string;
  /** The same for the same name, without being stored. */
  passwordFor(name: string): string;
}

/** Makes what is missing: the key that wraps all keys, the key that signs tokens, a token to begin with. */
export async function openSecrets({ home, masterKeyFile, tenantId }: Settings): Promise<Secrets> {
  if (!existsSync(masterKeyFile)) writeSecret(masterKeyFile, randomBytes(32).toString('base64'));
  const jwksFile = join(home, 'jwks.json');
  const signingFile = signingKeyOf(home);
  if (!existsSync(signingFile)) await makeSigningKey(signingFile, jwksFile);
  const adminToken = await signToken(home, { tenantId, role: 'admin', subject: 'admin', expires: '90d' });
  writeSecret(join(home, 'admin.token'), adminToken);
  const master = readFileSync(masterKeyFile, 'utf8').trim();
  return {
    jwksFile,
    adminToken,
    passwordFor: name => createHmac('sha256', master).update(`password of ${name}`).digest('hex'),
  };
}

async function makeSigningKey(signingFile: string, jwksFile: string): Promise<void> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const kid = randomBytes(8).toString('hex');
  writeFileSync(
    jwksFile,
    JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'EdDSA', use: 'sig' }] }),
  );
  writeSecret(signingFile, JSON.stringify({ ...(await exportJWK(privateKey)), kid }));
}

const writeSecret = (file: string, content: string): void => writeFileSync(file, content, { mode: 0o600 });
