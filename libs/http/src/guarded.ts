import type { Provider } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { JSONWebKeySet } from 'jose';
import { AccessGuard, Admission, TokenVerifier } from './access.js';
import { openIdIssuer, type OpenIdProvider, ownIssuer } from './issuer.js';
import { type RateLimits, RateLimiter } from './rate-limiter.js';

/** Whose tokens are accepted, and how often one may call. */
export interface Access {
  /** The keys of the tokens that `ckm token` makes. */
  jwks: JSONWebKeySet;
  /** Null: only our own tokens are accepted. */
  openId: OpenIdProvider | null;
  rates: RateLimits;
}

/** The providers that put authentication, rate limit and roles in front of every route of a module. */
export const guarded = ({ jwks, openId, rates }: Access): Provider[] => [
  {
    provide: TokenVerifier,
    useValue: new TokenVerifier([ownIssuer(jwks), ...(openId ? [openIdIssuer(openId)] : [])]),
  },
  { provide: RateLimiter, useValue: new RateLimiter(rates) },
  Admission,
  { provide: APP_GUARD, useClass: AccessGuard },
];
