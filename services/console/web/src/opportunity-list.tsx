import { useState } from 'react';
import type { OpportunityFilters as Filters } from './api.js';
import type { Opportunity } from './knowledge.js';
import { useWords } from './language.js';
import { Loading, ProblemNotice } from './notices.js';
import { OpportunityCard } from './opportunity-card.js';
import { OpportunityFilters } from './opportunity-filters.js';
import { ResultCount } from './result-count.js';
import { ShowMore } from './show-more.js';
import type { usePagedQuery } from './use-paged-query.js';

interface Props {
  filters: Filters;
  list: ReturnType<typeof usePagedQuery<Opportunity>>;
  open: string | undefined;
  /** The address of an opportunity that is opened here. */
  hrefOf(opportunityId: string): string;
  onFilter(filters: Filters): void;
}

/** The opportunities that match the filters, page by page. */
export function OpportunityList({ filters, list, open, hrefOf, onFilter }: Props) {
  const { say } = useWords();
  const { shown, next, problem, more } = list;
  const filtered = Boolean(filters.stage || filters.kind || filters.theme);
  const [kindsKnown, setKindsKnown] = useState(false);
  // The filter is pointless only where the whole list is shown and no entry has a kind. Once offered, it stays.
  if (!kindsKnown && (filtered || next || shown?.some(({ kind }) => kind))) setKindsKnown(true);
  return (
    <>
      <OpportunityFilters
        filters={filters}
        byKind={kindsKnown}
        themeName={shown?.find(({ theme }) => theme)?.theme}
        onChange={onFilter}
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
            href={hrefOf(one.opportunityId)}
            open={one.opportunityId === open}
          />
        ))}
      </ol>
      <ShowMore next={next} label={say('older')} onPress={more} />
    </>
  );
}
