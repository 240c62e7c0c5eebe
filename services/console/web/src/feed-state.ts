import type { Filters } from './api.js';
import type { Listed } from './first-pages.js';
import type { FeedItem } from './knowledge.js';

export interface FeedState {
  /** The filters that it answers; null before the first answer. */
  key: string | null;
  items: FeedItem[];
  /** Where the older ones begin. */
  next: string | null;
  /** Item ids that came while somebody was watching. */
  fresh: ReadonlySet<string>;
  /** How many came with the last answer. */
  arrived: number;
}

export const EMPTY_FEED: FeedState = { key: null, items: [], next: null, fresh: new Set(), arrived: 0 };

/**
 * The list in the place of what is shown: nothing stays that no answer named again, for its words may be forgotten by
 * now. Of what was not shown, that which stands above something that was has come since; the rest is older.
 */
export function nextFeedState(
  feed: FeedState,
  key: string,
  { shown: items, next }: Pick<Listed<FeedItem>, 'shown' | 'next'>,
): FeedState {
  if (feed.key !== key) return { key, items, next, fresh: new Set(), arrived: 0 };
  const known = new Set(feed.items.map(item => item.itemId));
  const last = items.findLastIndex(item => known.has(item.itemId));
  const added = items.slice(0, last < 0 ? undefined : last).filter(item => !known.has(item.itemId));
  const fresh = new Set([...feed.fresh, ...added.map(item => item.itemId)]);
  return { key, items, next, fresh, arrived: added.length };
}

/** Whether what was written down is still to come: where the feed is filtered, nobody knows. */
export const isPending = (written: Pick<FeedItem, 'itemId'>, shown: FeedItem[], filters: Filters): boolean =>
  Object.keys(filters).length === 0 && !shown.some(item => item.itemId === written.itemId);
