import { createLocalJWKSet, createRemoteJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { Problem } from './problem.js';
import { AUDIENCE, ISSUER } from './token.js';

const FETCH_TIMEOUT_MS = 5_000;
const AFTER_FAILURE_MS = 1_000;
/** Older keys are fetched again: one that was withdrawn opens nothing for longer. */
const MAX_AGE_MS = 30_000;

/** Faults of the token, not of the provider. */
const TOKEN_FAULTS = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];

/** An issuer whose tokens are accepted, and how to read them. */
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

/** The issuer of the tokens that `ckm token` makes. */
export const ownIssuer = (jwks: JSONWebKeySet): Issuer => ({
  name: ISSUER,
  audience: AUDIENCE,
  tenant: 'tenant',
  role: 'role',
  keys: createLocalJWKSet(jwks),
});

/**
 * An OpenID provider, with a cache of its keys. They are fetched when its first token comes, when a token comes and they are 30 s old, and,
 * at most once in 30 s, when a token names a key that is not among them. While the provider does not answer, the keys of the last answer
 * hold: whoever could log in before still can.
 * @throws Problem `issuer-unavailable` from `keys` when it does not answer and did not name the token's key before
 */
export function openIdIssuer(provider: OpenIdProvider): Issuer {
  let cached: JWTVerifyGetKey | null = null;
  let isUnreachable = false;
  // By the monotonic clock: if the host's clock were set back, a withdrawn key would be accepted for as much longer.
  let refreshAt = 0;
  let searchAt = 0;
  let fetching: Promise<void> | null = null;
  const fetchNow = async (): Promise<void> => {
    const fetched = await fetchKeys(provider.name).catch(() => null);
    isUnreachable = fetched === null;
    cached = fetched ?? cached;
    refreshAt = performance.now() + (cached ? MAX_AGE_MS : AFTER_FAILURE_MS);
    fetching = null;
  };
  const refresh = (): Promise<void> => (fetching ??= fetchNow());
  const current = async (): Promise<JWTVerifyGetKey> => {
    const refreshing = performance.now() >= refreshAt ? refresh() : null;
    // With keys at hand nobody waits for a provider that is known to be unreachable.
    if (!cached || !isUnreachable) await refreshing;
    if (cached === null) throw new Problem('issuer-unavailable');
    return cached;
  };
  /** Whether the keys were fetched once more, because the provider may have begun to sign with a new one. */
  const refreshedForUnknownKey = async (error: unknown): Promise<boolean> => {
    if (!(error instanceof errors.JWKSNoMatchingKey) || performance.now() < searchAt) return false;
    searchAt = performance.now() + MAX_AGE_MS;
    await refresh();
    return true;
  };
  const keys: JWTVerifyGetKey = async (header, token) => {
    const known = await current();
    try {
      return await known(header, token);
    } catch (error) {
      if (await refreshedForUnknownKey(error)) return keys(header, token);
      // The token's own fault: it names no key, or one that does not exist.
      if (!isUnreachable && TOKEN_FAULTS.some(kind => error instanceof kind)) throw error;
      throw new Problem('issuer-unavailable');
    }
  };
  return { ...provider, keys };
}

/** The provider's keys as they are now, found by OpenID Connect Discovery 1.0, section 4. */
async function fetchKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
  });
  const { issuer: named, jwks_uri: uri } = (await answer.json()) as { issuer?: string; jwks_uri?: string };
  if (named !== issuer || !uri) throw new Error('The provider describes another issuer.');
  const keys = createRemoteJWKSet(new URL(uri), {
    ...{ timeoutDuration: FETCH_TIMEOUT_MS, cacheMaxAge: Infinity, cooldownDuration: Infinity },
  });
  await keys.reload();
  return keys;
}
