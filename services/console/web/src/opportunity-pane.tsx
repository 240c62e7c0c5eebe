import * as api from './api.js';
import { EvidenceList } from './evidence-list.js';
import { OpportunityHistory } from './opportunity-history.js';
import type { WholeOpportunity } from './knowledge.js';
import { useWords } from './language.js';
import { formatDate } from './time-format.js';
import { Loading, ProblemNotice } from './notices.js';
import { Reach } from './opportunity-card.js';
import { OpportunityTheme } from './opportunity-theme.js';
import { Pane } from './pane.js';
import { StageControl } from './stage-control.js';
import { Support } from './support.js';
import { useQuery } from './use-query.js';

interface Props {
  id: string;
  closeTo: string;
  /** The address of an item that is quoted as evidence. */
  itemHref(itemId: string): string;
  /** Called after every change that was made here. */
  onChange(): void;
}

export function OpportunityPane({ id, closeTo, itemHref, onChange }: Props) {
  const { say } = useWords();
  const { data, problem, refetch, refetchSoon } = useQuery(
    signal => api.opportunity(id, signal),
    id,
    () => 2000,
  );
  const changed = () => {
    refetch();
    refetchSoon();
    onChange();
  };
  return (
    <Pane id={id} title={data?.title ?? say('opportunities')} closeTo={closeTo}>
      <ProblemNotice problem={problem} />
      {!data && !problem && <Loading />}
      {data && <LoadedOpportunity key={id} opportunity={data} itemHref={itemHref} onChange={changed} />}
    </Pane>
  );
}

interface LoadedOpportunityProps extends Pick<Props, 'itemHref' | 'onChange'> {
  opportunity: WholeOpportunity;
}

function LoadedOpportunity({ opportunity, itemHref, onChange }: LoadedOpportunityProps) {
  const { language, say, count, name } = useWords();
  const { opportunityId, description, kind, reach, support, openedAt, evidence, history } = opportunity;
  return (
    <>
      <p className="meta">
        <Reach customers={reach} />
        {kind && <span>{name('opportunityKind', kind)}</span>}
        {support.critical > 0 && <span className="critical">{count('critical', support.critical)}</span>}
        <span>{say('openedAt', formatDate(language, openedAt))}</span>
      </p>
      <OpportunityTheme opportunity={opportunity} />
      {description && (
        <p className="description" dir="auto">
          {description}
        </p>
      )}
      <StageControl opportunity={opportunity} onMoved={onChange} />
      <h3>{say('evidence')}</h3>
      <EvidenceList opportunityId={opportunityId} evidence={evidence} itemHref={itemHref} onRemoved={onChange} />
      <h3>{say('support')}</h3>
      <Support opportunity={opportunity} onSupported={onChange} />
      <h3>{say('history')}</h3>
      <OpportunityHistory history={history} />
    </>
  );
}
