import { useEffect, useEffectEvent, useState } from 'react';
import { Problem } from './problem.js';

/** In milliseconds: by then the views have followed what was done. */
const FOLLOWED = 400;
/** Who takes long to answer has so many times as long until he is asked again. */
const SPARED = 5;
const LONGEST_REST = 60_000;

/**
 * Runs `task` at once, when `key` changes and, with `every` > 0, again after that many milliseconds while the page is
 * visible. A failure for the current `key` is told as `problem`, and tried again. `again` runs it now, `soon` when what was just done shows.
 */
export function usePoll(task: (signal: AbortSignal) => Promise<void>, key: string, every: number) {
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
      // Whoever failed is asked again soon: the page is to say so as soon as they are well.
      const spared = failure ? 0 : Math.min(SPARED * (performance.now() - begun), LONGEST_REST);
      if (every > 0 || failure) timer = setTimeout(run, Math.max(every || 5000, spared));
    };
    document.addEventListener('visibilitychange', run, { signal: stop.signal });
    void run();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [key, every, turn]);

  const again = () => setTurn(count => count + 1);
  return {
    problem: last?.key === key ? last.problem : null,
    /** Whether the last run failed, for whichever key. */
    failing: Boolean(last?.problem),
    again,
    soon: () => void setTimeout(again, FOLLOWED),
  };
}

/** The answer of `load` for `key`; undefined until it is there. `every` may depend on the last answer. */
export function useLoaded<T>(
  load: (signal: AbortSignal) => Promise<T>,
  key: string,
  every: (data: T | undefined) => number = () => 0,
) {
  const [loaded, setLoaded] = useState<{ key: string; data: T }>();
  const data = loaded?.key === key ? loaded.data : undefined;
  const task = async (signal: AbortSignal) => {
    const answer = await load(signal);
    if (!signal.aborted) setLoaded({ key, data: answer });
  };
  return { data, ...usePoll(task, key, every(data)) };
}
