import { createPrivateKey, type JsonWebKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token as the installation signs them, for another tenant or role. */
export function tokenOf(home: string, claims: { tenant: string; role: string; exp?: number }): string {
  const jwk = JSON.parse(readFileSync(join(home, 'signing.key'), 'utf8')) as JsonWebKey & { kid: string };
  const inAnHour = Math.floor(Date.now() / 1_000) + 3_600;
  const signed = `${base64url({ alg: 'EdDSA', kid: jwk.kid })}.${base64url({ iss: 'ckm', aud: 'ckm', sub: 'somebody', exp: inAnHour, ...claims })}`;
  const signature = sign(null, Buffer.from(signed), createPrivateKey({ key: jwk, format: 'jwk' }));
  return `${signed}.${signature.toString('base64url')}`;
}
