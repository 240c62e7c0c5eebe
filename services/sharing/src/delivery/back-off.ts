import type { Answer } from './webhook-call.js';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
/** After this a message is parked; it is never dropped. */
export const RETRY_FOR_MS = 72 * HOUR;
const FIRST_MS = 5 * SECOND;
const LONGEST_MS = 6 * HOUR;

interface EarlierAttempts {
  tried: number;
  firstTriedAt: Date | null;
}

/** When to try again after an attempt that failed at `now`; null when the message is to be parked. @param random 0 ≤ x < 1 */
export function nextAttemptAt(
  { tried, firstTriedAt }: EarlierAttempts,
  { status, retryAfter }: Pick<Answer, 'status' | 'retryAfter'>,
  now: Date,
  random: number,
): Date | null {
  const last = (firstTriedAt ?? now).getTime() + RETRY_FOR_MS;
  if (now.getTime() >= last) return null;
  // Exponential with factor 4, with jitter between one half and the whole.
  const backOff = Math.min(FIRST_MS * 4 ** tried, LONGEST_MS) * (0.5 + random / 2);
  const asked = status === 429 || status === 503 ? retryAfterMs(retryAfter, now) : 0;
  // Retry-After may lengthen the wait, never shorten it: each attempt is kept as a row.
  return new Date(Math.min(now.getTime() + Math.max(asked, backOff), last));
}

/** Retry-After, which is in seconds or an HTTP date, capped at the longest wait; 0 when it is missing or cannot be read. */
function retryAfterMs(retryAfter: string | null, now: Date): number {
  if (retryAfter === null) return 0;
  const text = retryAfter.trim();
  const ms = /^\d{1,9}$/.test(text)
    ? Number(text) * SECOND
    : /^\w{3}, .+ GMT$/.test(text)
      ? Date.parse(text) - now.getTime()
      : NaN;
  return Number.isNaN(ms) ? 0 : Math.min(ms, LONGEST_MS);
}
