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

interface Props {
  id: string;
  /** The item as the feed shows it, until the whole one is loaded. */
  known?: FeedItem;
  closeTo: string;
  /** Shows everything that the customer said, where a feed stands beside the pane. */
  onCustomer?(customerId: string): void;
}

export function ItemPane({ id, known, closeTo, onCustomer }: Props) {
  const { say } = useWords();
  const mayCorrect = useHasRole('contributor');
  // Polled: its words may be withdrawn or forgotten while they are shown.
  const captured = useQuery(
    signal => api.item(id, signal),
    id,
    () => 5000,
  );
  // Polled: it may be interpreted anew, or corrected by somebody else.
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

  const textRef = useRef<HTMLQuoteElement>(null);
  const correct = async (correction: Correction) => {
    await api.correct(id, correction);
    reading.refetch();
  };

  const item = captured.data ?? known;
  const read: Reading | undefined = reading.data ?? (known?.language ? known : undefined);
  return (
    <Pane id={id} title={say('item')} closeTo={closeTo}>
      <ProblemNotice problem={captured.problem ?? reading.problem ?? journey.problem} />
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
    </Pane>
  );
}

interface WordsProps {
  item: Captured;
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
        {!read && item.text !== null && <span className="in-progress">{say('reading')}</span>}
        {read?.sentiment && <SentimentTag sentiment={read.sentiment} />}
        <CorrectedBadge reading={read} part="sentiment" />
        {read?.themes.map(({ themeId, theme }) => (
          <span key={themeId} className="theme">
            {theme}
          </span>
        ))}
        {read?.corrected?.includes('themes') && read.themes.length === 0 && (
          <span className="theme">{say('noTheme')}</span>
        )}
        <CorrectedBadge reading={read} part="themes" />
      </p>
    </>
  );
}
