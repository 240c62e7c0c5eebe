import { Activity, useState } from 'react';
import * as api from './api.js';
import { goTo, hrefTo, useAddress } from './address.js';
import { ResultCount } from './result-count.js';
import { ItemPane } from './item-pane.js';
import { useCards } from './keyboard.js';
import { useWords } from './language.js';
import { ShowMore } from './show-more.js';
import { Loading, ProblemNotice } from './notices.js';
import { OpportunityCard } from './opportunity-card.js';
import { OpportunityFilters } from './opportunity-filters.js';
import { OpportunityPane } from './opportunity-pane.js';
import { usePagedQuery } from './use-paged-query.js';

/** The list of opportunities, and the one that is open or an item of its evidence. */
export function OpportunitiesPage({ letters }: { letters: boolean }) {
  const { say } = useWords();
  const { item, opportunity, filters = {} } = useAddress();
  const filtered = Boolean(filters.stage || filters.kind || filters.theme);
  const here = { page: 'opportunities', filters } as const;
  const { shown, next, problem, refetchSoon, more } = usePagedQuery(
    options => api.opportunities(filters, options),
    JSON.stringify(filters),
    5000,
  );
  const [kindsKnown, setKindsKnown] = useState(false);
  // The filter is pointless only where the whole list is shown and no entry has a kind. Once offered, it stays.
  if (!kindsKnown && (filtered || next || shown?.some(({ kind }) => kind))) setKindsKnown(true);

  useCards({
    opened: opportunity,
    open: id => goTo({ ...here, opportunity: id }),
    close: () => (item || opportunity) && goTo(item ? { ...here, opportunity } : here),
    letters,
  });

  return (
    <main className={item || opportunity ? 'opportunities-page with-pane' : 'opportunities-page'}>
      <section className="list-column" aria-labelledby="heading">
        <header>
          <h2 id="heading" tabIndex={-1}>
            {say('opportunities')}
          </h2>
        </header>
        <OpportunityFilters
          filters={filters}
          byKind={kindsKnown}
          themeName={shown?.find(({ theme }) => theme)?.theme}
          onChange={chosen => goTo({ ...here, item, opportunity, filters: chosen })}
        />
        <ResultCount shown={filtered ? shown : undefined} next={next} />
        <ProblemNotice problem={problem} />
        {!shown && !problem && <Loading />}
        {shown?.length === 0 && <p className="empty">{say(filtered ? 'emptyFiltered' : 'noOpportunities')}</p>}
        <ol className="feed">
          {shown?.map(one => (
            <OpportunityCard
              key={one.opportunityId}
              opportunity={one}
              href={hrefTo({ ...here, opportunity: one.opportunityId })}
              open={one.opportunityId === opportunity}
            />
          ))}
        </ol>
        <ShowMore next={next} label={say('older')} onPress={more} />
      </section>
      {opportunity && (
        // Hidden while an item of its evidence is open, so that it is shown again as it was left.
        <Activity mode={item ? 'hidden' : 'visible'}>
          <OpportunityPane
            id={opportunity}
            closeTo={hrefTo(here)}
            itemHref={itemId => hrefTo({ ...here, opportunity, item: itemId })}
            onChange={refetchSoon}
          />
        </Activity>
      )}
      {item && <ItemPane id={item} closeTo={hrefTo({ ...here, opportunity })} />}
    </main>
  );
}
