import { Activity } from 'react';
import * as api from './api.js';
import { goTo, hrefTo, useAddress } from './address.js';
import { ItemPane } from './item-pane.js';
import { useCards } from './keyboard.js';
import { useWords } from './language.js';
import { OpportunityList } from './opportunity-list.js';
import { OpportunityPane } from './opportunity-pane.js';
import { usePagedQuery } from './use-paged-query.js';

/** The list of opportunities, and the one that is open or an item of its evidence. */
export function OpportunitiesPage({ letters }: { letters: boolean }) {
  const { say } = useWords();
  const { item, opportunity, filters = {} } = useAddress();
  const here = { page: 'opportunities', filters } as const;
  const list = usePagedQuery(options => api.opportunities(filters, options), JSON.stringify(filters), 5000);

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
        <OpportunityList
          filters={filters}
          list={list}
          open={opportunity}
          hrefOf={id => hrefTo({ ...here, opportunity: id })}
          onFilter={chosen => goTo({ ...here, item, opportunity, filters: chosen })}
        />
      </section>
      {opportunity && (
        // Hidden while an item of its evidence is open, so that it is shown again as it was left.
        <Activity mode={item ? 'hidden' : 'visible'}>
          <OpportunityPane
            id={opportunity}
            closeTo={hrefTo(here)}
            itemHref={itemId => hrefTo({ ...here, opportunity, item: itemId })}
            onChange={list.refetchSoon}
          />
        </Activity>
      )}
      {item && <ItemPane id={item} closeTo={hrefTo({ ...here, opportunity })} />}
    </main>
  );
}
