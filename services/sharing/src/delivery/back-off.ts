import type { Answer } from './webhook-call.js';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
/** So long a message is tried; then it is put aside, never dropped. */
export const TRY_FOR_MS = 72 * HOUR;
const FIRST_MS = 5 * SECOND;
const LONGEST_MS = 6 * HOUR;

export interface Tries {
  /** Attempts before this one, and when the first was. */
  tried: number;
  firstTriedAt: Date | null;
}

/** When to try again after an attempt that failed at `now`; null: not any more. @param random 0 ≤ x < 1 */
export function tryAgainAt(
  { tried, firstTriedAt }: Tries,
  { status, retryAfter }: Pick<Answer, 'status' | 'retryAfter'>,
  now: Date,
  random: number,
): Date | null {
  const last = (firstTriedAt ?? now).getTime() + TRY_FOR_MS;
  if (now.getTime() >= last) return null;
  // Four times as long each time, between half of it and all of it.
  const backOff = Math.min(FIRST_MS * 4 ** tried, LONGEST_MS) * (0.5 + random / 2);
  const asked = status === 429 || status === 503 ? askedFor(retryAfter, now) : 0;
  // More patience may be asked for, never less: each attempt is kept.
  return new Date(Math.min(now.getTime() + Math.max(asked, backOff), last));
}

/** Retry-After in seconds or as a date, within what is bearable; 0 when it says nothing that can be understood. */
function askedFor(retryAfter: string | null, now: Date): number {
  if (retryAfter === null) return 0;
  const text = retryAfter.trim();
  const ms = /^\d{1,9}$/.test(text)
    ? Number(text) * SECOND
    : /^\w{3}, .+ GMT$/.test(text)
      ? Date.parse(text) - now.getTime()
      : NaN;
  return Number.isNaN(ms) ? 0 : Math.min(ms, LONGEST_MS);
}
