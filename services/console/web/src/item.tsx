import * as api from './api.js';
import { Circumstances, shortId } from './card.js';
import { Journey } from './journey.js';
import type { Captured, FeedItem, Interpretation, Reading } from './knowledge.js';
import { useWords } from './language.js';
import { dayAndTime } from './moments.js';
import { Loading, ProblemNotice } from './notices.js';
import { Pane } from './pane.js';
import { Signals } from './signals.js';
import { SentimentTag } from './signal-tag.js';
import { Spans } from './spans.js';
import { useLoaded } from './use-poll.js';

interface Props {
  id: string;
  /** The item as the feed knows it: shown until the rest is there. */
  known: FeedItem | undefined;
  closeTo: string;
  /** Shows what else the customer said, where a feed stands beside it. */
  onCustomer?(customerId: string): void;
}

export function Item({ id, known, closeTo, onCustomer }: Props) {
  const { say } = useWords();
  const captured = useLoaded(signal => api.item(id, signal), id);
  const reading = useLoaded(
    signal => api.interpretation(id, signal),
    id,
    data => (data ? 0 : 2000),
  );
  const journey = useLoaded(
    signal => api.journey(id, signal),
    id,
    () => 2000,
  );

  const item = captured.data ?? known;
  const read: Reading | undefined = reading.data ?? (known?.language ? known : undefined);
  return (
    <Pane id={id} title={say('item')} closeTo={closeTo}>
      <ProblemNotice problem={captured.problem ?? reading.problem ?? journey.problem} />
      {!item && !captured.problem && <Loading />}
      {item && <Words item={item} read={read} />}
      {item && read && item.text !== null && (
        <>
          <h3>{say('signals')}</h3>
          <Signals reading={read} />
        </>
      )}
      {journey.data && (
        <>
          <h3>{say('journey')}</h3>
          <Journey steps={journey.data} />
        </>
      )}
      {item && <Facts item={item} reading={reading.data} onCustomer={onCustomer} />}
    </Pane>
  );
}

function Words({ item, read }: { item: Captured; read: Reading | undefined }) {
  const { say } = useWords();
  return (
    <>
      <p className="meta">
        <Circumstances item={item} />
      </p>
      {item.text === null ? (
        <p className="words forgotten">{say(item.withdrawn ? 'withdrawn' : 'erased')}</p>
      ) : (
        <Spans text={item.text} language={read?.language} signals={read?.signals ?? []} />
      )}
      <p className="tags">
        {!read && item.text !== null && <span className="reading">{say('reading')}</span>}
        {read?.sentiment && <SentimentTag sentiment={read.sentiment} />}
        {read?.themes.map(({ themeId, theme }) => (
          <span key={themeId} className="theme">
            {theme}
          </span>
        ))}
      </p>
    </>
  );
}

interface FactsProps {
  item: Captured;
  reading: Interpretation | null | undefined;
  onCustomer?(customerId: string): void;
}

function Facts({ item, reading, onCustomer }: FactsProps) {
  const { language, say, name } = useWords();
  const facts = [
    [say('occurredAt'), dayAndTime(language, item.occurredAt)],
    [say('channel'), item.channel],
    [say('contactMode'), item.contactMode && name('contactMode', item.contactMode)],
    [say('rating'), item.rating?.toLocaleString(language)],
    [say('itemLanguage'), reading?.language && name('itemLanguage', reading.language)],
    [say('interpreter'), reading && `${reading.interpreter} ${reading.version}`],
    [say('customer'), shortId(item.customerId)],
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
