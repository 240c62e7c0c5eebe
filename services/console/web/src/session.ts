import { useSyncExternalStore } from 'react';
import type { Problem } from './problem.js';

const KEY = 'ckm-token';
const GIVEN = 'ckm-token-given';
const listeners = new Set<() => void>();
let refusal: Problem | null = null;

export const token = (): string | null => sessionStorage.getItem(KEY);
/** In milliseconds since 1970: when the token was given to the first tab that held it. */
export const tokenGiven = (): number => Number(sessionStorage.getItem(GIVEN));

/** @param why nobody is signed in any more, where that was not their own wish */
export function keepToken(value: string | null, why: Problem | null = null, given = Date.now()): void {
  refusal = why;
  if (value) {
    sessionStorage.setItem(KEY, value);
    sessionStorage.setItem(GIVEN, String(given));
  } else {
    sessionStorage.removeItem(KEY);
    sessionStorage.removeItem(GIVEN);
  }
  listeners.forEach(listener => listener());
}

/** Why the last token was not good enough. */
export const lastRefusal = () => refusal;

export function refuseToken(refused: string | null, problem: Problem): void {
  // A newer token may have been given meanwhile.
  if (refused !== token()) return;
  keepToken(null, problem);
}

/** Takes `#token=…` out of the address, so that it is not shared with it; a browser's history may hold it all the same. */
export function takeTokenFromAddress(): void {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const given = fragment.get('token');
  if (!given) return;
  fragment.delete('token');
  const rest = fragment.size ? `#${fragment}` : '';
  history.replaceState(null, '', location.pathname + location.search + rest);
  keepToken(given);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const useToken = () => useSyncExternalStore(subscribe, token);
