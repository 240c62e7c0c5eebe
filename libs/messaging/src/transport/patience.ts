import { setTimeout as timer } from 'node:timers/promises';

/** Whoever stops waits so long for what is under way. */
export const STOP_MS = 10_000;

/** Ends after the time, or at once when the signal is aborted. Never rejects. */
export const rest = (ms: number, signal?: AbortSignal): Promise<void> =>
  timer(ms, undefined, { signal }).catch(() => undefined);

/** Waits for the work, but not longer than the time; how the work ends is not told. */
export async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const enough = new AbortController();
  const done = () => enough.abort();
  void work.then(done, done);
  await rest(ms, enough.signal);
}
