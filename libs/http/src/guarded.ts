import type { Provider } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { JSONWebKeySet } from 'jose';
import { AccessGuard, Door, TokenVerifier } from './access.js';
import { openIdIssuer, type OpenIdProvider, ownIssuer } from './issuer.js';
import { type RateLimits, Rates } from './rates.js';

/** Who may ask, and how often. */
export interface Access {
  /** Of the tokens that `ckm token` makes. */
  jwks: JSONWebKeySet;
  /** Null: only our own tokens are taken. */
  openId: OpenIdProvider | null;
  rates: RateLimits;
}

/** The guard in front of every route of a module. */
export const guarded = ({ jwks, openId, rates }: Access): Provider[] => [
  {
    provide: TokenVerifier,
    useValue: new TokenVerifier([ownIssuer(jwks), ...(openId ? [openIdIssuer(openId)] : [])]),
  },
  { provide: Rates, useValue: new Rates(rates) },
  Door,
  { provide: APP_GUARD, useClass: AccessGuard },
];
