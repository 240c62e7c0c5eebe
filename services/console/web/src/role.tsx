import { hasRole, type Role } from '@ckm/http/token';
import { createContext, useContext, useState, type ReactNode } from 'react';
import * as api from './api.js';
import { useWords } from './language.js';
import { ProblemNotice } from './notices.js';
import type { Problem } from './problem.js';
import { useToken } from './session.js';
import { usePolling } from './use-polling.js';

interface CurrentUser {
  me?: Awaited<ReturnType<typeof api.me>>;
  /** Why `me` is not known. */
  problem: Problem | null;
}

const Current = createContext<CurrentUser>({ problem: null });

/**
 * Asks whose token it is, with which role. The last answer stays until there is one for a new token: forms that depend
 * on the role keep what was typed while the token is renewed.
 */
export function CurrentUserProvider({ children }: { children: ReactNode }) {
  const token = useToken();
  const [me, setMe] = useState<CurrentUser['me']>();
  const ask = async (signal: AbortSignal) => {
    const told = await api.me(signal);
    if (!signal.aborted) setMe(told);
  };
  const { problem } = usePolling(ask, token ?? '', 0);
  return <Current value={{ me, problem }}>{children}</Current>;
}

/** Who is signed in, as the services know them; undefined until they have answered. */
export const useCurrentUser = () => useContext(Current).me;

/** Says, where the role cannot be found out, why no action is offered. */
export function RoleUnknown() {
  const { say } = useWords();
  const { me, problem } = useContext(Current);
  if (me || !problem) return null;
  return (
    <div className="role-unknown">
      <p>{say('roleUnknown')}</p>
      <ProblemNotice problem={problem} />
    </div>
  );
}

/** Whether whoever is signed in has this role or a higher one; false while that is not known. */
export function useHasRole(needed: Role): boolean {
  const { me } = useContext(Current);
  return me !== undefined && hasRole(me.role, needed);
}

/** Shows its children to this role and those above it. */
export const RequireRole = ({ role, children }: { role: Role; children: ReactNode }) =>
  useHasRole(role) ? children : null;
