import { useState } from 'react';
import type { Page } from './knowledge.js';
import { Problem } from './problem.js';
import { usePoll } from './use-poll.js';

type Load<T> = (options: { cursor?: string; signal?: AbortSignal }) => Promise<Page<T>>;

/** What `load` answers for `key`, again every so many milliseconds; as many pages as were asked for with `more`. */
export function usePages<T>(load: Load<T>, key: string, every: number) {
  const [loaded, setLoaded] = useState<{ key: string; shown: T[]; next: string | null }>();
  const [pages, setPages] = useState(1);
  const [failure, setFailure] = useState<Problem | null>(null);
  const current = loaded?.key === key ? loaded : undefined;

  const loadPages = async (wanted: number, signal?: AbortSignal) => {
    const shown: T[] = [];
    let next: string | null = null;
    for (let page = 0; page < wanted && (page === 0 || next); page += 1) {
      const answer: Page<T> = await load({ cursor: next ?? undefined, signal });
      shown.push(...answer.data);
      next = answer.page?.next ?? null;
    }
    if (!signal?.aborted) setLoaded({ key, shown, next });
  };
  const { problem, ...polling } = usePoll(signal => loadPages(current ? pages : 1, signal), key, every);

  const more = async () => {
    const wanted = pages + 1;
    setPages(wanted);
    setFailure(await loadPages(wanted).then(() => null, Problem.from));
  };
  return { shown: current?.shown, next: current?.next ?? null, problem: problem ?? failure, ...polling, more };
}
