import type { ReactNode } from 'react';
import * as api from './api.js';
import { ActionButton } from './action-button.js';
import type { Load } from './first-pages.js';
import { useWords } from './language.js';
import { formatDateTime, formatDate } from './time-format.js';
import { ShowMore } from './show-more.js';
import { Loading, ProblemNotice, ServiceText, SilentServices } from './notices.js';
import type { Parked, PlaceOnTopic, Quarantined } from './operating.js';
import { Lost, useOutcome, type Tell } from './use-outcome.js';
import { usePages } from './use-pages.js';

/** What waits for a person: messages that could not be handled, records that could not be read. */
export function PutAside() {
  const { say } = useWords();
  return (
    <>
      <PutAsideList id="parked" heading={say('parked')} nothing={say('nothingParked')} load={api.parked}>
        {(one, tell) => <ParkedRow key={one.id} message={one} tell={tell} />}
      </PutAsideList>
      <PutAsideList
        id="quarantine"
        heading={say('quarantine')}
        nothing={say('nothingQuarantined')}
        load={api.quarantine}
      >
        {(one, tell) => <QuarantinedRow key={one.id} record={one} tell={tell} />}
      </PutAsideList>
    </>
  );
}

interface PutAsideListProps<T> {
  id: string;
  heading: string;
  nothing: string;
  load: Load<T>;
  children(one: T, tell: Tell): ReactNode;
}

function PutAsideList<T>({ id, heading, nothing, load, children: rowOf }: PutAsideListProps<T>) {
  const { say } = useWords();
  const { shown, next, silent, problem, again, more } = usePages(load, id, 5000);
  const { outcome, tell, lost } = useOutcome();
  const done: Tell = (what, gone) => {
    tell(what, gone);
    again();
  };
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>
        {heading} {shown && shown.length > 0 && <span className="count">{`${shown.length}${next ? '+' : ''}`}</span>}
      </h3>
      <ProblemNotice problem={problem} />
      <SilentServices services={silent} />
      {outcome}
      {!shown && !problem && <Loading />}
      {shown?.length === 0 && silent.length === 0 && <p className="quiet">{nothing}</p>}
      <Lost value={lost}>
        <ul className="waiting">{shown?.map(one => rowOf(one, done))}</ul>
      </Lost>
      <ShowMore next={next} label={say('showMore')} onPress={more} />
    </section>
  );
}

const positionOf = ({ topic, partition, offset }: PlaceOnTopic) => `${topic}/${partition} @ ${offset}`;

function ParkedRow({ message, tell }: { message: Parked; tell: Tell }) {
  const { language, say, name } = useWords();
  const { id, service, type, topic, cause, waits, parkedAt } = message;
  const place = positionOf(message);
  return (
    <li>
      <p>
        <strong>{type ?? topic}</strong> <span className="quiet">{name('service', service)}</span>
      </p>
      <p className="quiet">
        <code>{place}</code> · <time dateTime={parkedAt}>{formatDateTime(language, parkedAt)}</time>
      </p>
      <p>{waits ? say('waitsBehind') : <ServiceText>{cause}</ServiceText>}</p>
      {!waits && (
        <ActionButton
          label={say('redrive')}
          about={`${type ?? topic} ${place}`}
          act={() => api.redriveParked(id)}
          onDone={({ redriven, cause: still }) =>
            tell(still ? <ServiceText>{still}</ServiceText> : say('redriven', redriven), redriven > 0)
          }
        />
      )}
    </li>
  );
}

function QuarantinedRow({ record, tell }: { record: Quarantined; tell: Tell }) {
  const { language, say, name } = useWords();
  const { id, code, detail, receivedAt, lapsesAt, lapsedAt } = record;
  const place = positionOf(record);
  return (
    <li>
      <p>
        <strong>
          <code>{code}</code>
        </strong>
      </p>
      <p className="quiet">
        <code>{place}</code> · <time dateTime={receivedAt}>{formatDateTime(language, receivedAt)}</time>
      </p>
      <p>
        <ServiceText>{detail}</ServiceText>
      </p>
      <p className="quiet">{say(lapsedAt ? 'lapsed' : 'lapses', formatDate(language, lapsedAt ?? lapsesAt))}</p>
      {!lapsedAt && (
        <ActionButton
          label={say('redrive')}
          about={`${code} ${place}`}
          act={() => api.redriveQuarantined(id)}
          onDone={({ outcome, detail: still }) =>
            tell(
              still === undefined ? name('reread', outcome) : <ServiceText>{still}</ServiceText>,
              still === undefined,
            )
          }
        />
      )}
    </li>
  );
}
