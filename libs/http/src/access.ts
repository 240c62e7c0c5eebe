import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { decodeJwt, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { type AskedRequest, type KeyedRequest, keyedRequest } from './idempotency.js';
import type { Issuer } from './issuer.js';
import { Problem } from './problem.js';
import { Rates } from './rates.js';
import { mayAs, type Role, ROLES } from './token.js';

/** Whose token it is. */
export interface Bearer {
  subject: string;
  tenantId: string;
  role: Role;
}

/** Who asks, and under which key the request may come again. */
export interface Principal extends Bearer {
  /** Null where the request bears no `Idempotency-Key`. */
  keyed: KeyedRequest | null;
}

/** So long a token that was checked is not checked again: with the age of its issuer's keys (`KEPT_MS`) a minute at most. */
const REMEMBERED_MS = 30_000;

export const PUBLIC = 'public';
export const ROLE_KEY = Symbol('role');

/** Checks tokens: EdDSA, RS256 or ES256, signed by an issuer that we know, for us, not expired, with a tenant and a role. */
export class TokenVerifier {
  private readonly issuers: ReadonlyMap<string, Issuer>;
  /** By token: to check a signature takes longer than the rest of a small request. */
  private readonly known = new LRUCache<string, Bearer>({ max: 1_000, ttl: REMEMBERED_MS });

  constructor(issuers: Issuer[]) {
    this.issuers = new Map(issuers.map(issuer => [issuer.name, issuer]));
  }

  /** @throws Problem `token-missing`, `token-invalid`; `issuer-unavailable` when its keys cannot be had */
  async verify(authorization: string | undefined): Promise<Bearer> {
    const [, token] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
    if (token === undefined) throw new Problem('token-missing');
    return this.known.get(token) ?? this.check(token);
  }

  private async check(token: string): Promise<Bearer> {
    const issuer = this.issuers.get(issuerOf(token));
    if (!issuer) throw new Problem('token-invalid');
    const { payload } = await jwtVerify(token, issuer.keys, {
      issuer: issuer.name,
      audience: issuer.audience,
      algorithms: ['EdDSA', 'RS256', 'ES256'],
      requiredClaims: ['exp', 'sub'],
    }).catch((error: unknown) => {
      throw error instanceof Problem ? error : new Problem('token-invalid');
    });
    const { sub, exp = 0, [issuer.tenant]: tenant, [issuer.role]: named } = payload;
    const role = ROLES.findLast(one => [named].flat().includes(one));
    if (!isName(sub) || !isName(tenant) || !role) throw new Problem('token-invalid');
    const bearer = { subject: sub, tenantId: tenant, role };
    const left = exp * 1_000 - Date.now();
    // A ttl of 0 would be for ever.
    if (left > 0) this.known.set(token, bearer, { ttl: Math.min(REMEMBERED_MS, left) });
    return bearer;
  }
}

/** Only to know whose keys to try: nothing is believed yet. */
function issuerOf(token: string): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch {
    return '';
  }
}

const roleNeeded = (has: Role, needed: Role): string =>
  `This route needs the role ${needed} or more; the token has ${has}.`;

const isName = (claim: unknown): claim is string => typeof claim === 'string' && claim !== '';

/** A request, and whose it is once that is known. */
interface Asking {
  headers: { authorization?: string };
  bearer?: Bearer;
}

/** In front of every body and every route: who asks is known, and asks not too often. */
@Injectable()
export class Door {
  constructor(
    private readonly tokens: TokenVerifier,
    private readonly rates: Rates,
  ) {}

  /** A request counts once, however often it comes by here. @throws Problem as `TokenVerifier.verify` and `Rates.take` do */
  async admit(request: Asking): Promise<Bearer> {
    if (request.bearer) return request.bearer;
    const bearer = await this.tokens.verify(request.headers.authorization);
    await this.rates.take(bearer);
    request.bearer = bearer;
    return bearer;
  }
}

/** Denies by default: a route that names no role can be called by nobody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly door: Door,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const needed = this.reflector.get<Role | typeof PUBLIC | undefined>(ROLE_KEY, context.getHandler());
    if (needed === PUBLIC) return true;
    const request = context.switchToHttp().getRequest<AskedRequest & Asking & { principal?: Principal }>();
    const principal = await this.door.admit(request);
    if (needed === undefined || !mayAs(principal.role, needed))
      throw new Problem('role-missing', needed && roleNeeded(principal.role, needed));
    request.principal = { ...principal, keyed: keyedRequest(principal.tenantId, request) };
    return true;
  }
}
