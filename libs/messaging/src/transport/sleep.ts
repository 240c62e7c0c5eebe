import { setTimeout as timer } from 'node:timers/promises';

/** How long whoever stops waits for work that is under way. */
export const STOP_MS = 10_000;

/** Resolves after the time, or as soon as the signal is aborted. Never rejects. */
export const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  timer(ms, undefined, { signal }).catch(() => undefined);

/** Resolves when the work has ended, well or not, or after the time. */
export async function waitAtMost(ms: number, work: Promise<unknown>): Promise<void> {
  const enough = new AbortController();
  const done = () => enough.abort();
  void work.then(done, done);
  await sleep(ms, enough.signal);
}
