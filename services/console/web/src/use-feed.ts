import { useState } from 'react';
import * as api from './api.js';
import { arrive, extend, NO_FEED } from './arrivals.js';
import { Problem } from './problem.js';
import { usePoll } from './use-poll.js';

/** The live feed under these filters; `older` loads what lies below. */
export function useFeed(filters: api.Filters) {
  const [feed, setFeed] = useState(NO_FEED);
  const [failure, setFailure] = useState<Problem | null>(null);
  const key = JSON.stringify(filters);

  const poll = usePoll(
    async signal => {
      const page = await api.feed(filters, { signal });
      if (signal.aborted) return;
      setFeed(shown => arrive(shown, key, page));
      setFailure(null);
    },
    key,
    2000,
  );

  const older = async () => {
    if (!feed.next || feed.key !== key) return;
    try {
      const page = await api.feed(filters, { cursor: feed.next });
      setFeed(shown => extend(shown, feed, page));
      setFailure(null);
    } catch (error) {
      setFailure(Problem.from(error));
    }
  };

  // What was shown under other filters does not answer these.
  return { ...(feed.key === key ? feed : NO_FEED), problem: poll.problem ?? failure, again: poll.again, older };
}
