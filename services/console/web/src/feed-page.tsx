import { useState } from 'react';
import * as api from './api.js';
import { goTo, hrefTo, useAddress } from './address.js';
import { isPending } from './feed-state.js';
import { FeedList, LiveIndicator } from './feed-list.js';
import { FeedFilters } from './feed-filters.js';
import { ItemPane } from './item-pane.js';
import { useCards } from './keyboard.js';
import { useWords } from './language.js';
import { ProblemNotice } from './notices.js';
import { OpportunitiesStrip } from './opportunities-strip.js';
import { RequireRole } from './role.js';
import { useFeed } from './use-feed.js';
import { useQuery } from './use-query.js';
import { WriteDown, type WrittenItem } from './write-down.js';

const focusOn = (field: string) => document.querySelector<HTMLElement>(field)?.focus();

export function FeedPage({ letters }: { letters: boolean }) {
  const { say } = useWords();
  const { item, filters = {} } = useAddress();
  const here = { page: 'feed', filters } as const;
  const [pending, setPending] = useState<WrittenItem | null>(null);
  const feed = useFeed(filters);
  // Once it was in the feed, or filters were set, it is never shown as pending again: it may have been withdrawn.
  if (pending && !isPending(pending, feed.items, filters)) setPending(null);
  const opportunities = useQuery(
    signal => api.opportunities({}, { signal }),
    'opportunities',
    () => 5000,
  );
  const themes = useQuery(api.themes, 'themes', () => 5000);

  useCards({
    opened: item,
    open: id => goTo({ ...here, item: id }),
    close: () => item && goTo(here),
    letters,
    keys: { n: () => focusOn('.write-down textarea'), '/': () => focusOn('.filters [type=search]') },
  });

  const written = (arrival: WrittenItem) => {
    setPending(arrival);
    goTo({ page: 'feed', item });
    feed.refetch();
  };
  const showCustomer = (customer: string) => goTo({ page: 'feed', filters: { customer } });

  return (
    <main className={item ? 'with-pane' : ''}>
      <section className="list-column" aria-labelledby="heading">
        <header>
          <h2 id="heading" tabIndex={-1}>
            {say('heading')}
          </h2>
          <LiveIndicator connected={!feed.failing} />
        </header>
        <RequireRole role="contributor">
          <WriteDown onWritten={written} />
        </RequireRole>
        <FeedFilters
          filters={filters}
          themes={themes.data ?? []}
          onChange={chosen => goTo({ ...here, item, filters: chosen })}
        />
        {!themes.data && <ProblemNotice problem={themes.problem} />}
        <FeedList feed={feed} filters={filters} open={item} pending={pending} />
      </section>
      {item ? (
        <ItemPane
          id={item}
          known={feed.items.find(one => one.itemId === item)}
          closeTo={hrefTo(here)}
          onCustomer={showCustomer}
        />
      ) : (
        <OpportunitiesStrip opportunities={opportunities.data?.data} problem={opportunities.problem} />
      )}
    </main>
  );
}
