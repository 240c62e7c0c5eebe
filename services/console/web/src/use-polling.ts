import { useEffect, useEffectEvent, useState } from 'react';
import { Problem } from './problem.js';

/** How far the views lag behind a command at most, as a rule. */
const VIEW_LAG_MS = 400;
const RETRY_MS = 5000;
/** A service that took long to answer is left alone for so many times as long. */
const PAUSE_FACTOR = 5;
const MAX_PAUSE_MS = 60_000;

/**
 * Runs `task` at once, when `key` changes and, with `intervalMs` > 0, again after that many milliseconds while the page
 * is visible. A failure for the current `key` is returned as `problem`, and the task tried again. `refetch` runs it
 * now, `refetchSoon` when the views have followed what was just done.
 */
export function usePolling(task: (signal: AbortSignal) => Promise<void>, key: string, intervalMs: number) {
  const [last, setLast] = useState<{ key: string; problem: Problem | null }>();
  const [turn, setTurn] = useState(0);
  const perform = useEffectEvent(task);

  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let busy = false;
    const run = async () => {
      if (busy || document.hidden) return;
      clearTimeout(timer);
      busy = true;
      const begun = performance.now();
      const failure = await perform(stop.signal).then(() => null, Problem.from);
      busy = false;
      if (stop.signal.aborted) return;
      setLast({ key, problem: failure });
      // After a failure there is no longer pause: the page has to notice soon that the service is back.
      const pause = failure ? 0 : Math.min(PAUSE_FACTOR * (performance.now() - begun), MAX_PAUSE_MS);
      if (intervalMs > 0 || failure) timer = setTimeout(run, Math.max(intervalMs || RETRY_MS, pause));
    };
    document.addEventListener('visibilitychange', run, { signal: stop.signal });
    void run();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [key, intervalMs, turn]);

  const refetch = () => setTurn(count => count + 1);
  return {
    problem: last?.key === key ? last.problem : null,
    /** Whether the last run got no answer, for whichever key; a refusal is one. */
    failing: Boolean(last?.problem && !last.problem.isRefusal),
    refetch,
    refetchSoon: () => void setTimeout(refetch, VIEW_LAG_MS),
  };
}
