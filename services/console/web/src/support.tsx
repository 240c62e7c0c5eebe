import { IMPORTANCES } from '@ckm/contracts/vocabulary';
import type { FormEvent } from 'react';
import * as api from './api.js';
import { CustomerLink } from './customer-link.js';
import { Field } from './field.js';
import { textOf } from './form-text.js';
import type { Supporter, WholeOpportunity } from './knowledge.js';
import { useWords } from './language.js';
import { complaintAt, ProblemNotice } from './notices.js';
import { RequireRole } from './role.js';
import { useAsyncAction } from './use-async-action.js';
import { useAnnouncement } from './use-announcement.js';

interface Props {
  opportunity: Pick<WholeOpportunity, 'opportunityId' | 'supporters'>;
  onSupported(): void;
}

/** How much the opportunity matters to each customer who was asked, and a form to note a further one. */
export function Support({ opportunity: { opportunityId, supporters }, onSupported }: Props) {
  const { say, name } = useWords();
  return (
    <>
      {supporters.length === 0 && <p className="quiet">{say('noSupport')}</p>}
      <ul className="supporters">
        {supporters.map(({ customerId, importance }) => (
          <li key={customerId}>
            <CustomerLink id={customerId} />
            <Dots importance={importance} />
            <span className="quiet">{name('importance', String(importance))}</span>
          </li>
        ))}
      </ul>
      <RequireRole role="contributor">
        <SupportForm opportunityId={opportunityId} onSupported={onSupported} />
      </RequireRole>
    </>
  );
}

function Dots({ importance }: Pick<Supporter, 'importance'>) {
  return (
    <span className="dots" aria-hidden="true">
      {[1, 2, 3].map(one => (
        <span key={one} className={one <= importance ? 'full' : undefined} />
      ))}
    </span>
  );
}

function SupportForm({ opportunityId, onSupported }: { opportunityId: string; onSupported(): void }) {
  const { say, name } = useWords();
  const { announcement, announce } = useAnnouncement();
  const { busy, problem, run } = useAsyncAction();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = event.currentTarget;
    const given = new FormData(form);
    const support = {
      customerId: textOf(given, 'customerId'),
      importance: Number(given.get('importance')) as Supporter['importance'],
    };
    if (!(await run(() => api.supportOpportunity(opportunityId, support)))) return;
    form.reset();
    form.querySelector('input')?.focus();
    announce(say('supportNoted', support.customerId), false);
    onSupported();
  };
  return (
    <form className="support" onSubmit={event => void submit(event)}>
      <Field name="customerId" label={say('whichCustomer')} complaint={complaintAt(problem, 'customerId')}>
        <input required maxLength={200} autoComplete="off" />
      </Field>
      <fieldset>
        <legend>{say('importance')}</legend>
        <div className="choices">
          {IMPORTANCES.map(importance => (
            <label key={importance}>
              <input type="radio" name="importance" value={importance} defaultChecked={importance === 2} />
              <span>{name('importance', String(importance))}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {/* Not `disabled`: the button would lose the focus. */}
      <button type="submit" className="secondary" aria-disabled={busy}>
        {say('noteSupport')}
      </button>
      {announcement}
      <ProblemNotice problem={problem} silent={['customerId']} />
    </form>
  );
}
