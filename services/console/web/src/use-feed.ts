import { useState } from 'react';
import * as api from './api.js';
import { EMPTY_FEED, nextFeedState } from './feed-state.js';
import { usePolledPages } from './use-paged-query.js';

/** The live feed under these filters; `more` shows a further page of older items. */
export function useFeed(filters: api.Filters) {
  const [feed, setFeed] = useState(EMPTY_FEED);
  const key = JSON.stringify(filters);
  const polled = usePolledPages(
    options => api.feed(filters, options),
    key,
    2000,
    list => setFeed(shown => nextFeedState(shown, key, list)),
  );
  // What was shown under other filters does not answer these.
  return { ...(feed.key === key ? feed : EMPTY_FEED), ...polled };
}
