import { useState, type ReactNode } from 'react';
import * as api from './api.js';
import { Action } from './action.js';
import { useWords } from './language.js';
import { dayAndTime } from './moments.js';
import { ProblemNotice, Silent } from './notices.js';
import type { Parked, Quarantined } from './operating.js';
import { usePages } from './use-pages.js';

/** What waits for a person: messages that could not be handled, records that could not be read. */
export function PutAside() {
  const { say } = useWords();
  const [round, setRound] = useState(0);
  const again = () => setRound(count => count + 1);
  const parked = usePages(api.parked, `parked ${round}`, 5000);
  const quarantine = usePages(api.quarantine, `quarantine ${round}`, 5000);
  return (
    <>
      <Waiting id="parked" heading={say('parked')} nothing={say('nothingParked')} list={parked}>
        {parked.shown?.map(one => (
          <ParkedRow key={one.id} message={one} onDone={again} />
        ))}
      </Waiting>
      <Waiting id="quarantine" heading={say('quarantine')} nothing={say('nothingQuarantined')} list={quarantine}>
        {quarantine.shown?.map(one => (
          <QuarantinedRow key={one.id} record={one} onDone={again} />
        ))}
      </Waiting>
    </>
  );
}

interface WaitingProps {
  id: string;
  heading: string;
  nothing: string;
  list: ReturnType<typeof usePages>;
  children: ReactNode;
}

function Waiting({ id, heading, nothing, list, children }: WaitingProps) {
  const { say } = useWords();
  const { shown, next, silent, problem, more } = list;
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>
        {heading} {shown && shown.length > 0 && <span className="count">{`${shown.length}${next ? '+' : ''}`}</span>}
      </h3>
      <ProblemNotice problem={problem} />
      <Silent services={silent} />
      {shown?.length === 0 && silent.length === 0 && <p className="quiet">{nothing}</p>}
      <ul className="waiting">{children}</ul>
      {next && (
        <button type="button" className="older" onClick={more}>
          {say('showMore')}
        </button>
      )}
    </section>
  );
}

function ParkedRow({ message, onDone }: { message: Parked; onDone: () => void }) {
  const { language, say, name } = useWords();
  const { id, service, type, topic, partition, offset, cause, waits, parkedAt } = message;
  return (
    <li>
      <p>
        <strong>{type ?? topic}</strong> <span className="quiet">{name('service', service)}</span>
      </p>
      <p className="quiet">
        <code>{`${topic}/${partition} @ ${offset}`}</code> ·{' '}
        <time dateTime={parkedAt}>{dayAndTime(language, parkedAt)}</time>
      </p>
      <p>{waits ? say('waitsBehind') : cause}</p>
      {!waits && <Action label={say('redrive')} act={() => api.redriveParked(id)} onDone={onDone} told={outcomeOf} />}
    </li>
  );

  function outcomeOf({ redriven, cause: still }: { redriven: number; cause: string | null }): string {
    return still ?? say('redriven', redriven);
  }
}

function QuarantinedRow({ record, onDone }: { record: Quarantined; onDone: () => void }) {
  const { language, say } = useWords();
  const { id, code, detail, topic, partition, offset, receivedAt } = record;
  return (
    <li>
      <p>
        <strong>
          <code>{code}</code>
        </strong>
      </p>
      <p className="quiet">
        <code>{`${topic}/${partition} @ ${offset}`}</code> ·{' '}
        <time dateTime={receivedAt}>{dayAndTime(language, receivedAt)}</time>
      </p>
      <p>{detail}</p>
      <Action
        label={say('redrive')}
        act={() => api.redriveQuarantined(id)}
        onDone={onDone}
        told={({ outcome, detail: still }) => still ?? outcome}
      />
    </li>
  );
}
