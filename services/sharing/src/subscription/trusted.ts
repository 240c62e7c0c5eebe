import { hasRole, type Principal } from '@ckm/http';

/** Whether the customers' words may leave the installation at this principal's request. */
export const isTrusted = ({ role }: Principal): boolean => hasRole(role, 'steward');
