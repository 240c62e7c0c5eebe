import { useState } from 'react';

/** A longer list would hide what stands below it. */
const PAGE = 20;

/**
 * The first entries of a list whose newest entry comes first, and further ones with each call of `more`. Whatever was
 * shown stays shown when entries are added above it.
 */
export function useTruncated<T>(all: T[]) {
  const [hidden, setHidden] = useState(Math.max(0, all.length - PAGE));
  const shown = all.slice(0, Math.max(PAGE, all.length - hidden));
  return {
    shown,
    next: shown.length < all.length ? String(shown.length) : null,
    more: () => setHidden(Math.max(0, hidden - PAGE)),
  };
}
