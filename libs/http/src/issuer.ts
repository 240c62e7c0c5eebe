import { createLocalJWKSet, createRemoteJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { Problem } from './problem.js';
import { AUDIENCE, ISSUER } from './token.js';

const PATIENCE_MS = 5_000;
const AFTER_FAILURE_MS = 1_000;
/** Keys that are older are asked for again: a withdrawn one opens the door no longer. */
const KEPT_MS = 30_000;

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
 * An OpenID provider. Its keys are asked for when its first token comes, and again when one comes 30 s later or more, or, once in 30 s, that was signed by another key. While it does not
 * tell them anew, those that it told last stand: whom it let in is not shut out because it is away.
 * @throws Problem `issuer-unavailable` from `keys` where it is away and did not tell that key before
 */
export function openIdIssuer(provider: OpenIdProvider): Issuer {
  let told: JWTVerifyGetKey | null = null;
  let isAway = false;
  // Of a clock that nobody sets back: by one that is, a withdrawn key would open the door for longer by as much.
  let nextAt = 0;
  let seekAt = 0;
  let asking: Promise<void> | null = null;
  const ask = async (): Promise<void> => {
    const now = await keysOf(provider.name).catch(() => null);
    isAway = now === null;
    told = now ?? told;
    nextAt = performance.now() + (told ? KEPT_MS : AFTER_FAILURE_MS);
    asking = null;
  };
  const renew = (): Promise<void> => (asking ??= ask());
  const lately = async (): Promise<JWTVerifyGetKey> => {
    const renewing = performance.now() >= nextAt ? renew() : null;
    // Whom it let in does not wait for one that is known to be away.
    if (!told || !isAway) await renewing;
    if (told === null) throw new Problem('issuer-unavailable');
    return told;
  };
  /** It may sign with another key since. */
  const isSoughtAnew = async (error: unknown): Promise<boolean> => {
    if (!(error instanceof errors.JWKSNoMatchingKey) || performance.now() < seekAt) return false;
    seekAt = performance.now() + KEPT_MS;
    await renew();
    return true;
  };
  const keys: JWTVerifyGetKey = async (header, token) => {
    const known = await lately();
    try {
      return await known(header, token);
    } catch (error) {
      if (await isSoughtAnew(error)) return keys(header, token);
      // The token's own fault: it names no key, or none that there is.
      if (!isAway && BY_TOKEN.some(kind => error instanceof kind)) throw error;
      throw new Problem('issuer-unavailable');
    }
  };
  return { ...provider, keys };
}

/** As it tells them now, found by OpenID Connect Discovery 1.0, section 4. */
async function keysOf(issuer: string): Promise<JWTVerifyGetKey> {
  const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const { issuer: named, jwks_uri: uri } = (await answer.json()) as { issuer?: string; jwks_uri?: string };
  if (named !== issuer || !uri) throw new Error('The provider describes another issuer.');
  const keys = createRemoteJWKSet(new URL(uri), {
    ...{ timeoutDuration: PATIENCE_MS, cacheMaxAge: Infinity, cooldownDuration: Infinity },
  });
  await keys.reload();
  return keys;
}
