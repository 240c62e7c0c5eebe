import { shortId } from './customer-link.js';
import { CorrectedBadge } from './corrected-badge.js';
import type { Captured, Interpretation } from './knowledge.js';
import { useWords } from './language.js';
import { formatDateTime } from './time-format.js';

interface Props {
  item: Captured;
  reading: Interpretation | null | undefined;
  onCustomer?(customerId: string): void;
}

/** When and how an item was said, and which interpreter read it. */
export function ItemFacts({ item, reading, onCustomer }: Props) {
  const { language, say, name } = useWords();
  const facts = [
    [say('occurredAt'), formatDateTime(language, item.occurredAt)],
    [say('withdrawnAt'), item.withdrawnAt && formatDateTime(language, item.withdrawnAt)],
    [say('withdrawalReason'), item.withdrawalReason],
    [say('channel'), item.channel],
    [say('contactMode'), item.contactMode && name('contactMode', item.contactMode)],
    [say('rating'), item.rating?.toLocaleString(language)],
    [say('itemLanguage'), reading?.language && <ReadLanguage reading={reading} />],
    [say('interpreter'), reading && `${reading.interpreter} ${reading.version}`],
    [say('customer'), item.customerExternalId ?? shortId(item.customerId)],
  ] as const;
  return (
    <>
      <h3>{say('facts')}</h3>
      <dl>
        {facts.map(
          ([term, value]) =>
            value && (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {onCustomer && (
        <button type="button" className="link" onClick={() => onCustomer(item.customerId)}>
          {say('ofCustomer')}
        </button>
      )}
    </>
  );
}

function ReadLanguage({ reading }: { reading: Interpretation }) {
  const { name } = useWords();
  return (
    <>
      {name('itemLanguage', reading.language ?? 'und')} <CorrectedBadge reading={reading} part="language" />
    </>
  );
}
