import { useState } from 'react';

/** More than that of a list hides what stands below it. */
const MANY = 20;

/** The beginning of a list that grows at its beginning, and more of it when that is asked for: what is shown stays. */
export function useFirst<T>(all: T[]) {
  const [rest, setRest] = useState(Math.max(0, all.length - MANY));
  const shown = all.slice(0, Math.max(MANY, all.length - rest));
  return {
    shown,
    next: shown.length < all.length ? String(shown.length) : null,
    more: () => setRest(Math.max(0, rest - MANY)),
  };
}
