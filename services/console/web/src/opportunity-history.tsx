import { CustomerLink } from './customer-link.js';
import type { HistoryEntry } from './knowledge.js';
import { useWords } from './language.js';
import { formatDateTime } from './time-format.js';
import { ShowMore } from './show-more.js';
import { useTruncated } from './use-truncated.js';

/** What happened to an opportunity, the newest first. */
export function OpportunityHistory({ history }: { history: HistoryEntry[] }) {
  const { language, say, name } = useWords();
  const { shown, next, more } = useTruncated(history);
  const whatOf = ({ event, stage }: HistoryEntry) =>
    stage ? say('moved', name('stage', stage)) : name('historyEvent', event);
  return (
    <>
      <ol className="journey">
        {shown.map((one, nth) => (
          // Two entries may be equal in every field; counted from the oldest one, the key of each stays the same.
          <li key={history.length - nth} className={`history-${one.event}`}>
            <p>
              <strong>{whatOf(one)}</strong>
              {one.importance !== null && <> · {name('importance', String(one.importance))}</>}
            </p>
            {one.reason && (
              <p className="reason" dir="auto">
                {one.reason}
              </p>
            )}
            <p className="quiet">
              <time dateTime={one.at}>{formatDateTime(language, one.at)}</time>
              <span>{one.actor.startsWith('system:') ? say('bySystem') : one.actor}</span>
              {one.customerId && <CustomerLink id={one.customerId} />}
            </p>
          </li>
        ))}
      </ol>
      <ShowMore next={next} label={say('showMore')} onPress={more} />
    </>
  );
}
