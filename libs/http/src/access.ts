import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { type AskedRequest, type KeyedRequest, keyedRequest } from './idempotency.js';
import { Problem } from './problem.js';
import { AUDIENCE, ISSUER, type Role, ROLES } from './token.js';

/** Who asks, for which tenant, and under which key the request may come again. */
export interface Principal {
  subject: string;
  tenantId: string;
  role: Role;
  /** Null where the request bears no `Idempotency-Key`. */
  keyed: KeyedRequest | null;
}

export const PUBLIC = 'public';
export const ROLE_KEY = Symbol('role');

/** Checks tokens: EdDSA, RS256 or ES256, signed by a known key, for us, not expired, with a tenant and a role. */
export class TokenVerifier {
  private readonly keys: ReturnType<typeof createLocalJWKSet>;

  constructor(jwks: JSONWebKeySet) {
    this.keys = createLocalJWKSet(jwks);
  }

  async verify(authorization: string | undefined): Promise<Omit<Principal, 'keyed'>> {
    const [, token] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
    if (token === undefined) throw new Problem('token-missing');
    const { payload } = await jwtVerify(token, this.keys, {
      issuer: ISSUER,
      audience: AUDIENCE,
      algorithms: ['EdDSA', 'RS256', 'ES256'],
      requiredClaims: ['exp', 'sub'],
    }).catch(() => {
      throw new Problem('token-invalid');
    });
    const { sub, tenant, role } = payload;
    if (!isName(sub) || !isName(tenant) || !ROLES.includes(role as Role)) throw new Problem('token-invalid');
    return { subject: sub, tenantId: tenant, role: role as Role };
  }
}

const isName = (claim: unknown): claim is string => typeof claim === 'string' && claim !== '';

/** Denies by default: a route that names no role can be called by nobody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokenVerifier,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const needed = this.reflector.get<Role | typeof PUBLIC | undefined>(ROLE_KEY, context.getHandler());
    if (needed === PUBLIC) return true;
    const request = context
      .switchToHttp()
      .getRequest<AskedRequest & { headers: { authorization?: string }; principal?: Principal }>();
    const principal = await this.tokens.verify(request.headers.authorization);
    if (needed === undefined || ROLES.indexOf(principal.role) < ROLES.indexOf(needed))
      throw new Problem('role-missing');
    request.principal = { ...principal, keyed: keyedRequest(principal.tenantId, request) };
    return true;
  }
}
