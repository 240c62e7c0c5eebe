import type { Filters } from './api.js';
import type { FeedItem, Page } from './knowledge.js';

export interface Feed {
  /** The filters that it answers; null before the first answer. */
  key: string | null;
  items: FeedItem[];
  /** Where the older ones begin. */
  next: string | null;
  /** Item ids that came while somebody was watching. */
  fresh: ReadonlySet<string>;
  /** How many came with the last page. */
  arrived: number;
}

export const NO_FEED: Feed = { key: null, items: [], next: null, fresh: new Set(), arrived: 0 };

/** The newest page over what is shown: known items change in place, gone ones go, older ones stay below. */
export function arrive(feed: Feed, key: string, page: Page<FeedItem>): Feed {
  const next = page.page?.next ?? null;
  const first = { key, items: page.data, next, fresh: new Set<string>(), arrived: 0 };
  if (feed.key !== key) return first;

  const newest = new Set(page.data.map(item => item.itemId));
  const known = new Set(feed.items.map(item => item.itemId));
  const added = page.data.map(item => item.itemId).filter(id => !known.has(id));
  const fresh = new Set([...feed.fresh, ...added]);
  const meeting = feed.items.findLastIndex(item => newest.has(item.itemId));
  // Without a common item there may be a gap between the page and the older ones: begin anew.
  if (next === null || meeting < 0) return { ...first, fresh, arrived: added.length };

  const older = feed.items.slice(meeting + 1);
  return { key, items: [...page.data, ...older], next: older.length ? feed.next : next, fresh, arrived: added.length };
}

/** Whether what was written down is still to come: where the feed is filtered, nobody knows. */
export const isAwaited = (written: Pick<FeedItem, 'itemId'>, shown: FeedItem[], filters: Filters): boolean =>
  Object.keys(filters).length === 0 && !shown.some(item => item.itemId === written.itemId);

/** A further page below, of what is older than `asked` reached; nothing where the list ends elsewhere by now. */
export function extend(feed: Feed, asked: Pick<Feed, 'key' | 'next'>, page: Page<FeedItem>): Feed {
  if (feed.key !== asked.key || feed.next !== asked.next) return feed;
  const known = new Set(feed.items.map(item => item.itemId));
  const older = page.data.filter(item => !known.has(item.itemId));
  return { ...feed, items: [...feed.items, ...older], next: page.page?.next ?? null, arrived: 0 };
}
