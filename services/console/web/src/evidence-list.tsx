import { useEffect, useRef } from 'react';
import * as api from './api.js';
import { DisclosureForm } from './disclosure-form.js';
import { CustomerLink, shortId } from './customer-link.js';
import type { Evidence } from './knowledge.js';
import { useWords } from './language.js';
import { formatDate } from './time-format.js';
import { ReasonInput, reasonIn } from './reason-input.js';
import { ShowMore } from './show-more.js';
import { RequireRole } from './role.js';
import { SignalTag } from './signal-tag.js';
import { useTruncated } from './use-truncated.js';
import { FocusLoss, useAnnouncement } from './use-announcement.js';

interface Props {
  opportunityId: string;
  evidence: Evidence[];
  itemHref(itemId: string): string;
  onRemoved(): void;
}

/** The customers' words, each with a link to its item. */
export function EvidenceList({ opportunityId, evidence, itemHref, onRemoved }: Props) {
  const { say, name } = useWords();
  const { announcement, announce, announceLoss } = useAnnouncement();
  const { shown, next, more } = useTruncated(evidence);
  const followed = useRef<HTMLElement>(undefined);
  // Runs again when the list is shown after an item was open: the focus returns to the quote that led there.
  useEffect(() => followed.current?.focus(), []);
  const removed = () => {
    announce(name('historyEvent', 'EvidenceRemoved'), true);
    onRemoved();
  };
  return (
    <div>
      {announcement}
      {evidence.length === 0 && <p className="quiet">{say('noEvidence')}</p>}
      <FocusLoss value={announceLoss}>
        <ul className="quotes">
          {shown.map((one, nth) => (
            <li key={one.evidenceId}>
              {!isSameQuote(one, shown[nth - 1]) && (
                <a href={itemHref(one.itemId)} onClick={event => void (followed.current = event.currentTarget)}>
                  <Words evidence={one} />
                </a>
              )}
              <About evidence={one} />
              <RequireRole role="contributor">
                <RemoveEvidence opportunityId={opportunityId} evidence={one} onRemoved={removed} />
              </RequireRole>
            </li>
          ))}
        </ul>
      </FocusLoss>
      <ShowMore next={next} label={say('showMore')} onPress={more} />
    </div>
  );
}

/** Whether another signal rests on the words that stand above: they are not quoted again. */
const isSameQuote = ({ itemId, words }: Evidence, above: Evidence | undefined) =>
  words !== null && itemId === above?.itemId && words === above.words;

function Words({ evidence }: { evidence: Evidence }) {
  const { say } = useWords();
  if (evidence.words !== null) return <q dir="auto">{evidence.words}</q>;
  return <span className="forgotten">{say(evidence.withdrawn ? 'withdrawn' : 'erased')}</span>;
}

function About({ evidence }: { evidence: Evidence }) {
  const { language, say, name } = useWords();
  const { signalType, expression, stance, customerId, linkedAt } = evidence;
  return (
    <p className="meta">
      <SignalTag type={signalType} implied={expression === 'IMPLIED'} />
      <span className={`stance-${stance}`}>{name('stance', stance)}</span>
      <CustomerLink id={customerId} />
      <span>{say('linkedOn', formatDate(language, linkedAt))}</span>
    </p>
  );
}

/** The beginning of the words, enough to tell the quote from others. */
const beginningOf = ({ words }: Evidence) => words && [...words].slice(0, 40).join('');

interface RemoveProps extends Pick<Props, 'opportunityId' | 'onRemoved'> {
  evidence: Evidence;
}

/** Asks for a reason first, so that no evidence is removed by accident. */
function RemoveEvidence({ opportunityId, evidence, onRemoved }: RemoveProps) {
  const { say } = useWords();
  const remove = async (given: FormData) => {
    await api.removeEvidence(opportunityId, evidence.evidenceId, reasonIn(given));
    onRemoved();
  };
  const about = beginningOf(evidence) ?? `${say('customer')} ${shortId(evidence.customerId)}`;
  return (
    <DisclosureForm label={say('remove')} about={about} onSubmit={remove} removesButton>
      <ReasonInput />
      <p className="quiet">{say('removedForGood')}</p>
    </DisclosureForm>
  );
}
