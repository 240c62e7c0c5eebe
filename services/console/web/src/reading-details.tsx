import type { RefObject } from 'react';
import type { Correction } from './correction.js';
import { CorrectReading } from './correct-reading.js';
import { MissedSignal } from './correct-signal.js';
import { CorrectedBadge } from './corrected-badge.js';
import type { Reading } from './knowledge.js';
import { useWords } from './language.js';
import { SignalList } from './signal-list.js';
import { FocusLoss, useAnnouncement } from './use-announcement.js';

interface Props {
  text: string;
  reading: Reading;
  /** The element that shows the text. */
  textRef: RefObject<HTMLElement | null>;
  /** Missing where nothing can be corrected. */
  onCorrect?(correction: Correction): Promise<void>;
}

/** The signals that were read in the text, and the forms to correct the reading. */
export function ReadingDetails({ text, reading, textRef, onCorrect }: Props) {
  const { say, name } = useWords();
  const { announcement, announce, announceLoss } = useAnnouncement();
  const correct = (moveFocus: boolean) => {
    if (!onCorrect) return undefined;
    return async (correction: Correction) => {
      await onCorrect(correction);
      announce(name('event', 'InterpretationCorrected'), moveFocus);
    };
  };
  const [onStaying, onGoing] = [correct(false), correct(true)];
  return (
    <div>
      {onStaying && <CorrectReading reading={reading} onCorrect={onStaying} />}
      {announcement}
      <h3>
        {say('signals')} <CorrectedBadge reading={reading} part="signals" />
      </h3>
      <FocusLoss value={announceLoss}>
        <SignalList reading={reading} onCorrect={onGoing} />
      </FocusLoss>
      {onStaying && <MissedSignal text={text} textRef={textRef} onCorrect={onStaying} />}
    </div>
  );
}
