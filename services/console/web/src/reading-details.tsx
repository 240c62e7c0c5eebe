import type { RefObject } from 'react';
import type { Correction } from './correction.js';
import { CorrectReading } from './correct-reading.js';
import { MissedSignal } from './correct-signal.js';
import { CorrectedBadge } from './corrected-badge.js';
import type { Reading } from './knowledge.js';
import { useWords } from './language.js';
import { SignalList } from './signal-list.js';
import { Lost, useOutcome } from './use-outcome.js';

interface Props {
  text: string;
  reading: Reading;
  /** Where the words stand. */
  said: RefObject<HTMLElement | null>;
  /** Where it can be corrected. */
  onCorrect?(correction: Correction): Promise<void>;
}

/** What was read in the words; people who know better say so. */
export function ReadingDetails({ text, reading, said, onCorrect }: Props) {
  const { say, name } = useWords();
  const { outcome, tell, lost } = useOutcome();
  const correct = (gone: boolean) => {
    if (!onCorrect) return undefined;
    return async (correction: Correction) => {
      await onCorrect(correction);
      tell(name('event', 'InterpretationCorrected'), gone);
    };
  };
  const [onStaying, onGoing] = [correct(false), correct(true)];
  return (
    <div>
      {onStaying && <CorrectReading reading={reading} onCorrect={onStaying} />}
      {outcome}
      <h3>
        {say('signals')} <CorrectedBadge reading={reading} part="signals" />
      </h3>
      <Lost value={lost}>
        <SignalList reading={reading} onCorrect={onGoing} />
      </Lost>
      {onStaying && <MissedSignal text={text} said={said} onCorrect={onStaying} />}
    </div>
  );
}
