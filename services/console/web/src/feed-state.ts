import type { Filters } from './api.js';
import type { Listed } from './first-pages.js';
import type { FeedItem } from './knowledge.js';

export interface FeedState {
  /** The filters that these items were asked for with; null before the first answer. */
  key: string | null;
  items: FeedItem[];
  /** The cursor of the next page; null where there is none. */
  next: string | null;
  /** The ids of items that arrived after the first answer. */
  fresh: ReadonlySet<string>;
  /** How many new items the last answer brought. */
  arrived: number;
}

export const EMPTY_FEED: FeedState = { key: null, items: [], next: null, fresh: new Set(), arrived: 0 };

/**
 * The feed after an answer. Items that the answer does not repeat are dropped: their words may have been forgotten.
 * Of the items that were not shown before, those above a known one are new; those below are older ones.
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

/** Whether an item that was just written down is not in the feed yet; false where filters might hide it. */
export const isPending = (written: Pick<FeedItem, 'itemId'>, shown: FeedItem[], filters: Filters): boolean =>
  Object.keys(filters).length === 0 && !shown.some(item => item.itemId === written.itemId);
