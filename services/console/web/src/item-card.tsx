import type { ReactNode } from 'react';
import type { FeedItem, Signal } from './knowledge.js';
import { shortId } from './customer-link.js';
import { FoundText } from './found-text.js';
import { langAttribute, useWords } from './language.js';
import { formatTimeAgo, formatDateTime, formatDate } from './time-format.js';
import { SentimentTag, SignalTag } from './signal-tag.js';

export function CustomerAndOccasion({
  item,
}: {
  item: Pick<FeedItem, 'occasion' | 'product' | 'account' | 'customerId' | 'customer'>;
}) {
  const { say, name } = useWords();
  const known = [item.customer?.name, item.account ?? item.customer?.account].filter(Boolean).join(', ');
  const who = known || `${say('customer')} ${shortId(item.customerId)}`;
  const what = [item.occasion && name('occasion', item.occasion), item.product].filter(Boolean);
  return (
    <>
      <strong>{who}</strong>
      {what.map(part => (
        <span key={part}>{part}</span>
      ))}
    </>
  );
}

/** The first signal of each type and expression; the open item shows all. */
const oneOfEachKind = (signals: Signal[]) => [
  ...new Map(signals.map(one => [one.type + one.expression, one])).values(),
];

interface Props {
  item: FeedItem;
  href: string;
  open: boolean;
  fresh: boolean;
}

const DAY_MS = 86_400_000;

export function ItemCard({ item, href, open, fresh }: Props) {
  const { language, say } = useWords();
  const { occurredAt: at, capturedAt = at } = item;
  // The feed is ordered by capture: without its date, an item said long before would seem out of order.
  const captured =
    Date.parse(capturedAt) - Date.parse(at) > DAY_MS && say('capturedAt', formatDate(language, capturedAt));
  return (
    <li>
      <a
        className={`card ${fresh ? 'fresh' : ''}`}
        data-card={item.itemId}
        href={href}
        aria-current={open || undefined}
      >
        <p className="meta">
          <CustomerAndOccasion item={item} />
          <span className="when">
            <time dateTime={at} title={formatDateTime(language, at)}>
              {formatTimeAgo(language, at)}
            </time>
            {captured && <span>{captured}</span>}
          </span>
        </p>
        <Quoted item={item} />
        <p className="tags">
          <Tags item={item} />
        </p>
      </a>
    </li>
  );
}

function Tags({ item }: { item: FeedItem }): ReactNode {
  const { say } = useWords();
  if (item.erased) return null;
  if (!item.sentiment) return <span className="in-progress">{say('reading')}</span>;
  return (
    <>
      <SentimentTag sentiment={item.sentiment} />
      {oneOfEachKind(item.signals).map(({ type, expression }) => (
        <SignalTag key={type + expression} type={type} implied={expression === 'IMPLIED'} />
      ))}
      {item.themes.map(({ themeId, theme }) => (
        <span key={themeId} className="theme">
          {theme}
        </span>
      ))}
    </>
  );
}

function Quoted({ item: { text, language, hits = [] } }: { item: FeedItem }) {
  const { say } = useWords();
  if (text === null) return <p className="words forgotten">{say('erased')}</p>;
  return (
    <p className="words" lang={langAttribute(language)} dir="auto">
      <FoundText text={text} hits={hits} />
    </p>
  );
}
