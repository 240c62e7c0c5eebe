import { useState } from 'react';
import { firstPages, type Listed, type LoadPage } from './first-pages.js';
import { usePolling } from './use-polling.js';

const NOTHING = { shown: undefined, next: null, silent: [] };

/** What `load` answers for `key`, asked every `intervalMs`: the first page, and one more for each call of `more`. */
export function usePagedQuery<T>(load: LoadPage<T>, key: string, intervalMs: number) {
  const [loaded, setLoaded] = useState<Listed<T> & { key: string }>();
  const polled = usePolledPages(load, key, intervalMs, list => setLoaded({ key, ...list }));
  const { shown, next, silent } = loaded?.key === key ? loaded : NOTHING;
  return { shown, next, silent, ...polled };
}

/** As `usePagedQuery`, but gives every answer to `onAnswer` instead of keeping the last one. */
export function usePolledPages<T>(
  load: LoadPage<T>,
  key: string,
  intervalMs: number,
  onAnswer: (list: Listed<T>) => void,
) {
  const [wanted, setWanted] = useState({ key, pages: 1 });
  const pages = wanted.key === key ? wanted.pages : 1;
  const polling = usePolling(
    async signal => {
      const list = await firstPages(load, pages, signal);
      if (!signal.aborted) onAnswer(list);
    },
    key,
    intervalMs,
  );
  const more = () => {
    setWanted({ key, pages: pages + 1 });
    polling.refetch();
  };
  return { ...polling, more };
}
