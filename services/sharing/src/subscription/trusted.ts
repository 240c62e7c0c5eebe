import { hasRole, type Principal } from '@ckm/http';

/** Who may let the customers' words go out. */
export const isTrusted = ({ role }: Principal): boolean => hasRole(role, 'steward');
