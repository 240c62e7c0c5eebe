import type { ReactNode } from 'react';
import * as api from './api.js';
import { ActionButton } from './action-button.js';
import type { LoadPage } from './first-pages.js';
import { useWords } from './language.js';
import { formatDateTime, formatDate } from './time-format.js';
import { ShowMore } from './show-more.js';
import { Loading, ProblemNotice, ServiceText, SilentServices } from './notices.js';
import type { Parked, PlaceOnTopic, Quarantined } from './operating.js';
import { FocusLoss, useAnnouncement, type Announce } from './use-announcement.js';
import { usePagedQuery } from './use-paged-query.js';

/** What waits for a person: parked messages, which could not be handled, and unreadable records in quarantine. */
export function PutAside() {
  const { say } = useWords();
  return (
    <>
      <PutAsideList id="parked" heading={say('parked')} nothing={say('nothingParked')} load={api.parked}>
        {(one, announce) => <ParkedRow key={one.id} message={one} announce={announce} />}
      </PutAsideList>
      <PutAsideList
        id="quarantine"
        heading={say('quarantine')}
        nothing={say('nothingQuarantined')}
        load={api.quarantine}
      >
        {(one, announce) => <QuarantinedRow key={one.id} record={one} announce={announce} />}
      </PutAsideList>
    </>
  );
}

interface PutAsideListProps<T> {
  id: string;
  heading: string;
  nothing: string;
  load: LoadPage<T>;
  children(one: T, announce: Announce): ReactNode;
}

function PutAsideList<T>({ id, heading, nothing, load, children: rowOf }: PutAsideListProps<T>) {
  const { say } = useWords();
  const { shown, next, silent, problem, refetch, more } = usePagedQuery(load, id, 5000);
  const { announcement, announce, announceLoss } = useAnnouncement();
  const done: Announce = (what, moveFocus) => {
    announce(what, moveFocus);
    refetch();
  };
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>
        {heading} {shown && shown.length > 0 && <span className="count">{`${shown.length}${next ? '+' : ''}`}</span>}
      </h3>
      <ProblemNotice problem={problem} />
      <SilentServices services={silent} />
      {announcement}
      {!shown && !problem && <Loading />}
      {shown?.length === 0 && silent.length === 0 && <p className="quiet">{nothing}</p>}
      <FocusLoss value={announceLoss}>
        <ul className="put-aside">{shown?.map(one => rowOf(one, done))}</ul>
      </FocusLoss>
      <ShowMore next={next} label={say('showMore')} onPress={more} />
    </section>
  );
}

const positionOf = ({ topic, partition, offset }: PlaceOnTopic) => `${topic}/${partition} @ ${offset}`;

function ParkedRow({ message, announce }: { message: Parked; announce: Announce }) {
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
          action={() => api.redriveParked(id)}
          onDone={({ redriven, cause: still }) =>
            announce(still ? <ServiceText>{still}</ServiceText> : say('redriven', redriven), redriven > 0)
          }
        />
      )}
    </li>
  );
}

function QuarantinedRow({ record, announce }: { record: Quarantined; announce: Announce }) {
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
          action={() => api.redriveQuarantined(id)}
          onDone={({ outcome, detail: still }) =>
            announce(
              still === undefined ? name('reread', outcome) : <ServiceText>{still}</ServiceText>,
              still === undefined,
            )
          }
        />
      )}
    </li>
  );
}
