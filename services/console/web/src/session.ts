import { useSyncExternalStore } from 'react';
import type { Problem } from './problem.js';

const TOKEN_KEY = 'ckm-token';
const GIVEN_AT_KEY = 'ckm-token-given';
const listeners = new Set<() => void>();
let refusal: Problem | null = null;

export const token = (): string | null => sessionStorage.getItem(TOKEN_KEY);
/** When the token was given to the first tab that held it, in milliseconds since 1970. */
export const tokenGivenAt = (): number => Number(sessionStorage.getItem(GIVEN_AT_KEY));

/**
 * Keeps the token of this tab, or with null forgets it.
 * @param why the service's refusal, where the token was forgotten because of one
 * @param given when it was given, in milliseconds since 1970
 */
export function keepToken(value: string | null, why: Problem | null = null, given = Date.now()): void {
  refusal = why;
  if (value) {
    sessionStorage.setItem(TOKEN_KEY, value);
    sessionStorage.setItem(GIVEN_AT_KEY, String(given));
  } else {
    sessionStorage.removeItem(TOKEN_KEY);
    sessionStorage.removeItem(GIVEN_AT_KEY);
  }
  listeners.forEach(listener => listener());
}

/** Why the last token was refused; null where it was not. */
export const lastRefusal = () => refusal;

/** Forgets a token that a service refused. */
export function refuseToken(refused: string | null, problem: Problem): void {
  // A newer token may have been given while the request was under way.
  if (refused !== token()) return;
  keepToken(null, problem);
}

/** Takes `#token=…` out of the address, so that it is not shared with it; the browser's history may still hold it. */
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
