import { useRef, type Ref } from 'react';
import * as api from './api.js';
import { CustomerAndOccasion } from './item-card.js';
import type { Correction } from './correction.js';
import { CorrectedBadge } from './corrected-badge.js';
import { ItemFacts } from './item-facts.js';
import { Journey } from './journey.js';
import type { Captured, FeedItem, Reading } from './knowledge.js';
import { useWords } from './language.js';
import { Loading, ProblemNotice } from './notices.js';
import { Pane } from './pane.js';
import { useHasRole } from './role.js';
import { SentimentTag } from './signal-tag.js';
import { MarkedText } from './marked-text.js';
import { ReadingDetails } from './reading-details.js';
import { useQuery } from './use-query.js';
import { WithdrawItem } from './withdraw-item.js';

interface Props {
  id: string;
  /** The item as the feed shows it, until the whole one is loaded. */
  known?: FeedItem;
  closeTo: string;
  /** Shows everything that the customer said, where a feed stands beside the pane. */
  onCustomer?(customerId: string): void;
}

/** What the services know of an item. All of it is polled: words may be withdrawn, forgotten or interpreted anew. */
function useItem(id: string) {
  const captured = useQuery(
    signal => api.item(id, signal),
    id,
    () => 5000,
  );
  const reading = useQuery(
    signal => api.interpretation(id, signal),
    id,
    data => (data ? 5000 : 2000),
  );
  const journey = useQuery(
    signal => api.journey(id, signal),
    id,
    () => 2000,
  );
  const customer = useQuery(
    signal => api.customerOfItem(id, signal),
    id,
    () => 5000,
  );
  const problem = [captured, reading, journey].map(query => query.problem).find(Boolean) ?? null;
  return { captured, reading, journey, customer, problem };
}

export function ItemPane({ id, known, closeTo, onCustomer }: Props) {
  const { say } = useWords();
  const mayCorrect = useHasRole('contributor');
  const { captured, reading, journey, customer, problem } = useItem(id);
  const textRef = useRef<HTMLQuoteElement>(null);
  const correct = async (correction: Correction) => {
    await api.correct(id, correction);
    reading.refetch();
  };

  const item = captured.data ? { ...captured.data, customer: customer.data ?? known?.customer } : known;
  const read: Reading | undefined = reading.data ?? (known?.language ? known : undefined);
  return (
    <Pane id={id} title={say('item')} closeTo={closeTo}>
      <ProblemNotice problem={problem} />
      {!item && !captured.problem && <Loading />}
      {item && <ItemWords item={item} read={read} said={textRef} />}
      {typeof item?.text === 'string' && read && (
        <ReadingDetails
          key={id}
          text={item.text}
          reading={read}
          textRef={textRef}
          onCorrect={mayCorrect && reading.data ? correct : undefined}
        />
      )}
      {journey.data && (
        <>
          <h3>{say('journey')}</h3>
          <Journey steps={journey.data} />
        </>
      )}
      {item && <ItemFacts item={item} reading={reading.data} onCustomer={onCustomer} />}
      {captured.data && (
        <WithdrawItem key={`withdrawal of ${id}`} item={captured.data} onWithdrawn={captured.refetch} />
      )}
    </Pane>
  );
}

interface WordsProps {
  item: Captured & Pick<FeedItem, 'customer'>;
  read: Reading | undefined;
  said: Ref<HTMLQuoteElement>;
}

function ItemWords({ item, read, said }: WordsProps) {
  const { say } = useWords();
  return (
    <>
      <p className="meta">
        <CustomerAndOccasion item={item} />
      </p>
      {item.text === null ? (
        <p className="words forgotten">{say(item.withdrawn ? 'withdrawn' : 'erased')}</p>
      ) : (
        <MarkedText ref={said} text={item.text} language={read?.language} signals={read?.signals ?? []} />
      )}
      <p className="tags">
        {read && <ReadingTags reading={read} />}
        {!read && item.text !== null && <span className="in-progress">{say('reading')}</span>}
      </p>
    </>
  );
}

/** The sentiment and the themes, and which of them a person corrected. */
function ReadingTags({ reading }: { reading: Reading }) {
  const { say } = useWords();
  const { sentiment, themes, corrected } = reading;
  return (
    <>
      {sentiment && <SentimentTag sentiment={sentiment} />}
      <CorrectedBadge reading={reading} part="sentiment" />
      {themes.map(({ themeId, theme }) => (
        <span key={themeId} className="theme">
          {theme}
        </span>
      ))}
      {corrected?.includes('themes') && themes.length === 0 && <span className="theme">{say('noTheme')}</span>}
      <CorrectedBadge reading={reading} part="themes" />
    </>
  );
}
