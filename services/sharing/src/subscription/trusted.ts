import { mayAs, type Principal } from '@ckm/http';

/** Who may let the customers' words go out. */
export const isTrusted = ({ role }: Principal): boolean => mayAs(role, 'steward');
