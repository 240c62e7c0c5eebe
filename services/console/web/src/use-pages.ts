import { useState } from 'react';
import { firstPages, type Listed, type Load } from './first-pages.js';
import { usePoll } from './use-poll.js';

const NOTHING = { shown: undefined, next: null, silent: [] };

/** What `load` answers for `key`, again every so many milliseconds; as many pages as were asked for with `more`. */
export function usePages<T>(load: Load<T>, key: string, every: number) {
  const [loaded, setLoaded] = useState<Listed<T> & { key: string }>();
  const [wanted, setWanted] = useState({ key, pages: 1 });
  const pages = wanted.key === key ? wanted.pages : 1;
  const { problem, again, soon } = usePoll(
    async signal => {
      const list = await firstPages(load, pages, signal);
      if (!signal.aborted) setLoaded({ key, ...list });
    },
    key,
    every,
  );
  const more = () => {
    setWanted({ key, pages: pages + 1 });
    again();
  };
  const { shown, next, silent } = loaded?.key === key ? loaded : NOTHING;
  return { shown, next, silent, problem, again, soon, more };
}
