import { useEffect, useRef, useState } from 'react';
import * as api from './api.js';
import { goTo, hrefTo, useAddress } from './address.js';
import { Feed, LiveSign } from './feed.js';
import { FeedFilters } from './feed-filters.js';
import { Item } from './item.js';
import { cardOf, neighbour, useKeys, useShortcutSetting } from './keyboard.js';
import { LanguageSwitch, useWords } from './language.js';
import { OpportunitiesStrip, OpportunityPane } from './opportunities-strip.js';
import { Shortcuts } from './shortcuts.js';
import { useFeed } from './use-feed.js';
import { useLoaded } from './use-poll.js';
import { WriteDown, type Arrival } from './write-down.js';

export function App() {
  const { say } = useWords();
  const { item, opportunity } = useAddress();
  const [filters, setFilters] = useState<api.Filters>({});
  const [arriving, setArriving] = useState<Arrival | null>(null);
  const feed = useFeed(filters);
  const opportunities = useLoaded(api.opportunities, 'opportunities', () => 5000);
  const themes = useLoaded(api.themes, 'themes');
  const [letters, setLetters] = useShortcutSetting();
  const closeTo = hrefTo(item ? { opportunity } : {});

  const move = (by: 1 | -1) => {
    const card = neighbour(by);
    if (item && card?.dataset.item) goTo({ item: card.dataset.item });
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
      Escape: () => (item || opportunity) && goTo(item ? { opportunity } : {}),
    },
    letters,
  );
  useFocusOnReturn(item, opportunity);

  const written = (arrival: Arrival) => {
    setArriving(arrival);
    setFilters({});
    feed.again();
  };
  const showCustomer = (customer: string) => {
    setFilters({ customer });
    goTo({});
  };

  return (
    <>
      <header className="top">
        <h1 className="wordmark">ckm</h1>
        <LiveSign connected={!feed.problem} />
        <Shortcuts on={letters} onChange={setLetters} />
        <LanguageSwitch />
      </header>
      <main className={item || opportunity ? 'with-opened' : ''}>
        <section className="listen" aria-labelledby="heading">
          <h2 id="heading">{say('heading')}</h2>
          <WriteDown onWritten={written} />
          <FeedFilters filters={filters} themes={themes.data ?? []} onChange={setFilters} />
          <Feed feed={feed} filtered={Object.values(filters).some(Boolean)} open={item} arriving={arriving} />
        </section>
        {item ? (
          <Item
            id={item}
            known={feed.items.find(one => one.itemId === item)}
            closeTo={closeTo}
            onCustomer={showCustomer}
          />
        ) : opportunity ? (
          <OpportunityPane id={opportunity} closeTo={closeTo} />
        ) : (
          <OpportunitiesStrip {...opportunities} />
        )}
      </main>
    </>
  );
}

/** Whoever closes what they opened goes on where they were. */
function useFocusOnReturn(item: string | undefined, opportunity: string | undefined) {
  const before = useRef<{ item?: string; opportunity?: string }>({});
  useEffect(() => {
    const { item: closed, opportunity: left } = before.current;
    if (item) cardOf(item)?.scrollIntoView({ block: 'nearest' });
    if (closed && !item && !opportunity) cardOf(closed)?.focus();
    if (left && !opportunity && !item)
      document.querySelector<HTMLElement>(`a[href="${hrefTo({ opportunity: left })}"]`)?.focus();
    before.current = { item, opportunity };
  }, [item, opportunity]);
}
