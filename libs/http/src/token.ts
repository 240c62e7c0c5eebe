/** `iss` and `aud` of the tokens that `ckm token` makes. */
export const ISSUER = 'ckm';
export const AUDIENCE = 'ckm';

/** In ascending order; each role may do what those before it may. */
export const ROLES = ['reader', 'contributor', 'steward', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Whether a role includes the one that is needed. */
export const hasRole = (role: Role, needed: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(needed);
