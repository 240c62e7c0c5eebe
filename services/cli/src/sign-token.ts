import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUDIENCE, ISSUER, type Role } from '@ckm/http/token';
import { importJWK, type JWK, SignJWT } from 'jose';

export interface Claims {
  tenantId: string;
  role: Role;
  subject: string;
  /** A span: `90d`, `12h`, `5m`. */
  expires: string;
}

/** The key that signs tokens; whoever reads it can be anybody. */
export const signingKeyOf = (home: string): string => join(home, 'signing.key');

export async function signToken(home: string, { tenantId, role, subject, expires }: Claims): Promise<string> {
  const key = JSON.parse(readFileSync(signingKeyOf(home), 'utf8')) as JWK;
  return new SignJWT({ tenant: tenantId, role })
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid ?? '' })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(subject)
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(await importJWK(key, 'EdDSA'));
}
