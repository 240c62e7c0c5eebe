import type { Opportunity } from './knowledge.js';
import { useWords } from './language.js';
import { formatDate } from './time-format.js';
import { StageTag } from './stage-control.js';

interface Props {
  opportunity: Opportunity;
  href: string;
  open: boolean;
}

export function OpportunityCard({ opportunity, href, open }: Props) {
  const { language, say, count, name } = useWords();
  const { opportunityId, title, description, kind, stage, reach, evidence, support, openedAt } = opportunity;
  return (
    <li>
      <a className="card reach-card" data-card={opportunityId} href={href} aria-current={open || undefined}>
        <Reach customers={reach} />
        <strong>{title}</strong>
        {description && (
          <p className="words" dir="auto">
            {description}
          </p>
        )}
        <p className="meta">
          <StageTag stage={stage} />
          {kind && <span>{name('opportunityKind', kind)}</span>}
          <span>{count('quotes', evidence)}</span>
          {support.critical > 0 && <span className="critical">{count('critical', support.critical)}</span>}
          <time dateTime={openedAt}>{say('openedAt', formatDate(language, openedAt))}</time>
        </p>
      </a>
    </li>
  );
}

/** The number of customers in large type, and the noun below it: the words are split around the number. */
export function Reach({ customers }: { customers: number }) {
  const { count } = useWords();
  const [, before = '', number = '', after = ''] =
    /^(\D*)([\d.,\u00a0\u202f]+)(.*)$/.exec(count('customers', customers)) ?? [];
  return (
    <span className="reach">
      {before}
      <b>{number}</b>
      {after}
    </span>
  );
}
