/** Every token of ours names these two. */
export const ISSUER = 'ckm';
export const AUDIENCE = 'ckm';
