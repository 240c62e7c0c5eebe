import { hrefTo } from './address.js';
import type { Filters } from './api.js';
import type { WrittenItem } from './write-down.js';
import type { useFeed } from './use-feed.js';
import { ItemCard } from './item-card.js';
import { ResultCount } from './result-count.js';
import { useWords } from './language.js';
import { ShowMore } from './show-more.js';
import { Loading, ProblemNotice } from './notices.js';

interface Props {
  feed: ReturnType<typeof useFeed>;
  filters: Filters;
  open: string | undefined;
  /** Just written down, and not in the feed yet. */
  pending: WrittenItem | null;
}

export function FeedList({ feed, filters, open, pending }: Props) {
  const { say, count } = useWords();
  const filtered = Object.keys(filters).length > 0;
  const emptyWord = filters.q ? 'emptySearch' : filtered ? 'emptyFiltered' : 'empty';
  return (
    <>
      <ResultCount shown={filtered && feed.key !== null ? feed.items : undefined} next={feed.next} />
      <p className="sr-only" role="status">
        {feed.arrived > 0 && count('arrived', feed.arrived)}
      </p>
      <ProblemNotice problem={feed.problem} />
      {feed.key === null && !feed.problem && <Loading />}
      {feed.key !== null && feed.items.length === 0 && !pending && <p className="empty">{say(emptyWord)}</p>}
      <ol className="feed">
        {pending && (
          <li className="card pending">
            <p className="words" lang="" dir="auto">
              {pending.text}
            </p>
            <p className="tags in-progress">{say('arriving')}</p>
          </li>
        )}
        {feed.items.map(item => (
          <ItemCard
            key={item.itemId}
            item={item}
            href={hrefTo({ page: 'feed', filters, item: item.itemId })}
            open={item.itemId === open}
            fresh={feed.fresh.has(item.itemId)}
          />
        ))}
      </ol>
      <ShowMore next={feed.next} label={say(filters.q ? 'showMore' : 'older')} onPress={feed.more} />
    </>
  );
}

export function LiveIndicator({ connected }: { connected: boolean }) {
  const { say } = useWords();
  return <p className={connected ? 'live-indicator' : 'live-indicator broken'}>{say(connected ? 'live' : 'trying')}</p>;
}
