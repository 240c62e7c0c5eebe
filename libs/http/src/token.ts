/** Every token of ours names these two. */
export const ISSUER = 'ckm';
export const AUDIENCE = 'ckm';

/** From the least to the most; each may what those before it may. */
export const ROLES = ['reader', 'contributor', 'steward', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const mayAs = (role: Role, needed: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(needed);
