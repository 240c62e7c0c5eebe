import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUDIENCE, ISSUER, type Role } from '@ckm/http/token';
import { importJWK, type JWK, SignJWT } from 'jose';
import { usageError } from './exit.js';

export interface Claims {
  tenantId: string;
  role: Role;
  subject: string;
  /** A span: `90d`, `12h`, `5m`. */
  expires: string;
}

/** The private key that signs tokens; whoever can read it can act as anybody. */
export const signingKeyOf = (home: string): string => join(home, 'signing.key');

export async function signToken(home: string, { tenantId, role, subject, expires }: Claims): Promise<string> {
  const key = keysIn<JWK>(signingKeyOf(home));
  return new SignJWT({ tenant: tenantId, role })
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid ?? '' })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(subject)
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(await importJWK(key, 'EdDSA'));
}

/** @throws ExitError that names the file, and shows nothing of its content */
export function keysIn<Keys>(file: string): Keys {
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text) as Keys;
  } catch {
    throw usageError(
      `${file} is cut off: put a copy of it back, or remove it, and "ckm up" makes one; a new signing.key ends all tokens`,
    );
  }
}
