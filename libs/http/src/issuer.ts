import { createLocalJWKSet, createRemoteJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { Problem } from './problem.js';
import { AUDIENCE, ISSUER } from './token.js';

const PATIENCE_MS = 5_000;
const AFTER_FAILURE_MS = 1_000;

const BY_TOKEN = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];

/** Whose tokens open the door, and how they read. */
export interface Issuer {
  /** `iss` of its tokens. */
  name: string;
  /** `aud` of those that are for us. */
  audience: string;
  /** The claim that names the tenant. */
  tenant: string;
  /** The claim that names the role, or a list with it. */
  role: string;
  keys: JWTVerifyGetKey;
}

export type OpenIdProvider = Omit<Issuer, 'keys'>;

/** Signs what `ckm token` makes. */
export const ownIssuer = (jwks: JSONWebKeySet): Issuer => ({
  name: ISSUER,
  audience: AUDIENCE,
  tenant: 'tenant',
  role: 'role',
  keys: createLocalJWKSet(jwks),
});

/**
 * An OpenID provider. Its keys are looked up when its first token comes, and kept; one that is not among them is
 * looked for again, at most every 30 s.
 * @throws Problem `issuer-unavailable` from `keys` while it does not tell them
 */
export function openIdIssuer(provider: OpenIdProvider): Issuer {
  let found: Promise<JWTVerifyGetKey> | null = null;
  const find = (): Promise<JWTVerifyGetKey> => {
    const finding = discovered(provider.name);
    finding.catch(() => setTimeout(() => (found = null), AFTER_FAILURE_MS).unref());
    return finding;
  };
  const keys: JWTVerifyGetKey = async (header, token) => {
    try {
      const keyOf = await (found ??= find());
      return await keyOf(header, token);
    } catch (error) {
      // The token's own fault: it names no key, or none that there is.
      if (BY_TOKEN.some(kind => error instanceof kind)) throw error;
      throw new Problem('issuer-unavailable');
    }
  };
  return { ...provider, keys };
}

/** OpenID Connect Discovery 1.0, section 4. */
async function discovered(issuer: string): Promise<JWTVerifyGetKey> {
  const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const { issuer: named, jwks_uri: uri } = (await answer.json()) as { issuer?: string; jwks_uri?: string };
  if (named !== issuer || !uri) throw new Error('The provider describes another issuer.');
  return createRemoteJWKSet(new URL(uri), { timeoutDuration: PATIENCE_MS });
}
