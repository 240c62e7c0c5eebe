import * as api from './api.js';
import { hrefTo } from './address.js';
import type { Opportunity } from './knowledge.js';
import { useWords } from './language.js';
import { dayOf } from './moments.js';
import { Loading, ProblemNotice } from './notices.js';
import { Pane } from './pane.js';
import type { Problem } from './problem.js';
import { SignalTag } from './signal-tag.js';
import { useLoaded } from './use-poll.js';

export function OpportunitiesStrip({ data, problem }: { data?: Opportunity[]; problem: Problem | null }) {
  const { say } = useWords();
  return (
    <section className="pane" aria-labelledby="opportunities">
      <header>
        <h2 id="opportunities">{say('opportunities')}</h2>
      </header>
      <ProblemNotice problem={problem} />
      {!data && !problem && <Loading />}
      {data?.length === 0 && <p className="quiet">{say('noOpportunities')}</p>}
      <ul className="opportunities">
        {data?.map(one => (
          <li key={one.opportunityId}>
            <a href={hrefTo({ opportunity: one.opportunityId })}>
              <Reach opportunity={one} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Reach({ opportunity }: { opportunity: Opportunity }) {
  const { language, say, count } = useWords();
  return (
    <>
      <strong>{opportunity.title}</strong>
      <span className="reach">{count('customers', opportunity.reach)}</span>
      <span className="quiet">
        {count('quotes', opportunity.evidence)} · {say('openedAt', dayOf(language, opportunity.openedAt))}
      </span>
    </>
  );
}

export function OpportunityPane({ id, closeTo }: { id: string; closeTo: string }) {
  const { language, say, count } = useWords();
  const { data, problem } = useLoaded(
    signal => api.opportunity(id, signal),
    id,
    () => 5000,
  );
  return (
    <Pane id={id} title={data?.title ?? say('opportunities')} closeTo={closeTo}>
      <ProblemNotice problem={problem} />
      {!data && !problem && <Loading />}
      {data && (
        <>
          <p className="meta">
            <span className="reach">{count('customers', data.reach)}</span>
            <span>{say('openedAt', dayOf(language, data.openedAt))}</span>
          </p>
          <h3>{say('evidence')}</h3>
          <ul className="evidence">
            {data.evidence.map(one => (
              <li key={one.evidenceId}>
                <a href={hrefTo({ opportunity: id, item: one.itemId })}>
                  {one.words === null ? <span className="forgotten">{say('erased')}</span> : <q>{one.words}</q>}
                  <SignalTag type={one.signalType} implied={one.expression === 'IMPLIED'} />
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Pane>
  );
}
