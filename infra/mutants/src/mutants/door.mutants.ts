import type { Mutant } from '../mutant.js';

/** Into the installation: who may, how often, and nothing is changed on the way. */
export const DOOR: Mutant[] = [
  {
    name: 'audience-not-checked',
    file: 'libs/http/src/access.ts',
    breaks: 'A token that the provider gave for another application opens the door here.',
    find: 'audience: issuer.audience,',
    replace: '',
    specs: ['libs/http/src/access.spec.ts', 'libs/http/src/issuer.spec.ts'],
  },
  {
    name: 'any-algorithm',
    file: 'libs/http/src/access.ts',
    breaks: 'The token itself says by which algorithm it is to be checked.',
    find: "algorithms: ['EdDSA', 'RS256', 'ES256'],",
    replace: '',
    specs: ['libs/http/src/access.spec.ts'],
  },
  {
    name: 'expired-token-remembered',
    file: 'libs/http/src/access.ts',
    breaks: 'A token that was seen a moment ago still opens the door when it has expired.',
    find: '{ ttl: Math.min(TOKEN_CACHE_MS, left) }',
    replace: '{ ttl: Math.max(TOKEN_CACHE_MS, left) }',
    specs: ['libs/http/src/access.spec.ts'],
  },
  {
    name: 'open-by-default',
    file: 'libs/http/src/access.ts',
    breaks: 'A route that names no role can be called by everybody who has a token.',
    find: 'if (needed === undefined || !hasRole(principal.role, needed))',
    replace: 'if (needed !== undefined && !hasRole(principal.role, needed))',
    specs: ['libs/http/src/access.spec.ts'],
  },
  {
    name: 'one-rate-for-all',
    file: 'libs/http/src/rate-limiter.ts',
    breaks: 'One subject that asks too often is held against everybody of its tenant.',
    find: 'JSON.stringify([tenantId, subject])',
    replace: 'JSON.stringify([tenantId])',
    specs: ['libs/http/src/rate-limiter.spec.ts'],
  },
  {
    name: 'forged-cursor',
    file: 'libs/http/src/page.ts',
    breaks: 'A forged cursor reaches the database as it is, and is answered as a fault of ours.',
    find: "typeof place[nth] === 'string' && isOne(place[nth])",
    replace: "typeof place[nth] === 'string'",
    specs: ['libs/http/src/page.spec.ts'],
  },
  {
    name: 'nul-dropped',
    file: 'libs/http/src/read-json.ts',
    breaks: "U+0000 is taken out of the customer's words without a word, where it should be refused.",
    find: 'JSON.parse(json)',
    replace: "JSON.parse(json.replaceAll('\\\\u0000', ''))",
    specs: ['libs/http/src/problems.spec.ts'],
  },
  {
    name: 'bad-utf8-replaced',
    file: 'libs/http/src/read-json.ts',
    breaks: "Bytes that are not UTF-8 become question marks in the customer's words.",
    find: 'fatal: true',
    replace: 'fatal: false',
    specs: ['libs/http/src/problems.spec.ts'],
  },
];
