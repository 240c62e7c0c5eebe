import { hrefTo } from './address.js';
import type { Opportunity } from './knowledge.js';
import { useWords } from './language.js';
import { formatDate } from './time-format.js';
import { Loading, ProblemNotice } from './notices.js';
import type { Problem } from './problem.js';

/** The newest opportunities, beside the feed. */
export function OpportunitiesStrip({
  opportunities,
  problem,
}: {
  opportunities?: Opportunity[];
  problem: Problem | null;
}) {
  const { language, say, count } = useWords();
  return (
    <section className="pane" aria-labelledby="opportunities">
      <header>
        <h2 id="opportunities">{say('opportunities')}</h2>
      </header>
      <ProblemNotice problem={problem} />
      {!opportunities && !problem && <Loading />}
      {opportunities?.length === 0 && <p className="quiet">{say('noOpportunities')}</p>}
      <ul className="opportunities-strip">
        {opportunities?.map(one => (
          <li key={one.opportunityId}>
            <a href={hrefTo({ page: 'opportunities', opportunity: one.opportunityId })}>
              <strong>{one.title}</strong>
              <span className="customers">{count('customers', one.reach)}</span>
              <span className="quiet">
                {count('quotes', one.evidence)} · {say('openedAt', formatDate(language, one.openedAt))}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
