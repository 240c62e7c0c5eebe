import { createContext, useContext, useState, type ReactNode } from 'react';
import * as api from './api.js';
import { useWords } from './language.js';
import { ProblemNotice } from './notices.js';
import type { Problem } from './problem.js';
import { useToken } from './session.js';
import { usePolling } from './use-polling.js';

/** From the least to the most; each may what those before it may. */
export const ROLES = ['reader', 'contributor', 'steward', 'admin'] as const;
export type Role = (typeof ROLES)[number];

interface Known {
  me?: Awaited<ReturnType<typeof api.me>>;
  /** Why it is not known. */
  problem: Problem | null;
}

const Current = createContext<Known>({ problem: null });

/** Asks which role the token has. The last one is kept until that is known: what was typed stays while another is given. */
export function Roles({ children }: { children: ReactNode }) {
  const token = useToken();
  const [me, setMe] = useState<Known['me']>();
  const ask = async (signal: AbortSignal) => {
    const told = await api.me(signal);
    if (!signal.aborted) setMe(told);
  };
  const { problem } = usePolling(ask, token ?? '', 0);
  return <Current value={{ me, problem }}>{children}</Current>;
}

/** Who is signed in, as the services know them; undefined until they say. */
export const useMe = () => useContext(Current).me;

/** Why nothing is offered, where that cannot be told. */
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

/** Whether the services let whoever is signed in do what this role may. */
export function useMay(needed: Role): boolean {
  const { me } = useContext(Current);
  return me !== undefined && ROLES.indexOf(me.role) >= ROLES.indexOf(needed);
}

/** What is offered to this role and those above it. */
export const May = ({ role, children }: { role: Role; children: ReactNode }) => (useMay(role) ? children : null);
