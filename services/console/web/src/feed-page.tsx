import { useState } from 'react';
import * as api from './api.js';
import { goTo, hrefTo, useAddress } from './address.js';
import { Feed, LiveSign } from './feed.js';
import { FeedFilters } from './feed-filters.js';
import { Item } from './item.js';
import { neighbour, useFocusOnReturn, useKeys } from './keyboard.js';
import { useWords } from './language.js';
import { OpportunitiesStrip } from './opportunities-strip.js';
import { useFeed } from './use-feed.js';
import { useLoaded } from './use-poll.js';
import { WriteDown, type Arrival } from './write-down.js';

const HERE = { page: 'feed' } as const;

export function FeedPage({ letters }: { letters: boolean }) {
  const { say } = useWords();
  const { item } = useAddress();
  const [filters, setFilters] = useState<api.Filters>({});
  const [arriving, setArriving] = useState<Arrival | null>(null);
  const feed = useFeed(filters);
  const opportunities = useLoaded(
    signal => api.opportunities({}, { signal }),
    'opportunities',
    () => 5000,
  );
  const themes = useLoaded(api.themes, 'themes');

  const move = (by: 1 | -1) => {
    const card = neighbour(by);
    if (item && card?.dataset.card) goTo({ ...HERE, item: card.dataset.card });
    else card?.focus();
  };
  const step = (by: 1 | -1) => neighbour(by)?.focus();
  useKeys(
    {
      j: () => move(1),
      k: () => move(-1),
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      n: () => document.querySelector<HTMLElement>('.write textarea')?.focus(),
      Escape: () => item && goTo(HERE),
    },
    letters,
  );
  useFocusOnReturn(item);

  const written = (arrival: Arrival) => {
    setArriving(arrival);
    setFilters({});
    feed.again();
  };
  const showCustomer = (customer: string) => {
    setFilters({ customer });
    goTo(HERE);
  };

  return (
    <main className={item ? 'with-opened' : ''}>
      <section className="listen" aria-labelledby="heading">
        <header>
          <h2 id="heading">{say('heading')}</h2>
          <LiveSign connected={!feed.problem} />
        </header>
        <WriteDown onWritten={written} />
        <FeedFilters filters={filters} themes={themes.data ?? []} onChange={setFilters} />
        <Feed feed={feed} filtered={Object.values(filters).some(Boolean)} open={item} arriving={arriving} />
      </section>
      {item ? (
        <Item
          id={item}
          known={feed.items.find(one => one.itemId === item)}
          closeTo={hrefTo(HERE)}
          onCustomer={showCustomer}
        />
      ) : (
        <OpportunitiesStrip opportunities={opportunities.data?.data} problem={opportunities.problem} />
      )}
    </main>
  );
}
