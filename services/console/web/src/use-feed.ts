import { useState } from 'react';
import * as api from './api.js';
import { nextFeedState, EMPTY_FEED } from './feed-state.js';
import { firstPages } from './first-pages.js';
import { usePoll } from './use-poll.js';

/** The live feed under these filters; `older` shows a page more of what lies below. */
export function useFeed(filters: api.Filters) {
  const [feed, setFeed] = useState(EMPTY_FEED);
  const key = JSON.stringify(filters);
  const [wanted, setWanted] = useState({ key, pages: 1 });
  const pages = wanted.key === key ? wanted.pages : 1;

  const { problem, failing, again } = usePoll(
    async signal => {
      const list = await firstPages(options => api.feed(filters, options), pages, signal);
      if (!signal.aborted) setFeed(shown => nextFeedState(shown, key, list));
    },
    key,
    2000,
  );
  const older = () => {
    setWanted({ key, pages: pages + 1 });
    again();
  };

  // What was shown under other filters does not answer these.
  return { ...(feed.key === key ? feed : EMPTY_FEED), problem, failing, again, older };
}
