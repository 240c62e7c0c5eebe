import { type Stage, STAGES } from '@ckm/contracts/vocabulary';
import { useEffect, useRef, useState } from 'react';
import * as api from './api.js';
import type { WholeOpportunity } from './knowledge.js';
import { useWords } from './language.js';
import { ProblemNotice } from './notices.js';
import { RequireRole } from './role.js';
import { useAsyncAction } from './use-async-action.js';
import { useAnnouncement } from './use-announcement.js';
import { useSettled } from './use-settled.js';

export function StageTag({ stage }: { stage: Stage }) {
  const { name } = useWords();
  return <span className={`stage stage-${stage}`}>{name('stage', stage)}</span>;
}

interface Props {
  opportunity: Pick<WholeOpportunity, 'opportunityId' | 'stage' | 'reachable'>;
  onMoved(): void;
}

/** How far an opportunity has come, and buttons for the stages that it can be moved to. */
export function StageControl({ opportunity, onMoved }: Props) {
  const { say, name } = useWords();
  const { opportunityId, stage, reachable } = opportunity;
  const [reason, setReason] = useState('');
  const { busy, problem, run } = useAsyncAction();
  const { announcement, announce } = useAnnouncement();
  const blocked = !useSettled(stage) || busy;
  const field = useRef<HTMLInputElement>(null);
  // Somebody else moved it first, and the button that was pressed is gone with the focus.
  useEffect(() => {
    if (problem && document.activeElement === document.body) field.current?.focus();
  }, [problem, stage]);

  const move = async (to: Stage) => {
    const moved = await run(() =>
      api.moveOpportunity(opportunityId, { stage: to, from: stage, ...(reason.trim() ? { reason } : {}) }),
    );
    if (moved) {
      setReason('');
      announce(say('moved', name('stage', to)), true);
    }
    onMoved();
  };
  const press = (to: Stage) => {
    if (!blocked) void move(to);
  };

  return (
    <div>
      <StageProgress stage={stage} />
      {announcement}
      {reachable.length === 0 ? (
        <p className="quiet">{say('atTheEnd')}</p>
      ) : (
        <RequireRole role="steward">
          {/* Not submitted by Enter in the field of the reason: it is not clear which stage would be meant. */}
          <form className="stage-moves" aria-label={say('moveOn')} onSubmit={event => event.preventDefault()}>
            <p className="moves-label">{say('moveOn')}</p>
            <input
              ref={field}
              maxLength={1_000}
              value={reason}
              autoComplete="off"
              aria-label={say('reason')}
              placeholder={`${say('reason')} (${say('optional')})`}
              onChange={event => setReason(event.target.value)}
            />
            <p className="buttons">
              {reachable.map((to, nth) => (
                <button
                  key={to}
                  type="button"
                  className={nth === 0 ? 'primary' : 'secondary'}
                  aria-disabled={blocked}
                  onClick={() => press(to)}
                >
                  {name('stage', to)}
                </button>
              ))}
            </p>
          </form>
        </RequireRole>
      )}
      <ProblemNotice problem={problem} />
    </div>
  );
}

const PATH = STAGES.filter(stage => stage !== 'declined');

function StageProgress({ stage }: { stage: Stage }) {
  const { say, name } = useWords();
  if (stage === 'declined')
    return (
      <p className="stage-progress">
        <StageTag stage={stage} />
      </p>
    );
  const at = PATH.indexOf(stage);
  return (
    <ol className="stage-progress" aria-label={say('stage')}>
      {PATH.map((one, nth) => (
        <li key={one} className={nth <= at ? 'reached' : undefined} aria-current={nth === at ? 'step' : undefined}>
          {name('stage', one)}
        </li>
      ))}
    </ol>
  );
}
