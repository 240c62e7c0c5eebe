import { useState } from 'react';
import type { JourneyStep } from './knowledge.js';
import { useWords } from './language.js';
import { formatDate, formatElapsed, formatTimeOfDay } from './time-format.js';

/** The events of an item, in every service that it passed through. */
export function Journey({ steps }: { steps: JourneyStep[] }) {
  const { language, say, name } = useWords();
  if (steps.length === 0) return <p className="quiet">{say('noJourney')}</p>;
  return (
    <ol className="journey">
      {steps.map((step, index) => {
        const before = steps[index - 1];
        const day = formatDate(language, step.recordedAt);
        const newDay = !before || formatDate(language, before.recordedAt) !== day;
        return (
          <li key={step.eventId} className={`service-${step.service}`}>
            <p>
              <strong title={step.type}>{name('event', step.type)}</strong>{' '}
              <span className="service">{name('service', step.service)}</span>
            </p>
            <p className="quiet">
              {newDay && <span>{day}</span>}
              <time dateTime={step.recordedAt} title={day}>
                {formatTimeOfDay(language, step.recordedAt)}
              </time>
              {before && <span>{formatElapsed(language, before.recordedAt, step.recordedAt)}</span>}
              <span>{say('position', String(step.position))}</span>
              {step.traceId && <TraceId id={step.traceId} />}
            </p>
          </li>
        );
      })}
    </ol>
  );
}

function TraceId({ id }: { id: string }) {
  const { say } = useWords();
  const [copied, setCopied] = useState(false);
  const short = (
    <>
      {say('trace')} <code>{id.slice(0, 8)}</code>
    </>
  );
  // Browsers offer the clipboard on secure origins only.
  if (!navigator.clipboard) return <span title={id}>{short}</span>;

  const copy = async () => {
    await navigator.clipboard.writeText(id);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <>
      <button type="button" className="trace" title={id} onClick={() => void copy()}>
        {short} <span className="sr-only">{say('copy')}</span>
      </button>
      <span role="status">{copied && say('copied')}</span>
    </>
  );
}
