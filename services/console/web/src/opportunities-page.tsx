import { Activity, useState } from 'react';
import * as api from './api.js';
import { goTo, hrefTo, useAddress } from './address.js';
import { Item } from './item.js';
import { useCards } from './keyboard.js';
import { useWords } from './language.js';
import { More } from './more.js';
import { Loading, ProblemNotice } from './notices.js';
import { OpportunityCard } from './opportunity-card.js';
import { OpportunityFilters } from './opportunity-filters.js';
import { OpportunityPane } from './opportunity-pane.js';
import { usePages } from './use-pages.js';

const HERE = { page: 'opportunities' } as const;

/** What customers need, as something to do: how many are behind it, and how far it has come. */
export function OpportunitiesPage({ letters }: { letters: boolean }) {
  const { say } = useWords();
  const { item, opportunity } = useAddress();
  const [filters, setFilters] = useState<api.OpportunityFilters>({});
  const { shown, next, problem, soon, more } = usePages(
    options => api.opportunities(filters, options),
    JSON.stringify(filters),
    5000,
  );

  useCards({
    opened: opportunity,
    open: id => goTo({ ...HERE, opportunity: id }),
    close: () => (item || opportunity) && goTo(item ? { ...HERE, opportunity } : HERE),
    letters,
  });

  return (
    <main className={item || opportunity ? 'chances with-opened' : 'chances'}>
      <section className="listen" aria-labelledby="heading">
        <header>
          <h2 id="heading" tabIndex={-1}>
            {say('opportunities')}
          </h2>
        </header>
        <OpportunityFilters filters={filters} onChange={setFilters} />
        <ProblemNotice problem={problem} />
        {!shown && !problem && <Loading />}
        {shown?.length === 0 && (
          <p className="empty">{say(filters.stage || filters.kind ? 'emptyFiltered' : 'noOpportunities')}</p>
        )}
        <ol className="feed">
          {shown?.map(one => (
            <OpportunityCard key={one.opportunityId} opportunity={one} open={one.opportunityId === opportunity} />
          ))}
        </ol>
        <More next={next} label={say('older')} onPress={more} />
      </section>
      {opportunity && (
        // While one of its quotes is looked up, it waits as it was left.
        <Activity mode={item ? 'hidden' : 'visible'}>
          <OpportunityPane id={opportunity} closeTo={hrefTo(HERE)} onChange={soon} />
        </Activity>
      )}
      {item && <Item id={item} known={undefined} closeTo={hrefTo({ ...HERE, opportunity })} />}
    </main>
  );
}
