import { randomUUID } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { decodeJwt, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { type AskedRequest, type KeyedRequest, keyedRequest } from './idempotency.js';
import type { Issuer } from './issuer.js';
import { Problem } from './problem.js';
import { RateLimiter } from './rate-limiter.js';
import { hasRole, type Role, ROLES } from './token.js';

/** What a valid token says. */
export interface Bearer {
  subject: string;
  tenantId: string;
  role: Role;
}

/** Who makes a request, and under which key the client may send it again. */
export interface Principal extends Bearer {
  /** The same for everything that the request causes. */
  correlationId: string;
  /** Null without an `Idempotency-Key`. */
  keyed: KeyedRequest | null;
}

/** How long a checked token is not checked again. With the age of its issuer's keys (30 s) a withdrawn key is accepted for a minute at most. */
const TOKEN_CACHE_MS = 30_000;

export const PUBLIC = 'public';
export const ROLE_KEY = Symbol('role');

/** Accepts tokens that a known issuer signed with EdDSA, RS256 or ES256 for us, that are not expired, and name a tenant and a role. */
export class TokenVerifier {
  private readonly issuers: ReadonlyMap<string, Issuer>;
  /** By token: checking a signature takes longer than the rest of a small request. */
  private readonly known = new LRUCache<string, Bearer>({ max: 1_000, ttl: TOKEN_CACHE_MS });

  constructor(issuers: Issuer[]) {
    this.issuers = new Map(issuers.map(issuer => [issuer.name, issuer]));
  }

  /** @throws Problem `token-missing`, `token-invalid`; `issuer-unavailable` when the issuer's keys cannot be fetched */
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
    // To the cache a ttl of 0 means for ever.
    if (left > 0) this.known.set(token, bearer, { ttl: Math.min(TOKEN_CACHE_MS, left) });
    return bearer;
  }
}

/** The `iss` claim before any check, only to choose the keys to check with. */
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

/** A request, with its bearer once that is known. */
interface Asking {
  headers: { authorization?: string };
  bearer?: Bearer;
}

/** Authentication and rate limit, before a body is read and before a route is called. */
@Injectable()
export class Admission {
  constructor(
    private readonly tokens: TokenVerifier,
    private readonly rates: RateLimiter,
  ) {}

  /** May be called several times for a request, which counts once. @throws Problem as `TokenVerifier.verify` and `RateLimiter.take` */
  async admit(request: Asking): Promise<Bearer> {
    if (request.bearer) return request.bearer;
    const bearer = await this.tokens.verify(request.headers.authorization);
    await this.rates.take(bearer);
    request.bearer = bearer;
    return bearer;
  }
}

/** Denies by default: nobody may call a route that names no role. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly admission: Admission,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const needed = this.reflector.get<Role | typeof PUBLIC | undefined>(ROLE_KEY, context.getHandler());
    if (needed === PUBLIC) return true;
    const request = context.switchToHttp().getRequest<AskedRequest & Asking & { principal?: Principal }>();
    const principal = await this.admission.admit(request);
    if (needed === undefined || !hasRole(principal.role, needed))
      throw new Problem('role-missing', needed && roleNeeded(principal.role, needed));
    const keyed = keyedRequest(principal.tenantId, request);
    request.principal = { ...principal, correlationId: randomUUID(), keyed };
    return true;
  }
}
