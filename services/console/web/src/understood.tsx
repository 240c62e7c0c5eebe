import type { RefObject } from 'react';
import type { Correction } from './correction.js';
import { CorrectReading } from './correct-reading.js';
import { MissedSignal } from './correct-signal.js';
import { Corrected } from './corrected.js';
import type { Reading } from './knowledge.js';
import { useWords } from './language.js';
import { Signals } from './signals.js';

interface Props {
  text: string;
  reading: Reading;
  /** Where the words stand. */
  said: RefObject<HTMLElement | null>;
  /** Where it can be corrected. */
  onCorrect?(correction: Correction): Promise<void>;
}

/** What was read in the words; people who know better say so. */
export function Understood({ text, reading, said, onCorrect }: Props) {
  const { say } = useWords();
  return (
    <>
      {onCorrect && <CorrectReading reading={reading} onCorrect={onCorrect} />}
      <h3>
        {say('signals')} <Corrected reading={reading} part="signals" />
      </h3>
      <Signals reading={reading} onCorrect={onCorrect} />
      {onCorrect && <MissedSignal text={text} said={said} onCorrect={onCorrect} />}
    </>
  );
}
